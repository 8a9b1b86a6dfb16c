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
 * @throws PolicyFileError
 */
export function readPolicySchema(cedar: Cedar, file: PolicyFile): PolicySchema {
  const parsed = cedar.schemaToJsonWithResolvedTypes(file.text);
  if (parsed.type === 'failure') throw describeFault(file, parsed.errors);
  const { '': own, ...others } = parsed.json;
  if (own === undefined || Object.keys(others).length > 0) {
    throw new PolicyFileError(`${file.path}: the schema must be in no namespace.`);
  }
  const caller = own.entityTypes.Caller;
  const shape = caller !== undefined && 'shape' in caller ? caller.shape : undefined;
  const claims = readRecord(own, readRecord(own, shape)?.claims);
  if (claims === undefined) {
    throw new PolicyFileError(`${file.path}: the entity Caller must have a record of claims.`);
  }
  return {
    actions: new Set(Object.keys(own.actions)),
    claims: new Map(
      Object.entries(claims).map(([name, type]) => [name, readClaimType(file, name, resolve(own, type))]),
    ),
    stated: new Set(
      Object.values(own.actions).flatMap(({ appliesTo }) =>
        Object.keys(readRecord(own, readRecord(own, appliesTo?.context)?.stated) ?? {}),
      ),
    ),
  };
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

function readClaimType({ path }: PolicyFile, name: string, type: Type<string>): ClaimType {
  if (type.type === 'String') return 'text';
  if (type.type === 'Long') return 'integer';
  if (type.type === 'Boolean') return 'boolean';
  if ('element' in type && type.element.type === 'String') return 'texts';
  throw new PolicyFileError(`${path}: the claim ${name} must be a String, Set<String>, Long or Bool.`);
}
