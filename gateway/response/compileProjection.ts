import { isInterfaceType, isObjectType, isUnionType } from 'graphql';
import type { Outcome } from '../authorization/outcome.ts';
import type { Fault, ResponsePath } from '../errors.ts';
import {
  type FetchedObject,
  isFetchedObject,
  isInherited,
  readOwn,
  writeOwn,
} from '../execution/fetchedData.ts';
import { readHidden } from '../supergraph/apiSchema.ts';
import { compileConditions } from './conditions.ts';
import { compileDenial, type ReadField } from './deniedField.ts';
import { compileSequence } from './fieldSequence.ts';
import { compileLeafCheck } from './leafValue.ts';
import { findPlace } from './placeFault.ts';
import { type ProjectionInput, ProjectionRun, type Withheld } from './projectionRun.ts';
import type { FieldShape, ObjectShape, ValueShape } from './responseShape.ts';

export interface Projected {
  /** Exactly what was selected, in response order; null where a null reached the root. */
  readonly data: Record<string, unknown> | null;
  /** The subgraphs' faults, then a fault for each part withheld, missing or unusable. */
  readonly faults: readonly Fault[];
  /** The places of text that people outside wrote, in response order. */
  readonly untrusted: readonly ResponsePath[];
}

/** What of an operation a decision withholds. */
type Denials = Pick<Outcome, 'denied' | 'sealed'>;

/** Turns what was fetched into the response. */
export type Projection = (fetched: FetchedObject, input: ProjectionInput) => Projected;

/**
 * Builds, once for all calls with one decision, CompleteValue and the propagation of nulls (GraphQL specification,
 * sections 6.4.3 and 6.4.4) for a shape; denied selections are nulls.
 */
export function compileProjection(shape: ObjectShape, rootTypename: string, denials: Denials): Projection {
  const project = compileObject(shape, rootTypename, denials);
  return (fetched, input) => {
    const faults = input.faults.map((fault) => ({ ...fault, path: findPlace(shape, fetched, fault.path) }));
    const run = new ProjectionRun({ ...input, faults });
    const data = project(fetched, run);
    return {
      data: data === BUBBLE ? null : (data as Record<string, unknown>),
      faults: run.faults,
      untrusted: run.untrusted,
    };
  };
}

/** Stands for a null that a non-null position cannot hold: its parent becomes null instead. */
const BUBBLE = Symbol('bubble');

/** Stands for a value that clients may not see: null without a fault, where null may stand. */
const HIDDEN = Symbol('hidden');

type ProjectObject = (source: FetchedObject, run: ProjectionRun) => unknown;
/** @returns {@link BUBBLE} for what may not stand there. */
type ProjectValue = (value: unknown, run: ProjectionRun) => unknown;

interface ProjectedField {
  readonly responseKey: string;
  readonly fetchedKey: string;
  readonly isIncluded: ((variables: Readonly<Record<string, unknown>>) => boolean) | undefined;
  readonly read: ReadField;
}

/** @param typename undefined where it is not known. */
function compileObject(shape: ObjectShape, typename: string | undefined, denials: Denials): ProjectObject {
  const fixed = shape.fields.map((field) => compileField(field, typename, denials));
  const fieldsOf = shape.isOrdered ? undefined : compileSequence(shape.fields, fixed);
  const leavesOut = shape.leavesOut.length === 0 ? undefined : compileConditions(shape.leavesOut);
  const createResult = compileResult(shape, fixed);
  return (source, run) => {
    if (leavesOut?.(run.variables) === true) run.reportTypeless();
    const fields = fieldsOf === undefined ? fixed : fieldsOf(run.variables);
    const result = createResult();
    const depth = ++run.depth;
    for (let index = 0; index < fields.length; index++) {
      const { responseKey, isIncluded, read } = fields[index] as ProjectedField;
      if (isIncluded !== undefined && !isIncluded(run.variables)) {
        // A member from the start; see compileResult.
        if (responseKey === '__proto__') Reflect.deleteProperty(result, responseKey);
        continue;
      }
      run.path[depth] = responseKey;
      const value = read(source, run);
      if (value === BUBBLE) {
        run.depth = depth - 1;
        return BUBBLE;
      }
      result[responseKey] = value;
    }
    run.depth = depth - 1;
    return result;
  };
}

/** Makes the objects that members are assigned to; one that has all its members from the start takes them faster. */
function compileResult(
  { isOrdered }: ObjectShape,
  fields: readonly ProjectedField[],
): () => Record<string, unknown> {
  const isAlwaysWhole = isOrdered && fields.every(({ isIncluded }) => isIncluded === undefined);
  // Assigning to "__proto__" sets the prototype, unless it is a member already.
  const named = fields.filter(({ responseKey }) => isAlwaysWhole || responseKey === '__proto__');
  const whole: Record<string, unknown> = {};
  for (const { responseKey } of named) writeOwn(whole, responseKey, undefined);
  return () => ({ ...whole });
}

function compileField(field: FieldShape, typename: string | undefined, denials: Denials): ProjectedField {
  const { responseKey, fetchedKey } = field;
  return {
    responseKey,
    fetchedKey,
    isIncluded: field.conditions === undefined ? undefined : compileConditions(field.conditions),
    read: compileDenial(field, denials.denied, BUBBLE, () => compileRead(field, typename, denials)),
  };
}

function compileRead(
  { responseKey, fetchedKey, value }: FieldShape,
  typename: string | undefined,
  denials: Denials,
): ReadField {
  switch (value.kind) {
    case 'typename':
      return (_source, run) => typename ?? refuse(run);
    case 'introspection':
      return (_source, run) => run.introspection[responseKey] ?? null;
    default: {
      const complete = compileValue(value, denials);
      // Known here once for all, and the most frequent question of all.
      if (isInherited(fetchedKey)) return (source, run) => complete(readOwn(source, fetchedKey), run);
      return (source, run) => complete(source[fetchedKey], run);
    }
  }
}

type FetchedShape = Exclude<ValueShape, { readonly kind: 'typename' | 'introspection' }>;

function compileValue(shape: FetchedShape, denials: Denials): ProjectValue {
  const complete = compileContent(shape, denials);
  const sealed = findSealed(shape, denials);
  if (sealed !== undefined) return compileSealed(shape.nullable, complete, sealed);
  if (shape.nullable) {
    return (value, run) => {
      if (value === undefined) run.reportMissing();
      if (value === undefined || value === null) return null;
      const completed = complete(value, run);
      return completed === BUBBLE || completed === HIDDEN ? null : completed;
    };
  }
  return (value, run) => {
    if (value === undefined || value === null) {
      if (value === undefined) run.reportMissing();
      return refuse(run);
    }
    const completed = complete(value, run);
    return completed === HIDDEN ? refuse(run) : completed;
  };
}

/** The types that may stand at a place, and that the caller may not see. */
function findSealed(shape: FetchedShape, { sealed }: Denials): Withheld | undefined {
  if (shape.kind !== 'object' || !isUnionType(shape.type)) return undefined;
  const names = shape.possibleTypes.filter((name) => sealed.has(name));
  return names.length === 0 ? undefined : { kind: 'types', names };
}

/** Whether nothing stands at such a place or what the caller may not see, it is the same null with the same fault. */
function compileSealed(nullable: boolean, complete: ProjectValue, sealed: Withheld): ProjectValue {
  const names: ReadonlySet<unknown> = new Set(sealed.kind === 'types' ? sealed.names : []);
  return (value, run) => {
    if (value === undefined) run.reportMissing();
    const isWithheld = isFetchedObject(value) && names.has(value.__typename);
    const completed = value === undefined || value === null || isWithheld ? HIDDEN : complete(value, run);
    if (completed === HIDDEN) run.withhold(sealed);
    if (completed !== HIDDEN && completed !== BUBBLE) return completed;
    return nullable ? null : BUBBLE;
  };
}

function compileContent(shape: FetchedShape, denials: Denials): ProjectValue {
  switch (shape.kind) {
    case 'leaf':
      return compileLeaf(shape);
    case 'list':
      return compileList(shape, denials);
    case 'object':
      return compileTyped(shape, denials);
  }
}

function compileLeaf({ type, untrusted }: Extract<FetchedShape, { kind: 'leaf' }>): ProjectValue {
  const isValue = compileLeafCheck(type);
  const isId = type.name === 'ID';
  const hidden: ReadonlySet<unknown> = readHidden(type);
  return (value, run) => {
    if (!isValue(value)) return hidden.has(value) ? HIDDEN : refuse(run);
    if (untrusted) run.untrusted.push(run.currentPath());
    return isId ? String(value) : value;
  };
}

function compileList({ item }: Extract<FetchedShape, { kind: 'list' }>, denials: Denials): ProjectValue {
  // Introspection and __typename are no list's entries.
  const complete = compileValue(item as FetchedShape, denials);
  return (value, run) => {
    if (!Array.isArray(value)) return refuse(run);
    const items: unknown[] = new Array(value.length);
    const depth = ++run.depth;
    let isWhole = true;
    for (let index = 0; index < value.length; index++) {
      run.path[depth] = index;
      items[index] = complete(value[index], run);
      if (items[index] === BUBBLE) isWhole = false;
    }
    run.depth = depth - 1;
    return isWhole ? items : BUBBLE;
  };
}

function compileTyped(shape: Extract<FetchedShape, { kind: 'object' }>, denials: Denials): ProjectValue {
  const ownName = isObjectType(shape.type) ? shape.type.name : undefined;
  const namelessAs = isInterfaceType(shape.type) ? shape.type.name : undefined;
  const byType = new Map<string, ProjectObject | undefined>();
  const findProjector = (typename: string) => {
    if (byType.has(typename)) return byType.get(typename);
    const objectShape = shape.shapeFor(typename);
    const project =
      objectShape && compileObject(objectShape, typename === namelessAs ? undefined : typename, denials);
    // A name that cannot occur here is a subgraph's invention, and there is no end of those.
    if (project !== undefined) byType.set(typename, project);
    return project;
  };
  if (ownName !== undefined) findProjector(ownName);
  const hidden: ReadonlySet<unknown> = readHidden(shape.type);
  return (value, run) => {
    if (!isFetchedObject(value)) return refuse(run);
    const typename = ownName ?? value.__typename ?? namelessAs;
    const project = typeof typename === 'string' ? findProjector(typename) : undefined;
    if (project !== undefined) return project(value, run);
    return hidden.has(typename) ? HIDDEN : refuse(run);
  };
}

function refuse(run: ProjectionRun): typeof BUBBLE {
  run.reportUnusable();
  return BUBBLE;
}
