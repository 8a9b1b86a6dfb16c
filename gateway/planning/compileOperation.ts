import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Decision } from '../authorization/decide.ts';
import { findDenied } from '../authorization/denials.ts';
import { computeRequirements, type Requirements } from '../authorization/requirements.ts';
import { GatewayError } from '../errors.ts';
import { computeResponseShape, type ObjectShape } from '../response/responseShape.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { type PermittedOperation, permitOperation } from './permitOperation.ts';

/** An operation with all that does not depend on a call. */
export interface CompiledOperation {
  /** The id it is registered under; undefined for an ad-hoc query. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly kind: 'query' | 'mutation';
  /** Without client directives and descriptions; holds this operation and its fragments. */
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly requirements: Requirements;
  readonly shape: ObjectShape;
  readonly hasIntrospection: boolean;
  /** Plans on first use for each decision, then remembers. */
  permit(decision: Decision): PermittedOperation;
  findDenied(decision: Decision): ReadonlySet<FieldNode>;
}

/** More decisions than personas; a client that invents scopes cannot make it grow. */
const MAX_DECISIONS = 64;

/**
 * Compiles a validated operation.
 * @throws GatewayError GRAPHQL_VALIDATION_FAILED for a subscription: there is nobody to serve it.
 */
export function compileOperation(
  supergraph: Supergraph,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  id?: string,
): CompiledOperation {
  if (definition.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new GatewayError('GRAPHQL_VALIDATION_FAILED');
  }
  const { apiSchema, accessRules } = supergraph;
  const requirements = computeRequirements(document, definition, apiSchema, accessRules);
  const shape = computeResponseShape(apiSchema, definition, indexFragments(document));
  const deniedByDecision = new LRUCache<string, ReadonlySet<FieldNode>>({ max: MAX_DECISIONS });
  const permitted = new LRUCache<string, PermittedOperation>({ max: MAX_DECISIONS });
  const operation: CompiledOperation = {
    id,
    name: definition.name?.value,
    kind: definition.operation,
    document,
    definition,
    requirements,
    shape,
    hasIntrospection: shape.fields.some(({ value }) => value.kind === 'introspection'),
    findDenied: (decision) =>
      remember(deniedByDecision, decision.key, () => findDenied(requirements, decision)),
    permit: (decision) =>
      remember(permitted, decision.key, () =>
        permitOperation(operation, operation.findDenied(decision), apiSchema, supergraph.plan),
      ),
  };
  return operation;
}

function indexFragments(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
}

function remember<Value extends object>(
  cache: LRUCache<string, Value>,
  key: string,
  compute: () => Value,
): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(key, value);
  return value;
}
