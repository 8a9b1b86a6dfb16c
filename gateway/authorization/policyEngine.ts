import type { Caller } from '../authentication/caller.ts';
import type { Stated, Statement } from './statements.ts';

/** Decides policies by name; synchronous. Unknown names do not exist at run time: start-up fails on them. */
export interface PolicyEngine {
  readonly names: ReadonlySet<string>;
  decide(policy: string, request: PolicyRequest): boolean;
}

export interface PolicyRequest {
  readonly caller: Caller;
  /** Undefined for an ad-hoc query; the name is the registered one, never the client's. */
  readonly operation: PolicyOperation | undefined;
  /** What the call states, by name; see {@link Stated}. */
  readonly stated: Stated;
}

export interface PolicyOperation {
  readonly id: string;
  readonly name: string;
  /** A tool of this program's own, or one of a front end's manifest. */
  readonly source: 'tool' | 'safelisted';
}

/** Whether a policy allows the call that is decided. */
export type AskPolicy = (policy: string) => boolean;

export const DENY_ALL: AskPolicy = () => false;
export const ALLOW_ALL: AskPolicy = () => true;

/** Asks for one call: each policy at most once, and only where a clause comes to it. */
export function askPolicies(engine: PolicyEngine | undefined, request: PolicyRequest): AskPolicy {
  if (engine === undefined) return DENY_ALL;
  const decided = new Map<string, boolean>();
  return (policy) => {
    let allows = decided.get(policy);
    if (allows === undefined) {
      allows = engine.decide(policy, request);
      decided.set(policy, allows);
    }
    return allows;
  };
}

/** As {@link askPolicies}; where a call contradicts itself, no policy allows anything. */
export function askForCall(
  engine: PolicyEngine | undefined,
  request: Omit<PolicyRequest, 'stated'>,
  { stated, isContradictory }: Statement,
): AskPolicy {
  return isContradictory ? DENY_ALL : askPolicies(engine, { ...request, stated });
}

/**
 * @param used the policies that a supergraph names, each with a coordinate that does.
 * @throws TypeError where the engine does not know one of them.
 */
export function checkPolicies(used: ReadonlyMap<string, string>, engine: PolicyEngine | undefined): void {
  for (const [policy, coordinate] of used) {
    if (engine?.names.has(policy) === true) continue;
    throw new TypeError(`${coordinate} asks for the policy "${policy}", which is not known here.`);
  }
}
