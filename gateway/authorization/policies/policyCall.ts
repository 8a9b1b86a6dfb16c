import type { EntityJson, StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs';
import type { Caller } from '../../authentication/caller.ts';
import type { PolicyRequest } from '../policyEngine.ts';
import type { ClaimType, PolicySchema } from './policySchema.ts';

/** What Cedar is asked with, beside the policies. */
export type PolicyCall = Pick<
  StatefulAuthorizationCall,
  'principal' | 'action' | 'resource' | 'context' | 'entities'
>;

const GRAPH = { type: 'Graph', id: 'graph' };

/**
 * Describes a call as readPolicySchema has it. An anonymous caller has the context `anonymous`.
 * @returns undefined where a claim that policies go by is of another type than the schema says.
 */
export function describePolicyCall(
  schema: PolicySchema,
  policy: string,
  { caller, operation, stated }: PolicyRequest,
): PolicyCall | undefined {
  const principal = { type: 'Caller', id: caller.kind === 'anonymous' ? '' : caller.subject };
  const attrs = describeCaller(schema, caller);
  return (
    attrs && {
      principal,
      action: { type: 'Action', id: policy },
      resource: GRAPH,
      context: { ...(operation !== undefined && { operation: { ...operation } }), stated: { ...stated } },
      entities: [{ uid: principal, attrs, parents: [] }],
    }
  );
}

function describeCaller(schema: PolicySchema, caller: Caller): EntityJson['attrs'] | undefined {
  if (caller.kind === 'anonymous') return { context: 'anonymous', scopes: [], claims: {} };
  const claims = new Map<string, string | number | boolean | string[]>();
  for (const [name, type] of schema.claims) {
    const claim = Object.hasOwn(caller.claims, name) ? caller.claims[name] : undefined;
    if (claim === undefined) continue;
    if (!isOfType(type, claim)) return undefined;
    claims.set(name, claim);
  }
  return { context: caller.context, scopes: [...caller.scopes], claims: Object.fromEntries(claims) };
}

function isOfType(type: ClaimType, claim: unknown): claim is string | number | boolean | string[] {
  switch (type) {
    case 'text':
      return typeof claim === 'string';
    case 'texts':
      return Array.isArray(claim) && claim.every((entry) => typeof entry === 'string');
    case 'integer':
      return Number.isSafeInteger(claim);
    case 'boolean':
      return typeof claim === 'boolean';
  }
}
