import type { AuthenticatedCaller } from '../../gateway/authentication/caller.ts';
import { createCedarEngine } from '../../gateway/authorization/policies/cedarEngine.ts';
import type { PolicyEngine, PolicyRequest } from '../../gateway/authorization/policyEngine.ts';

/** A schema with a claim of each kind, and two policies: `read` and `write`. */
export const DESK_SCHEMA = `
  type Claims = { team?: String, desks?: Set<String>, grade?: Long, trained?: Bool };
  type Call = { operation?: { id: String, name: String, source: String }, stated: { reason?: String, place?: String } };
  entity Caller = { context: String, scopes: Set<String>, claims: Claims };
  entity Graph;
  action "read", "write" appliesTo { principal: Caller, resource: Graph, context: Call };
`;

export const PERMIT_ALL = 'permit (principal, action, resource);';

export const ADA: AuthenticatedCaller = {
  kind: 'authenticated',
  subject: 'ada',
  context: 'clerk',
  scopes: new Set(['desk:read']),
  claims: { team: 'north', desks: ['d1', 'd2'], grade: 7, trained: true },
};

export interface Desk extends PolicyEngine {
  /** The policies that could not be evaluated. */
  readonly faults: string[];
  /** What Ada may, unless the request says more. */
  allows(request?: Partial<PolicyRequest>, policy?: string): boolean;
}

/** @param policies texts by file name, or one text. */
export function openDesk(
  policies: string | Readonly<Record<string, string>>,
  schema: string = DESK_SCHEMA,
): Desk {
  const faults: string[] = [];
  const texts = typeof policies === 'string' ? { 'x.cedar': policies } : policies;
  const engine = createCedarEngine(
    {
      schema: { path: 'schema.cedarschema', text: schema },
      policies: Object.entries(texts).map(([path, text]) => ({ path, text })),
    },
    (policy) => faults.push(policy),
  );
  return {
    ...engine,
    faults,
    allows: (request, policy = 'read') =>
      engine.decide(policy, { caller: ADA, operation: undefined, stated: {}, ...request }),
  };
}
