import type { ResponsePath } from '../errors.ts';
import { type FetchedObject, isFetchedObject, readOwn } from '../execution/fetchedData.ts';
import type { ObjectShape, ValueShape } from './responseShape.ts';

/**
 * The part of a path that leads to a place of the response: what a subgraph names beyond it was never selected, and
 * could be a field that clients may not know of, or any text.
 * @param fetched tells the types of objects, as far as it has them.
 */
export function findPlace(shape: ObjectShape, fetched: FetchedObject, path: ResponsePath): ResponsePath {
  let objectShape: ObjectShape | undefined = shape;
  let value: ValueShape | undefined;
  let source: unknown = fetched;
  for (const [depth, step] of path.entries()) {
    const field: ObjectShape['fields'][number] | undefined = objectShape?.fields.find(
      ({ responseKey }) => responseKey === step,
    );
    if (field !== undefined) {
      value = field.value;
      source = isFetchedObject(source) ? readOwn(source, field.fetchedKey) : undefined;
    } else if (value?.kind === 'list' && isIndex(step)) {
      value = value.item;
      source = Array.isArray(source) ? source[step] : undefined;
    } else {
      return path.slice(0, depth);
    }
    objectShape = value.kind === 'object' ? findShape(value, source, path[depth + 1]) : undefined;
  }
  return path;
}

function isIndex(step: string | number): step is number {
  return Number.isSafeInteger(step) && Number(step) >= 0;
}

/** The shape of an object's type; where that is not known, of one that has the next step. */
function findShape(
  { possibleTypes, shapeFor }: Extract<ValueShape, { kind: 'object' }>,
  source: unknown,
  next: string | number | undefined,
): ObjectShape | undefined {
  const typename = isFetchedObject(source) ? source.__typename : undefined;
  const known = typeof typename === 'string' ? shapeFor(typename) : undefined;
  if (known !== undefined) return known;
  return possibleTypes
    .map((name) => shapeFor(name))
    .find((shape) => shape?.fields.some(({ responseKey }) => responseKey === next));
}
