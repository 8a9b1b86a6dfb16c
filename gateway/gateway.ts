import { type GraphQLSchema, Kind } from 'graphql';
import { LRUCache } from 'lru-cache';
import { noteRefusal } from './audit/auditCall.ts';
import { ANONYMOUS, type Caller, type CallerRules } from './authentication/caller.ts';
import { decideBeforehand, describeRefusal, isReachable } from './authorization/access.ts';
import { checkPolicies } from './authorization/policyEngine.ts';
import { GatewayError } from './errors.ts';
import {
  executeOperation,
  type Graph,
  type OperationCall,
  type OperationResult,
} from './executeOperation.ts';
import { type CompiledOperation, compileOperation } from './planning/compileOperation.ts';
import { createIntrospectionLimit } from './planning/limits/introspection.ts';
import {
  findOperation,
  hashBody,
  keepOperation,
  parseDocument,
  validateDocument,
} from './planning/parseOperation.ts';
import { createPermittedOperations } from './planning/permittedOperations.ts';
import { decideConditions, type PlanVariant } from './planning/planVariant.ts';
import type { RegisteredOperation } from './planning/registerOperations.ts';

/** One generation of the gateway: supergraph, rules, operations and plans that belong together. */
export interface Gateway {
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Those that are tools, by name. */
  readonly operations: readonly RegisteredOperation[];
  /** Every scope that some caller could hold. */
  readonly obtainableScopes: ReadonlySet<string>;
  /** By id; a front end's safelisted ones too. */
  findRegistered(id: string): RegisteredOperation | undefined;
  /** By its exact text. */
  findRegisteredText(text: string): RegisteredOperation | undefined;
  /** Whether the operation exists for this caller at all. */
  isReachable(operationId: string, caller: Caller): boolean;
  /** How a call would be refused as a whole, without making it. */
  findRefusal(operationId: string, caller: Caller): GatewayError | undefined;
  /** @throws GatewayError OPERATION_NOT_REGISTERED, or as {@link executeOperation}. */
  executeRegistered(operationId: string, call: OperationCall): Promise<OperationResult>;
  /**
   * Compiles an ad-hoc text on first sight.
   * @throws GatewayError for one that does not parse, fit or keep within the limits; else as executeOperation.
   */
  executeText(text: string, operationName: string | undefined, call: OperationCall): Promise<OperationResult>;
  /**
   * Plans registered operations before anybody calls them: for anonymous callers, and for each context with all its
   * scopes; one after the other, so that whoever calls meanwhile hardly waits.
   * @returns those that cannot be planned.
   */
  warm(): Promise<readonly UnplannableOperation[]>;
}

export interface UnplannableOperation {
  readonly name: string;
  readonly fault: GatewayError;
}

const MAX_AD_HOC_OPERATIONS = 1_000;
/** See limits/operationWeight.ts; anybody may send any number of others. */
const MAX_AD_HOC_WEIGHT = 20_000;
/** A longer text is remembered by its hash. */
const MAX_KEY_LENGTH = 10_000;

/** @throws TypeError where the graph's rules name a policy that nobody decides. */
export function createGateway(
  graph: Graph,
  operations: readonly RegisteredOperation[],
  safelisted: readonly RegisteredOperation[] = [],
): Gateway {
  checkPolicies(graph.supergraph.accessRules.policies, graph.policies);
  const registered = new Map([...safelisted, ...operations].map((operation) => [operation.id, operation]));
  const registeredTexts = new Map([...registered.values()].map((operation) => [operation.body, operation]));
  const adHoc = new LRUCache<string, CompiledOperation>({
    max: MAX_AD_HOC_OPERATIONS,
    maxSize: MAX_AD_HOC_WEIGHT,
  });
  const { apiSchema, sdl } = graph.supergraph;
  const checkIntrospection = createIntrospectionLimit(apiSchema);
  const permitted = createPermittedOperations(apiSchema, graph.planner);

  const findText = (text: string, operationName: string | undefined): CompiledOperation => {
    const known = registeredTexts.get(text)?.compiled;
    if (known !== undefined && (operationName === undefined || operationName === known.name)) return known;
    const place = placeOf(text, operationName);
    let compiled = adHoc.get(place);
    if (compiled === undefined) {
      const document = parseDocument(text);
      validateDocument(apiSchema, document);
      const definition = findOperation(document, operationName);
      compiled = compileOperation(graph.supergraph, keepOperation(document, definition), definition, {
        key: JSON.stringify([hashBody(text), operationName]),
        characters: text.length,
      });
      if (compiled.hasIntrospection) checkIntrospection(document, definition);
      adHoc.set(place, compiled, { size: compiled.weight });
    }
    return compiled;
  };

  return {
    schema: apiSchema,
    supergraphSdl: sdl,
    operations,
    obtainableScopes: new Set(Object.values(graph.callerRules.contexts).flatMap(({ scopes }) => scopes)),
    findRegistered: (id) => registered.get(id),
    findRegisteredText: (text) => registeredTexts.get(text),
    isReachable(operationId, caller) {
      const operation = registered.get(operationId);
      return operation !== undefined && isReachable(operation.compiled, caller, graph);
    },
    findRefusal(operationId, caller) {
      const operation = registered.get(operationId)?.compiled;
      if (operation === undefined) return new GatewayError('OPERATION_NOT_REGISTERED');
      // What a policy says may depend on what the call states.
      const decision = decideBeforehand(operation, caller);
      const refusal = describeRefusal(operation, decision, caller, graph);
      // Whoever asks refuses the call by what it learns here.
      if (refusal !== undefined) noteRefusal(graph, operation, decision, { caller });
      return refusal;
    },
    async executeRegistered(operationId, call) {
      const operation = registered.get(operationId);
      if (operation === undefined) throw new GatewayError('OPERATION_NOT_REGISTERED');
      return executeOperation(graph, permitted, operation.compiled, call);
    },
    async executeText(text, operationName, call) {
      return executeOperation(graph, permitted, findText(text, operationName), call);
    },
    async warm() {
      const callers = describeUsualCallers(graph.callerRules);
      const unplannable: UnplannableOperation[] = [];
      for (const { name, compiled } of registered.values()) {
        const decisions = callers
          .map((caller) => ({ caller, decision: decideBeforehand(compiled, caller) }))
          .filter(({ caller, decision }) => !describeRefusal(compiled, decision, caller, graph))
          .map(({ decision }) => decision);
        for (const decision of new Map(decisions.map((each) => [each.key, each])).values()) {
          const fault = await findPlanFault(
            permitted.permit(compiled, decision, {
              overrides: [],
              trueConditions: findDefaultConditions(compiled),
            }),
          );
          // Nothing more can be planned: the generation is about to go.
          if (fault?.code === 'OVERLOADED') return unplannable;
          if (fault !== undefined) unplannable.push({ name, fault });
        }
      }
      return unplannable;
    },
  };
}

function describeUsualCallers({ contexts }: CallerRules): readonly Caller[] {
  const signedIn = Object.entries(contexts).map(
    ([context, { scopes }]): Caller => ({
      kind: 'authenticated',
      subject: '',
      context,
      scopes: new Set(scopes),
      claims: {},
    }),
  );
  return [ANONYMOUS, ...signedIn];
}

/** The conditions of a call without variables. */
function findDefaultConditions({
  definition,
  conditionVariables,
}: CompiledOperation): PlanVariant['trueConditions'] {
  return decideConditions(
    conditionVariables,
    (name) =>
      definition.variableDefinitions?.some(
        ({ variable, defaultValue }) =>
          variable.name.value === name && defaultValue?.kind === Kind.BOOLEAN && defaultValue.value,
      ) === true,
  );
}

async function findPlanFault(planning: Promise<unknown>): Promise<GatewayError | undefined> {
  try {
    await planning;
    return undefined;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

/** Where a text is remembered: as itself, since hashing a short one takes longer than finding it. */
function placeOf(text: string, operationName: string | undefined): string {
  const name = operationName === undefined ? '-' : `${operationName.length}:${operationName}`;
  return text.length > MAX_KEY_LENGTH ? `${name}#${hashBody(text)}` : `${name}=${text}`;
}
