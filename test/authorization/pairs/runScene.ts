import { print } from 'graphql';
import type { OperationResult } from '../../../gateway/executeOperation.ts';
import type { Gateway } from '../../../gateway/gateway.ts';
import { describeOperation, type GeneratedOperation } from '../../gateway/differential/operationArbitrary.ts';
import { GOOD_REASON, SPOKEN } from '../graphs/placeRules.ts';
import { createFetchCheck, type SentFetch } from '../oracle/checkFetches.ts';
import { type ExpectedOperation, type ExpectedOutcome, expectOperation } from '../oracle/expectOutcome.ts';
import { consultSubgraphs } from '../oracle/oracle.ts';
import { meetsRule, type Viewer } from '../oracle/rule.ts';
import { compareAnswer, compareWithheld } from './compareAnswer.ts';
import { compareNamedScopes, compareRefusal, type Refusal } from './compareRefusal.ts';
import { describeCaller, type GatewayModules, openGateway } from './gatewayUnderTest.ts';
import { listContexts } from './generateCallers.ts';
import { createPlanCheck } from './planCheck.ts';
import type { Scene, SceneCaller } from './scene.ts';
import { serveWorld } from './serveWorld.ts';
import type { Statistics } from './statistics.ts';

/**
 * Lets every caller of a scene ask for every operation, all callers of one at the same time.
 * @throws Error that tells a pair where the gateway does otherwise than the subgraphs' rules say.
 */
export async function runScene(modules: GatewayModules, scene: Scene, statistics: Statistics): Promise<void> {
  const { graph, callers, vocabulary, mode } = scene;
  const oracle = consultSubgraphs(graph.subgraphs);
  const served = serveWorld(graph.bare);
  const checkFetches = createFetchCheck(oracle, graph.bare);
  const isMisplanned = createPlanCheck(modules, scene, served);
  const allowed = new Map(callers.map(({ name, context, policies }) => [context && name, new Set(policies)]));
  const gateway = openGateway(modules, {
    supergraphSdl: graph.supergraphSdl,
    contexts: listContexts(vocabulary),
    policies: {
      names: new Set(vocabulary.policies),
      decide: (policy, { caller, stated }) =>
        allowed.get(caller.kind === 'anonymous' ? undefined : caller.subject)?.has(policy) === true &&
        (policy !== SPOKEN || stated.reason === GOOD_REASON),
    },
    mode,
    sources: served.sources,
  });
  for (const [index, operation] of scene.operations.entries()) {
    const expected = expectOperation(oracle, served.world, operation, mode);
    await Promise.all(
      callers.map(async (caller) => {
        const requestId = `${index} ${caller.name}`;
        const outcome = await ask(gateway, operation, caller, requestId);
        const fetches = served.takeFetches(requestId);
        const viewer = describeViewer(caller, expected.statements);
        const due = expected.expect(viewer);
        if (outcome.kind === 'not planned') {
          statistics.notPlanned();
          return;
        }
        const leaks = [
          ...compareWithheldOutcome(outcome, due),
          ...(outcome.kind === 'refused' && fetches.length > 0 ? ['A refused call is fetched for.'] : []),
          ...(outcome.kind === 'refused' && due.kind === 'refused'
            ? compareRefusal(outcome, expected, viewer, caller, scene)
            : []),
          ...(outcome.kind === 'answered' ? compareNamedScopes(outcome.result, caller, scene) : []),
          ...checkFetches(fetches, viewer).map((coordinate) => `${coordinate} is fetched, which is denied.`),
        ];
        const others = compareOutcome(outcome, due);
        const denied = new Set(
          expected.selected.filter(({ rule }) => !meetsRule(rule, viewer)).map(({ node }) => node),
        );
        const isExcused =
          leaks.length === 0 &&
          outcome.kind === due.kind &&
          others.length > 0 &&
          (await isMisplanned(operation, denied));
        const faults = isExcused ? [] : [...leaks, ...others];
        if (faults.length > 0)
          throw new Error(describeDifference(scene, { operation, caller, faults, fetches, expected: due }));
        if (isExcused) statistics.misplanned();
        else statistics.count(scene, { oracle, operation: expected, outcome: due, viewer, caller });
      }),
    );
  }
}

interface Answered {
  readonly kind: 'answered';
  readonly result: OperationResult;
}

interface Refused extends Refusal {
  readonly kind: 'refused';
}

type Outcome = Answered | Refused | { readonly kind: 'not planned'; readonly code: string };

/** What is larger than limits allow, or than the planner manages, is no question of authorization. */
const NOT_PLANNED = new Set(['OPERATION_NOT_PLANNABLE', 'OPERATION_TOO_COMPLEX']);

async function ask(
  gateway: Gateway,
  { document, variables }: GeneratedOperation,
  { name, context, scopes }: SceneCaller,
  requestId: string,
): Promise<Outcome> {
  try {
    const result = await gateway.executeText(print(document), undefined, {
      variables,
      caller: describeCaller(name, context, scopes),
      requestId,
      signal: new AbortController().signal,
    });
    return { kind: 'answered', result };
  } catch (error) {
    // A copy of the gateway has an error class of its own.
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string') throw error;
    const scopes: readonly string[] = Object(error).scopes ?? [];
    return NOT_PLANNED.has(code) ? { kind: 'not planned', code } : { kind: 'refused', code, scopes };
  }
}

function describeViewer(
  { context, scopes, policies }: SceneCaller,
  statements: ExpectedOperation['statements'],
): Viewer {
  const allowed = policies.filter(
    (policy) =>
      statements !== 'contradictory' && (policy !== SPOKEN || statements.get('reason') === GOOD_REASON),
  );
  return { isSignedIn: context !== undefined, scopes: new Set(scopes), policies: new Set(allowed) };
}

/** What is too much, whatever else is wrong. */
function compareWithheldOutcome(outcome: Answered | Refused, expected: ExpectedOutcome): readonly string[] {
  if (outcome.kind === 'refused' || expected.kind === 'refused') return [];
  return compareWithheld(outcome.result, expected.answer);
}

function compareOutcome(outcome: Answered | Refused, expected: ExpectedOutcome): readonly string[] {
  if (outcome.kind === 'refused') {
    return expected.kind === 'refused' ? [] : [`It is refused with ${outcome.code}, and should be answered.`];
  }
  if (expected.kind === 'refused')
    return [`It is answered, and should be refused: ${JSON.stringify(outcome.result)}`];
  return compareAnswer(outcome.result, expected.answer);
}

interface Difference {
  readonly operation: GeneratedOperation;
  readonly caller: SceneCaller;
  readonly faults: readonly string[];
  readonly fetches: readonly SentFetch[];
  readonly expected: ExpectedOutcome;
}

/** All that it takes to see it again. */
function describeDifference(
  { graph, mode }: Scene,
  { operation, caller, faults, fetches, expected }: Difference,
): string {
  const denied = expected.denied.map(
    ({ type, node, rule }) => `${type}.${node.name.value} ${JSON.stringify(rule)}`,
  );
  return [
    ...faults,
    describeOperation(operation),
    `mode: ${mode}, caller: ${JSON.stringify(caller)}`,
    `denied, as the oracle reads it:\n${[...new Set(denied)].map((line) => `  ${line}`).join('\n')}`,
    ...fetches.map(
      ({ subgraph, document, variables, fault = '' }) =>
        `fetched from ${subgraph}: ${print(document)} ${JSON.stringify(variables)} ${fault}`,
    ),
    ...graph.subgraphs.map(({ name, sdl }) => `# ${graph.name}: ${name}\n${sdl}`),
  ].join('\n');
}
