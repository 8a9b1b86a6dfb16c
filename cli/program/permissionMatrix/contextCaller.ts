import { ANONYMOUS, type Caller } from '../../../gateway/authentication/caller.ts';
import type { MatrixContext } from './matrix.ts';

/** Somebody of a context of whom nothing else is known. */
export function callerOf({ name, isSignedIn }: MatrixContext, scopes: readonly string[]): Caller {
  if (!isSignedIn) return ANONYMOUS;
  return { kind: 'authenticated', subject: 'somebody', context: name, scopes: new Set(scopes), claims: {} };
}
