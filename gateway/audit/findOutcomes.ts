import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import type { Fault } from '../errors.ts';
import { type FetchedObject, isFetchedObject, readOwn } from '../execution/fetchedData.ts';
import type { CompiledOperation } from '../planning/compileOperation.ts';
import type { FieldShape, ObjectShape, ValueShape } from '../response/responseShape.ts';
import type { AccessedCoordinate } from './access.ts';

/** What is about to be released. */
interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly faults: readonly Fault[];
}

/**
 * What became of the coordinates that a decision gives: `given` where a value of one is anywhere in the answer,
 * else `failed`, `withheld` or `null` by what the faults say of the nulls where it would stand.
 * @param fetched tells the types of objects.
 */
export function findOutcomes(
  operation: CompiledOperation,
  coordinates: readonly AccessedCoordinate[],
  fetched: FetchedObject,
  { data, faults }: Answer,
): readonly AccessedCoordinate[] {
  const left = new Set(
    coordinates.filter(({ outcome }) => outcome === 'given').map(({ coordinate }) => coordinate),
  );
  if (left.size === 0) return coordinates;
  const search = new Search(findMap(operation), left, faults);
  if (data === null) search.noteNull([], left);
  else search.readObject(operation.shape, data, fetched, []);
  if (left.size === 0) return coordinates;
  return coordinates.map((each) =>
    each.outcome === 'given' && left.has(each.coordinate)
      ? { ...each, outcome: search.outcomeOf(each.coordinate) }
      : each,
  );
}

/** What becomes of them where there is no answer at all. */
export function markFailed(coordinates: readonly AccessedCoordinate[]): readonly AccessedCoordinate[] {
  return coordinates.map((each) => (each.outcome === 'given' ? { ...each, outcome: 'failed' } : each));
}

/** One search through an answer; it ends where nothing is left to be found. */
class Search {
  readonly #map: CoordinateMap;
  /** What no value has been found of yet. */
  readonly #left: Set<string>;
  readonly #faults: readonly Fault[];
  readonly #outcomes = new Map<string, 'failed' | 'withheld'>();
  /** A fault is compared without indices, so one null of a field in a list stands for all. */
  readonly #seenNulls = new Set<FieldShape>();

  constructor(map: CoordinateMap, left: Set<string>, faults: readonly Fault[]) {
    this.#map = map;
    this.#left = left;
    this.#faults = faults;
  }

  readObject(
    shape: ObjectShape,
    object: Record<string, unknown>,
    fetched: unknown,
    path: readonly string[],
  ): void {
    for (const place of this.#map.placesOf(shape)) {
      if (!this.#isSought(place)) continue;
      const { responseKey, fetchedKey } = place.field;
      // A selection that a condition left out is not there.
      if (!Object.hasOwn(object, responseKey)) continue;
      const source = isFetchedObject(fetched) ? readOwn(fetched, fetchedKey) : undefined;
      this.#readValue(place, place.field.value, object[responseKey], source, [...path, responseKey]);
    }
  }

  outcomeOf(coordinate: string): AccessedCoordinate['outcome'] {
    return this.#outcomes.get(coordinate) ?? 'null';
  }

  /** Notes why these coordinates have no value at a place. */
  noteNull(path: readonly string[], coordinates: Iterable<string>): void {
    let outcome: 'failed' | 'withheld' | undefined;
    for (const { code, path: faultPath } of this.#faults) {
      if (!isRelated(path, faultPath)) continue;
      if (code !== 'UNAUTHORIZED_FIELD_OR_TYPE') outcome = 'failed';
      outcome ??= 'withheld';
    }
    if (outcome === undefined) return;
    for (const coordinate of coordinates) {
      if (this.#outcomes.get(coordinate) !== 'failed') this.#outcomes.set(coordinate, outcome);
    }
  }

  #readValue(
    place: Place,
    shape: ValueShape,
    value: unknown,
    fetched: unknown,
    path: readonly string[],
  ): void {
    if (value === null) {
      if (this.#seenNulls.has(place.field)) return;
      this.#seenNulls.add(place.field);
      this.noteNull(path, [...place.own, ...place.within]);
      return;
    }
    for (const coordinate of place.own) this.#left.delete(coordinate);
    if (shape.kind === 'list' && Array.isArray(value)) {
      for (let index = 0; index < value.length && this.#isSought(place); index++) {
        const source = Array.isArray(fetched) ? fetched[index] : undefined;
        this.#readValue(place, shape.item, value[index], source, path);
      }
      return;
    }
    if (shape.kind !== 'object' || place.within.length === 0) return;
    const objectShape = findShape(shape, fetched);
    // The answer was made of this very shape.
    if (objectShape !== undefined) {
      this.readObject(objectShape, value as Record<string, unknown>, fetched, path);
    }
  }

  #isSought({ own, within }: Place): boolean {
    return (
      own.some((coordinate) => this.#left.has(coordinate)) ||
      within.some((coordinate) => this.#left.has(coordinate))
    );
  }
}

/** Whether the one place lies within the other; indices do not count. */
function isRelated(path: readonly string[], faultPath: Fault['path']): boolean {
  let depth = 0;
  for (const step of faultPath) {
    if (typeof step === 'number') continue;
    if (depth === path.length) return true;
    if (path[depth] !== step) return false;
    depth++;
  }
  return true;
}

function findShape(
  { type, possibleTypes, shapeFor }: Extract<ValueShape, { kind: 'object' }>,
  fetched: unknown,
): ObjectShape | undefined {
  const typename = isFetchedObject(fetched) ? fetched.__typename : undefined;
  if (possibleTypes.length === 1 && possibleTypes[0] === type.name) return shapeFor(type.name);
  return shapeFor(typeof typename === 'string' ? typename : type.name);
}

/** A field of an answer where coordinates may be found. */
interface Place {
  readonly field: FieldShape;
  readonly own: readonly string[];
  readonly within: readonly string[];
}

/** Where in the answers of one operation its audited coordinates stand. */
class CoordinateMap {
  readonly #coordinates = new Map<FieldNode, string>();
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #within = new Map<SelectionSetNode, readonly string[]>();
  readonly #places = new WeakMap<ObjectShape, readonly Place[]>();

  constructor({ classified, kind, rootTypename, shape, document }: CompiledOperation) {
    const roots = kind === 'mutation' ? shape.fields.flatMap(({ nodes }) => nodes) : [];
    for (const node of roots) this.#coordinates.set(node, `${rootTypename}.${node.name.value}`);
    for (const { node, coordinate } of classified) this.#coordinates.set(node, coordinate);
    for (const part of document.definitions) {
      if (part.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(part.name.value, part);
    }
  }

  placesOf(shape: ObjectShape): readonly Place[] {
    let places = this.#places.get(shape);
    if (places === undefined) {
      places = shape.fields
        .map((field) => this.#findPlace(field))
        .filter(({ own, within }) => own.length > 0 || within.length > 0);
      this.#places.set(shape, places);
    }
    return places;
  }

  #findPlace(field: FieldShape): Place {
    const own = field.nodes.flatMap((node) => this.#coordinates.get(node) ?? []);
    const within = field.nodes.flatMap(({ selectionSet }) =>
      selectionSet === undefined ? [] : this.#listWithin(selectionSet),
    );
    return { field, own: [...new Set(own)], within: [...new Set(within)] };
  }

  #listWithin(set: SelectionSetNode): readonly string[] {
    const known = this.#within.get(set);
    if (known !== undefined) return known;
    const found = set.selections.flatMap((selection) => {
      const own = selection.kind === Kind.FIELD ? this.#coordinates.get(selection) : undefined;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
      const within = inner?.selectionSet === undefined ? [] : this.#listWithin(inner.selectionSet);
      return own === undefined ? within : [own, ...within];
    });
    const distinct = [...new Set(found)];
    this.#within.set(set, distinct);
    return distinct;
  }
}

const maps = new WeakMap<CompiledOperation, CoordinateMap>();

function findMap(operation: CompiledOperation): CoordinateMap {
  let map = maps.get(operation);
  if (map === undefined) {
    map = new CoordinateMap(operation);
    maps.set(operation, map);
  }
  return map;
}
