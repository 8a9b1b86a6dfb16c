import type { RequestContext } from './requestContext.ts';
import { createSeal } from './seal.ts';

/** Long enough to read a preview and to say yes. */
const CONFIRMATION_MS = 5 * 60 * 1_000;

/** What a preview hands out, for the mutation that it is a preview of. */
export interface Confirmation {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * A token that confirms one action with these arguments for this caller, while what it acts on has the version
 * that was previewed. The action raises the version, so that a token is used up by its use.
 * @param args all that the action depends on, beside its idempotency key.
 */
export function confirm(
  request: RequestContext,
  action: string,
  args: unknown,
  version: number,
): Confirmation {
  const expiresAt = new Date(request.now().getTime() + CONFIRMATION_MS);
  const token = sealFor(request, action, args).write({ version, expiresAt: expiresAt.getTime() });
  return { token, expiresAt };
}

/** @returns what is wrong with a token that came back; undefined when it confirms. */
export function findConfirmationError(
  request: RequestContext,
  action: string,
  args: unknown,
  version: number,
  token: string,
): 'INVALID_CONFIRMATION' | 'STALE_PREVIEW' | undefined {
  const confirmed = sealFor(request, action, args).read(token);
  if (confirmed === undefined || confirmed.expiresAt <= request.now().getTime())
    return 'INVALID_CONFIRMATION';
  return confirmed.version === version ? undefined : 'STALE_PREVIEW';
}

function sealFor({ secret, caller }: RequestContext, action: string, args: unknown) {
  return createSeal<{ version: number; expiresAt: number }>(
    secret,
    caller,
    'confirmation',
    action,
    JSON.stringify(args),
  );
}
