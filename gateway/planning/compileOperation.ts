import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { listAskedSelections } from '../authorization/askedSelections.ts';
import type { Decision } from '../authorization/decide.ts';
import { computeOutcome, type Outcome } from '../authorization/outcome.ts';
import type { PolicyOperation } from '../authorization/policyEngine.ts';
import { computeRequirements, type Requirements } from '../authorization/requirements.ts';
import { compileStatements, type Statements } from '../authorization/statements.ts';
import { GatewayError } from '../errors.ts';
import { computeResponseShape, type ObjectShape } from '../response/responseShape.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import {
  type ClassifiedReading,
  type ClassifiedSelection,
  findClassified,
  findClassifiedReads,
} from './classifiedSelections.ts';
import { compileCost, type OperationCost } from './limits/cost.ts';
import { weighOperation } from './limits/operationWeight.ts';
import { listConditionVariables } from './planVariant.ts';

/** An operation with all that depends neither on a call nor on a caller. */
export interface CompiledOperation {
  /** The id it is registered under; undefined for an ad-hoc query. */
  readonly id: string | undefined;
  /** What policies are told of it; undefined for an ad-hoc query. */
  readonly registered: PolicyOperation | undefined;
  /** Tells it from every other operation of its generation. */
  readonly key: string;
  /** About how much memory it takes in each form: see operationWeight.ts. */
  readonly weight: number;
  readonly name: string | undefined;
  readonly kind: 'query' | 'mutation';
  /** Without client directives and descriptions; holds this operation and its fragments. */
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly rootTypename: string;
  readonly requirements: Requirements;
  /** The selections whose every access is audited. */
  readonly classified: readonly ClassifiedSelection[];
  /** The selections whose arguments may read what is audited. */
  readonly classifiedReads: readonly ClassifiedReading[];
  readonly statements: Statements;
  readonly shape: ObjectShape;
  readonly hasIntrospection: boolean;
  readonly cost: OperationCost;
  /** The variables that `@skip` and `@include` go by. */
  readonly conditionVariables: readonly string[];
  /** What a decision leaves of it. */
  findOutcome(decision: Decision): Outcome;
  findDenied(decision: Decision): ReadonlySet<FieldNode>;
}

/** More decisions than personas; a client that invents scopes cannot make it grow. */
const MAX_DECISIONS = 64;

export interface OperationIdentity {
  /** Undefined for an ad-hoc query. */
  readonly registered?: PolicyOperation;
  /** The hash of its text, and whatever else tells it from others. */
  readonly key: string;
  /** How long its text is. */
  readonly characters: number;
}

/**
 * Compiles a validated operation.
 * @throws GatewayError SUBSCRIPTION_NOT_SERVED
 */
export function compileOperation(
  { apiSchema, accessRules, classification }: Supergraph,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  { registered, key, characters }: OperationIdentity,
): CompiledOperation {
  if (definition.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new GatewayError('SUBSCRIPTION_NOT_SERVED');
  }
  const asked = [...listAskedSelections(apiSchema, document, definition)];
  const requirements = computeRequirements(asked, apiSchema, accessRules);
  const shape = computeResponseShape(apiSchema, definition, indexFragments(document));
  const outcomes = new LRUCache<string, Outcome>({ max: MAX_DECISIONS });
  const findOutcome = (decision: Decision) => {
    let outcome = outcomes.get(decision.key);
    if (outcome === undefined) {
      outcome = computeOutcome(requirements, shape, decision);
      outcomes.set(decision.key, outcome);
    }
    return outcome;
  };
  return {
    id: registered?.id,
    registered,
    key,
    weight: weighOperation(document, definition, characters),
    name: definition.name?.value,
    kind: definition.operation,
    document,
    definition,
    rootTypename: apiSchema.getRootType(definition.operation)?.name ?? '',
    requirements,
    classified: findClassified(document, apiSchema, classification),
    classifiedReads: findClassifiedReads(requirements, classification),
    statements: compileStatements(asked),
    shape,
    hasIntrospection: shape.fields.some(({ value }) => value.kind === 'introspection'),
    cost: compileCost(apiSchema, document, definition),
    conditionVariables: listConditionVariables(document),
    findOutcome,
    findDenied: (decision) => findOutcome(decision).denied,
  };
}

function indexFragments(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
}
