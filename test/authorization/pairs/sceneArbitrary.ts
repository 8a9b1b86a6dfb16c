import fc, { Arbitrary, type Random, Stream, Value } from 'fast-check';
import { createChoices } from '../../gateway/differential/choices.ts';
import {
  type GeneratedOperation,
  operationArbitrary,
} from '../../gateway/differential/operationArbitrary.ts';
import { shrinkOperation } from '../../gateway/differential/shrinkOperation.ts';
import { type AuthorizedGraph, composeGraph, type GraphRecipe } from '../graphs/composeGraph.ts';
import { generateDraft } from '../graphs/generateDraft.ts';
import { pickNamingStyle } from '../graphs/namingStyle.ts';
import { SUPERGRAPH_NAMES } from '../graphs/oldComposer.ts';
import { placeReads, placeStatements } from '../graphs/placeReads.ts';
import { POLICIES, placeRules, SCOPES } from '../graphs/placeRules.ts';
import { consultSubgraphs } from '../oracle/oracle.ts';
import { generateCallers } from './generateCallers.ts';
import type { Scene, SceneSize, Vocabulary } from './scene.ts';

/** Texts that arguments have. */
const TEXTS = ['one', 'two', 'Ship1', 'Port2'];

/** A graph that nobody generated. */
export interface GivenGraph {
  readonly graph: AuthorizedGraph;
  readonly vocabulary: Vocabulary;
  readonly recipe?: GraphRecipe;
}

/** Scenes over generated graphs, or over one that is given. They shrink to one pair, then by its parts. */
export function sceneArbitrary(size: SceneSize, given?: GivenGraph): Arbitrary<Scene> {
  return new SceneArbitrary(size, given);
}

class SceneArbitrary extends Arbitrary<Scene> {
  readonly #size: SceneSize;
  readonly #given: GivenGraph | undefined;

  constructor(size: SceneSize, given: GivenGraph | undefined) {
    super();
    this.#size = size;
    this.#given = given;
  }

  override generate(random: Random): Value<Scene> {
    const { graph, vocabulary, recipe } = this.#given ?? generateGraph(random);
    const { schema } = consultSubgraphs(graph.subgraphs);
    const operations = operationArbitrary({ apiSchema: schema, texts: TEXTS });
    const scene: Scene = {
      graph,
      recipe,
      vocabulary,
      mode: createChoices(random).percent(15) ? 'reject' : 'filter',
      operations: Array.from(
        { length: this.#size.operations },
        () => operations.generate(random, undefined).value,
      ),
      callers: generateCallers(createChoices(random), vocabulary, this.#size.callers),
    };
    return new Value(hide(scene), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Scene {
    return typeof value === 'object' && value !== null && 'graph' in value;
  }

  override shrink(scene: Scene): Stream<Value<Scene>> {
    return new Stream(listSmaller(scene)).map((one) => new Value(hide(one), undefined));
  }
}

/** A difference is described by whoever finds it; fast-check need not print the scene as well. */
function hide(scene: Scene): Scene {
  return Object.assign(scene, { [fc.toStringMethod]: () => `a scene of ${scene.graph.name}` });
}

function generateGraph(random: Random): GivenGraph {
  const choices = createChoices(random);
  for (;;) {
    const composer = choices.pick(['current', 'old'] as const);
    const draft = generateDraft(choices);
    const recipe: GraphRecipe = {
      draft,
      composer,
      rules: placeRules(draft, choices, { composer, hasPolicies: choices.percent(60) }),
      reads: choices.percent(40) ? placeReads(draft, choices) : [],
      statements: choices.percent(40) ? placeStatements(draft, choices) : [],
      style: pickNamingStyle(choices),
      supergraphNames: choices.pick(SUPERGRAPH_NAMES),
    };
    const graph = composeGraph(recipe);
    if (graph !== undefined) return { graph, recipe, vocabulary: { scopes: SCOPES, policies: POLICIES } };
  }
}

function* listSmaller(scene: Scene): Generator<Scene> {
  const { operations, callers, recipe } = scene;
  if (operations.length > 1) for (const one of operations) yield { ...scene, operations: [one] };
  if (operations.length === 1 && callers.length > 1) {
    for (const one of callers) yield { ...scene, callers: [one] };
    for (const one of callers) yield { ...scene, callers: callers.filter((other) => other !== one) };
  }
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) return;
  yield* listSmallerOperations(scene, operation);
  if (recipe === undefined) return;
  const recipes = [
    ...recipe.rules.map((rule) => ({ ...recipe, rules: recipe.rules.filter((one) => one !== rule) })),
    ...recipe.statements.map((one) => ({
      ...recipe,
      statements: recipe.statements.filter((other) => other !== one),
    })),
    ...recipe.reads.map((read) => ({ ...recipe, reads: recipe.reads.filter((one) => one !== read) })),
  ];
  for (const smaller of recipes) {
    const graph = composeGraph(smaller);
    if (graph !== undefined) yield { ...scene, recipe: smaller, graph };
  }
}

function* listSmallerOperations(scene: Scene, operation: GeneratedOperation): Generator<Scene> {
  const { schema } = consultSubgraphs(scene.graph.subgraphs);
  for (const smaller of shrinkOperation(schema, operation)) yield { ...scene, operations: [smaller] };
}
