import type { SchemaJson, Type } from '@cedar-policy/cedar-wasm/nodejs';
import type { Cedar } from './cedar.ts';
import { describeFault, type PolicyFile, PolicyFileError } from './policyFiles.ts';

/** What a deployment's schema says of callers and calls beyond what every gateway says. */
export interface PolicySchema {
  /** The policies that may be asked for: its actions. */
  readonly actions: ReadonlySet<string>;
  /** The claims that policies go by. */
  readonly claims: ReadonlyMap<string, ClaimType>;
  /** What calls may state that policies go by. */
  readonly stated: ReadonlySet<string>;
}

export type ClaimType = 'text' | 'texts' | 'integer' | 'boolean';

type Attributes = Readonly<Record<string, Type<string> & { required?: boolean }>>;
type Namespace = SchemaJson<string>[string];

/**
 * Reads a schema of this form, in no namespace; `Claims` and what is stated are the deployment's own, every attribute
 * of them optional, since no caller has all:
 * ```
 * type Claims = { team?: String, desks?: Set<String>, grade?: Long, trained?: Bool };
 * entity Caller = { context: String, scopes: Set<String>, claims: Claims };
 * entity Graph;
 * action "policy name" appliesTo { principal: Caller, resource: Graph, context: {
 *   operation?: { id: String, name: String, source: String }, stated: { reason?: String } } };
 * ```
 * Nothing may be added: no call would ever have it, and a policy that forbids by it would never apply.
 * @throws PolicyFileError
 */
export function readPolicySchema(cedar: Cedar, file: PolicyFile): PolicySchema {
  const parsed = cedar.schemaToJsonWithResolvedTypes(file.text);
  if (parsed.type === 'failure') throw describeFault(file, parsed.errors);
  const { '': own, ...others } = parsed.json;
  if (own === undefined || Object.keys(others).length > 0) {
    throw new PolicyFileError(`${file.path}: the schema must be in no namespace.`);
  }
  const refuse = (what: string): never => {
    throw new PolicyFileError(`${file.path}: ${what}`);
  };
  const claims = readRecord(own, readCaller(own, refuse).claims);
  if (claims === undefined) return refuse('the entity Caller must have a record of claims.');
  return {
    actions: new Set(Object.keys(own.actions)),
    claims: new Map(
      Object.entries(claims).map(([name, type]) => [
        name,
        readClaimType(resolve(own, type)) ??
          refuse(`the claim ${name} must be a String, Set<String>, Long or Bool.`),
      ]),
    ),
    stated: new Set(Object.keys(own.actions).flatMap((name) => listStated(own, name, refuse))),
  };
}

type Refuse = (what: string) => never;

function readCaller(own: Namespace, refuse: Refuse): Attributes {
  for (const [name, entity] of Object.entries(own.entityTypes)) {
    if (name !== 'Caller' && name !== 'Graph') refuse(`there is no entity ${name} in any call.`);
    if ('enum' in entity) refuse(`the entity ${name} must be no enum.`);
    else if ((entity.memberOfTypes ?? []).length > 0 || entity.tags !== undefined) {
      refuse(`no ${name} of a call has tags, or is in anything.`);
    }
  }
  const readShape = (entity: Namespace['entityTypes'][string] | undefined) =>
    readRecord(own, entity !== undefined && 'shape' in entity ? entity.shape : undefined) ?? {};
  refuseOthers(readShape(own.entityTypes.Graph), [], 'the graph', refuse);
  const caller = readShape(own.entityTypes.Caller);
  refuseOthers(caller, ['context', 'scopes', 'claims'], 'a caller', refuse);
  return caller;
}

function listStated(own: Namespace, action: string, refuse: Refuse): readonly string[] {
  const { appliesTo, memberOf = [] } = own.actions[action] ?? {};
  if (memberOf.length > 0) refuse(`the action "${action}" must be in no group: none of a call is.`);
  const context = readRecord(own, appliesTo?.context) ?? {};
  refuseOthers(context, ['operation', 'stated'], `the context of "${action}"`, refuse);
  const operation = readRecord(own, context.operation) ?? {};
  refuseOthers(operation, ['id', 'name', 'source'], `the operation of "${action}"`, refuse);
  return Object.keys(readRecord(own, context.stated) ?? {});
}

function refuseOthers(attributes: Attributes, known: readonly string[], whose: string, refuse: Refuse): void {
  const other = Object.keys(attributes).find((name) => !known.includes(name));
  if (other !== undefined) refuse(`${whose} never has the attribute ${other}.`);
}

function readRecord(namespace: Namespace, type: Type<string> | undefined): Attributes | undefined {
  const resolved = type && resolve(namespace, type);
  return resolved !== undefined && 'attributes' in resolved ? resolved.attributes : undefined;
}

/** A type that is the name of another one stands for that. */
function resolve(namespace: Namespace, type: Type<string>): Type<string> {
  const named = namespace.commonTypes?.[type.type];
  return named === undefined ? type : resolve(namespace, named);
}

function readClaimType(type: Type<string>): ClaimType | undefined {
  switch (type.type) {
    case 'String':
      return 'text';
    case 'Long':
      return 'integer';
    // The one in a schema's text, the other in its JSON.
    case 'Bool':
    case 'Boolean':
      return 'boolean';
    default:
      return 'element' in type && type.element.type === 'String' ? 'texts' : undefined;
  }
}
