import type { FieldNode } from 'graphql';
import type { ErrorCode, Fault, ResponsePath } from '../errors.ts';
import { type Failure, findFailure, MAX_FAULTS } from '../execution/run.ts';

/** What a projection is given beside the data. */
export interface ProjectionInput {
  readonly variables: Readonly<Record<string, unknown>>;
  /** What subgraphs said of single places. */
  readonly faults: readonly Fault[];
  readonly failures: readonly Failure[];
  /** What the caller is told of what is withheld. */
  readonly describeDenial: (withheld: Withheld) => Pick<Fault, 'scopes' | 'byPolicy'>;
  /** Answers to `__schema` and `__type`, by response key. */
  readonly introspection: Readonly<Record<string, unknown>>;
}

/** What a caller may not see: a selection, or objects of types that could stand at a place. */
export type Withheld =
  | { readonly kind: 'selection'; readonly node: FieldNode }
  | { readonly kind: 'types'; readonly names: readonly string[] };

/** One projection under way; `path` up to `depth` is where it stands. */
export class ProjectionRun {
  readonly variables: ProjectionInput['variables'];
  readonly introspection: ProjectionInput['introspection'];
  readonly faults: Fault[];
  /** The places of text that people outside wrote; a place that a null took away may be among them. */
  readonly untrusted: ResponsePath[] = [];
  readonly path: (string | number)[] = [];
  depth = -1;
  readonly #input: ProjectionInput;
  /** Static paths that are reported already: one fault serves every entry of a list. */
  readonly #reported = new Set<string>();
  /** The places of all faults, and the places that one of them lies within; made when first asked for. */
  #places: { readonly explained: Set<string>; readonly around: Set<string> } | undefined;

  constructor(input: ProjectionInput) {
    this.#input = input;
    this.variables = input.variables;
    this.introspection = input.introspection;
    this.faults = [...input.faults];
  }

  currentPath(): ResponsePath {
    return this.path.slice(0, this.depth + 1);
  }

  /** Once for a place, whatever lists it lies in. */
  withhold(withheld: Withheld): void {
    const path = this.#staticPath();
    if (!this.#isFirst(path)) return;
    this.#add({ code: 'UNAUTHORIZED_FIELD_OR_TYPE', path, ...this.#input.describeDenial(withheld) });
  }

  /** A value that has not come: a fault where a fetch failed that was to bring it. */
  reportMissing(): void {
    if (this.#input.failures.length === 0) return;
    const path = this.#staticPath();
    const failure = findFailure(this.#input.failures, path.slice(0, -1), path.at(-1) ?? '');
    if (failure === undefined || this.#isExplained(this.currentPath()) || !this.#isFirst(path)) return;
    this.#add({ code: failure.code, path });
  }

  /** An object whose type has not come, and with it not what is asked of single types. */
  reportTypeless(): void {
    const path = this.#staticPath();
    if (!this.#isFirst(path)) return;
    const failure = findFailure(this.#input.failures, path, '__typename');
    this.#add({ code: failure?.code ?? 'SUBGRAPH_ERROR', path });
  }

  /** A value that cannot stand where it is: a fault of its own only where nothing has said why already. */
  reportUnusable(code: ErrorCode = 'SUBGRAPH_ERROR'): void {
    if (this.faults.length >= MAX_FAULTS) return;
    const path = this.currentPath();
    if (!this.#isExplained(path)) this.#add({ code, path });
  }

  #staticPath(): readonly string[] {
    return this.currentPath().filter((step) => typeof step === 'string');
  }

  #isFirst(path: readonly string[]): boolean {
    const key = JSON.stringify(path);
    if (this.#reported.has(key)) return false;
    this.#reported.add(key);
    return true;
  }

  #isExplained(path: ResponsePath): boolean {
    const { explained, around } = this.#findPlaces();
    return (
      around.has(JSON.stringify(path)) ||
      [...placesAround(path), ...placesAround(this.#staticPath())].some((place) => explained.has(place))
    );
  }

  #findPlaces() {
    if (this.#places === undefined) {
      this.#places = { explained: new Set(), around: new Set() };
      for (const fault of this.faults) this.#note(fault.path);
    }
    return this.#places;
  }

  #add(fault: Fault): void {
    this.faults.push(fault);
    if (this.#places !== undefined) this.#note(fault.path);
  }

  #note(path: ResponsePath): void {
    this.#places?.explained.add(JSON.stringify(path));
    for (const place of placesAround(path)) this.#places?.around.add(place);
  }
}

/** The path itself and every path that it lies within. */
function placesAround(path: ResponsePath): readonly string[] {
  return [...path, ''].map((_, length) => JSON.stringify(path.slice(0, length)));
}
