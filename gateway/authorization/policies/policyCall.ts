import type { EntityJson, StatefulAuthorizationCall, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs';
import type { Caller } from '../../authentication/caller.ts';
import type { PolicyRequest } from '../policyEngine.ts';
import type { PolicyNeeds } from './policyNeeds.ts';
import type { ClaimType, PolicySchema } from './policySchema.ts';

/** What Cedar is asked with, beside the policies. */
export type PolicyCall = Pick<
  StatefulAuthorizationCall,
  'principal' | 'action' | 'resource' | 'context' | 'entities'
>;

/** The graph has no other name. */
export const GRAPH: TypeAndId = { type: 'Graph', id: 'graph' };

/** Longer than any reason; what Cedar makes of a text takes the longer the more of it there is. */
const MAX_STATED_LENGTH = 4_096;

/**
 * Describes of a call what policies need, as readPolicySchema has it. An anonymous caller has the context `anonymous`.
 * @returns `unfit caller` where a claim is of another type than the schema says, or no Unicode; `unfit statement` where
 * something stated is none, or too long.
 */
export function describePolicyCall(
  { claims }: PolicySchema,
  needs: PolicyNeeds,
  policy: string,
  { caller, operation, stated }: PolicyRequest,
): PolicyCall | 'unfit caller' | 'unfit statement' {
  const id = caller.kind === 'anonymous' ? '' : caller.subject;
  const attrs = describeCaller(claims, needs, caller);
  if (attrs === undefined || !id.isWellFormed()) return 'unfit caller';
  const context: PolicyCall['context'] = {};
  if (needs.operation !== undefined && operation !== undefined) {
    context.operation = Object.fromEntries(needs.operation.map((part) => [part, operation[part]]));
  }
  if (needs.stated !== undefined) {
    const texts = needs.stated.flatMap((name) => {
      const text = Object.hasOwn(stated, name) ? stated[name] : undefined;
      return text === undefined ? [] : [[name, text] as const];
    });
    if (!texts.every(([, text]) => isStatement(text))) return 'unfit statement';
    context.stated = Object.fromEntries(texts);
  }
  const principal = { type: 'Caller', id };
  return {
    principal,
    action: { type: 'Action', id: policy },
    resource: GRAPH,
    context,
    // To Cedar, whoever has no attributes need not be listed.
    entities: Object.keys(attrs).length === 0 ? [] : [{ uid: principal, attrs, parents: [] }],
  };
}

function isStatement(text: string): boolean {
  return text.length <= MAX_STATED_LENGTH && text.isWellFormed();
}

function describeCaller(
  types: PolicySchema['claims'],
  needs: PolicyNeeds,
  caller: Caller,
): EntityJson['attrs'] | undefined {
  const attrs: EntityJson['attrs'] = {};
  const isKnown = caller.kind === 'authenticated';
  if (needs.context) attrs.context = isKnown ? caller.context : 'anonymous';
  if (needs.scopes !== undefined) attrs.scopes = isKnown ? listScopes(caller.scopes, needs.scopes) : [];
  if (needs.claims === undefined) return attrs;
  const claims = new Map<string, Claim>();
  for (const name of isKnown ? needs.claims : []) {
    const claim = isKnown && Object.hasOwn(caller.claims, name) ? caller.claims[name] : undefined;
    if (claim === undefined) continue;
    if (!isOfType(types.get(name), claim)) return undefined;
    claims.set(name, claim);
  }
  attrs.claims = Object.fromEntries(claims);
  return attrs;
}

function listScopes(held: ReadonlySet<string>, needed: ReadonlySet<string> | 'all'): string[] {
  return needed === 'all' ? [...held] : [...held].filter((scope) => needed.has(scope));
}

type Claim = string | number | boolean | string[];

function isOfType(type: ClaimType | undefined, claim: unknown): claim is Claim {
  switch (type) {
    case 'text':
      return isText(claim);
    case 'texts':
      return Array.isArray(claim) && claim.every(isText);
    case 'integer':
      return Number.isSafeInteger(claim);
    case 'boolean':
      return typeof claim === 'boolean';
    case undefined:
      return false;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed();
}
