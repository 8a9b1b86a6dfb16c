import {
  type FieldNode,
  type GraphQLLeafType,
  isEnumType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import type { Fault, ResponsePath } from '../errors.ts';
import { type FetchedObject, isFetchedObject } from '../execution/fetchedData.ts';
import type { Condition, FieldShape, ObjectShape, ValueShape } from './responseShape.ts';

export interface Projection {
  /** Exactly what was selected, in response order; null where a null reached the root. */
  readonly data: Record<string, unknown> | null;
  /** The fetches' faults, then a fault for each selection withheld or found unusable. */
  readonly faults: readonly Fault[];
  /** The places of text that people outside wrote, in response order. */
  readonly untrusted: readonly ResponsePath[];
}

export interface ProjectionInput {
  readonly rootTypename: string;
  readonly shape: ObjectShape;
  readonly fetched: FetchedObject;
  readonly faults: readonly Fault[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly denied: ReadonlySet<FieldNode>;
  /** What would lift the denial of a selection; undefined where the caller could not obtain it. */
  readonly scopesFor: (field: FieldNode) => Fault['scopes'];
  /** Answers to `__schema` and `__type`, by response key. */
  readonly introspection: Readonly<Record<string, unknown>>;
}

/** Stands for a null that a non-null position cannot hold: its parent becomes null instead. */
const BUBBLE = Symbol('bubble');

/**
 * Turns what was fetched into the response: CompleteValue and the propagation of nulls (GraphQL specification,
 * sections 6.4.3 and 6.4.4), with denied selections as nulls.
 */
export function project(input: ProjectionInput): Projection {
  const run: Run = {
    ...input,
    faults: [],
    untrusted: [],
    withheld: new Set(),
    explained: new Set(),
    around: new Set(),
  };
  for (const fault of input.faults) addFault(run, fault);
  const data = projectObject(run, input.shape, input.fetched, input.rootTypename, []);
  return { data: data === BUBBLE ? null : data, faults: run.faults, untrusted: run.untrusted };
}

interface Run extends Omit<ProjectionInput, 'faults'> {
  readonly faults: Fault[];
  /** Those of a part that a null takes away later are among them. */
  readonly untrusted: ResponsePath[];
  /** Static paths that are withheld already: one notice serves every entry of a list. */
  readonly withheld: Set<string>;
  /** The places of all faults, and the places that one of them lies within: a list may lack many entries. */
  readonly explained: Set<string>;
  readonly around: Set<string>;
}

function projectObject(
  run: Run,
  shape: ObjectShape,
  source: FetchedObject,
  typename: string,
  path: ResponsePath,
): Record<string, unknown> | typeof BUBBLE {
  const result = Object.create(null) as Record<string, unknown>;
  for (const field of shape.fields) {
    if (!isIncluded(field.conditions, run.variables)) continue;
    const fieldPath = [...path, field.responseKey];
    const value = projectField(run, field, source, typename, fieldPath);
    if (value === BUBBLE) return BUBBLE;
    result[field.responseKey] = value;
  }
  return result;
}

function projectField(
  run: Run,
  field: FieldShape,
  source: FetchedObject,
  typename: string,
  path: ResponsePath,
): unknown {
  if (isDenied(run, field)) {
    withhold(run, field, path);
    return isNullable(field.value) ? null : BUBBLE;
  }
  switch (field.value.kind) {
    case 'typename':
      return typename;
    case 'introspection':
      return run.introspection[field.responseKey] ?? null;
    default: {
      const value = Object.hasOwn(source, field.fetchedKey) ? source[field.fetchedKey] : undefined;
      return projectValue(run, field.value, value, path);
    }
  }
}

function projectValue(run: Run, shape: ValueShape, value: unknown, path: ResponsePath): unknown {
  if (value === null || value === undefined) {
    if (isNullable(shape)) return null;
    reportOnce(run, path);
    return BUBBLE;
  }
  const completed = completeValue(run, shape, value, path);
  return completed === BUBBLE && isNullable(shape) ? null : completed;
}

function completeValue(run: Run, shape: ValueShape, value: unknown, path: ResponsePath): unknown {
  switch (shape.kind) {
    case 'leaf':
      if (!isLeafValue(shape.type, value)) break;
      if (shape.untrusted) run.untrusted.push(path);
      return shape.type.name === 'ID' ? String(value) : value;
    case 'list': {
      if (!Array.isArray(value)) break;
      const items = value.map((entry: unknown, index) =>
        projectValue(run, shape.item, entry, [...path, index]),
      );
      return items.includes(BUBBLE) ? BUBBLE : items;
    }
    case 'object': {
      if (!isFetchedObject(value)) break;
      const typename = isObjectType(shape.type) ? shape.type.name : value.__typename;
      const objectShape = typeof typename === 'string' ? shape.shapeFor(typename) : undefined;
      if (objectShape === undefined || typeof typename !== 'string') break;
      return projectObject(run, objectShape, value, typename, path);
    }
  }
  reportOnce(run, path);
  return BUBBLE;
}

function isIncluded(
  alternatives: readonly (readonly Condition[])[] | undefined,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return (
    alternatives === undefined ||
    alternatives.some((conditions) =>
      conditions.every(({ variable, expected }) => (variables[variable] === true) === expected),
    )
  );
}

function isDenied(run: Run, field: FieldShape): boolean {
  return (
    run.denied.size > 0 && field.nodes.every((_node, index) => findDenied(run, field, index) !== undefined)
  );
}

/** The selection that denies one of a field's nodes: itself, or one that it lies within. */
function findDenied({ denied }: Run, { nodes, owners }: FieldShape, index: number): FieldNode | undefined {
  const node = nodes[index];
  if (node !== undefined && denied.has(node)) return node;
  return owners[index]?.find((owner) => denied.has(owner));
}

function withhold(run: Run, field: FieldShape, path: ResponsePath): void {
  const staticPath = path.filter((part) => typeof part === 'string');
  const key = JSON.stringify(staticPath);
  if (run.withheld.has(key)) return;
  run.withheld.add(key);
  const denied = findDenied(run, field, 0);
  const scopes = denied === undefined ? undefined : run.scopesFor(denied);
  addFault(run, {
    code: 'UNAUTHORIZED_FIELD_OR_TYPE',
    path: staticPath,
    ...(scopes !== undefined && { scopes }),
  });
}

/** A missing value is a fault of its own only where no fetch has already said why it is missing. */
function reportOnce(run: Run, path: ResponsePath): void {
  const isExplained =
    run.around.has(JSON.stringify(path)) || placesAround(path).some((place) => run.explained.has(place));
  if (!isExplained) addFault(run, { code: 'SUBGRAPH_ERROR', path });
}

function addFault(run: Run, fault: Fault): void {
  run.faults.push(fault);
  run.explained.add(JSON.stringify(fault.path));
  for (const place of placesAround(fault.path)) run.around.add(place);
}

/** The path itself and every path that it lies within. */
function placesAround(path: ResponsePath): readonly string[] {
  return [...path, ''].map((_, length) => JSON.stringify(path.slice(0, length)));
}

function isNullable(shape: ValueShape): boolean {
  return shape.kind === 'introspection' || (shape.kind !== 'typename' && shape.nullable);
}

/** Custom scalars may be any JSON value; the built-in ones and enums are what they say or nothing. */
function isLeafValue(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  if (!isSpecifiedScalarType(type)) return true;
  switch (type.name) {
    case 'Int':
      return typeof value === 'number' && value === (value | 0);
    case 'Float':
      return typeof value === 'number' && Number.isFinite(value);
    case 'Boolean':
      return typeof value === 'boolean';
    case 'ID':
      return typeof value === 'string' || Number.isInteger(value);
    default:
      return typeof value === 'string';
  }
}
