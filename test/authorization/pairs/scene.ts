import type { GeneratedOperation } from '../../gateway/differential/operationArbitrary.ts';
import type { AuthorizedGraph, GraphRecipe } from '../graphs/composeGraph.ts';

/** Whoever asks: undefined as context is nobody who signed in. */
export interface SceneCaller {
  readonly name: string;
  readonly context: string | undefined;
  readonly scopes: readonly string[];
  /** The policies that are decided true for it. */
  readonly policies: readonly string[];
}

/** A graph, what is asked of it, and by whom: each operation by each caller is a pair. */
export interface Scene {
  readonly graph: AuthorizedGraph;
  /** Undefined for a graph that nobody generated. */
  readonly recipe: GraphRecipe | undefined;
  readonly vocabulary: Vocabulary;
  readonly mode: 'filter' | 'reject';
  readonly operations: readonly GeneratedOperation[];
  readonly callers: readonly SceneCaller[];
}

/** What rules of a graph ask for. */
export interface Vocabulary {
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

export interface SceneSize {
  readonly operations: number;
  readonly callers: number;
}
