import { OperationTypeNode } from 'graphql';
import type { OperationResult } from '../../../gateway/executeOperation.ts';
import type { ExpectedOperation } from '../oracle/expectOutcome.ts';
import type { Viewer } from '../oracle/rule.ts';
import { listContexts } from './generateCallers.ts';
import type { Scene, SceneCaller, Vocabulary } from './scene.ts';

export interface Refusal {
  readonly code: string;
  /** Those that are said to help. */
  readonly scopes: readonly string[];
}

/** @returns what is wrong with how a call is refused that has to be. */
export function compareRefusal(
  { code, scopes }: Refusal,
  operation: ExpectedOperation,
  viewer: Viewer,
  caller: SceneCaller,
  { vocabulary, mode }: Pick<Scene, 'vocabulary' | 'mode'>,
): readonly string[] {
  const due = caller.context === undefined ? 'UNAUTHENTICATED' : 'INSUFFICIENT_SCOPE';
  const obtainable = listObtainable(caller, vocabulary);
  const isRefusedWith = (held: readonly string[], policies: ReadonlySet<string>) => {
    const scopes = new Set([...viewer.scopes, ...held]);
    return operation.expect({ isSignedIn: true, scopes, policies }).kind === 'refused';
  };
  // What scopes would help is told before any policy is asked, and whatever variables ask for.
  const goesByVariables =
    mode === 'reject' ||
    operation.kind === OperationTypeNode.MUTATION ||
    operation.selected.some(({ reads }) => reads.length > 0);
  const everyPolicy = new Set(vocabulary.policies);
  return [
    ...(code === due ? [] : [`It is refused with ${code}, and should be with ${due}.`]),
    ...findUnobtainable(scopes, obtainable),
    ...(scopes.length > 0 && !goesByVariables && isRefusedWith(scopes, everyPolicy)
      ? [`The scopes ${scopes.join()} do not help.`]
      : []),
    ...(scopes.length === 0 && caller.context !== undefined && !isRefusedWith(obtainable, viewer.policies)
      ? ['More scopes would help, and none is named.']
      : []),
  ];
}

/** @returns the scopes that denials of parts name though the caller can never hold them. */
export function compareNamedScopes(
  { faults }: Pick<OperationResult, 'faults'>,
  caller: SceneCaller,
  { vocabulary }: Pick<Scene, 'vocabulary'>,
): readonly string[] {
  const named = faults.flatMap(({ scopes = [] }) => scopes.flat());
  return findUnobtainable([...new Set(named)], listObtainable(caller, vocabulary));
}

function findUnobtainable(named: readonly string[], obtainable: readonly string[]): readonly string[] {
  return named
    .filter((scope) => !obtainable.includes(scope))
    .map((scope) => `The scope ${scope} is named, which the caller can never hold.`);
}

/** Whoever has not signed in may yet turn out to be anybody. */
function listObtainable({ context }: SceneCaller, vocabulary: Vocabulary): readonly string[] {
  return context === undefined ? vocabulary.scopes : (listContexts(vocabulary)[context] ?? []);
}
