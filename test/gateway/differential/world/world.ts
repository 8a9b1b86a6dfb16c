import {
  type GraphQLEnumType,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type Declaration, type Declarations, is } from './declarations.ts';
import { type Family, findFamilies, typeOfNumber } from './families.ts';
import { canonicalJson, hash } from './hash.ts';

/** An object of the world, the same whichever subgraph shows it. */
export interface Thing {
  readonly type: string;
  /** What it is made of: an entity's number, else the way to it. */
  readonly identity: string;
  /** Undefined for what is no entity. */
  readonly number: number | undefined;
  /** The object that it was reached from. */
  readonly parent: Thing | undefined;
  /** The representation that it was asked for with. */
  readonly received: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Data for any subgraphs, made from their schemas: each value follows from the object, the field, the arguments
 * and what the field requires, so that all subgraphs agree, and a text tells where it belongs.
 */
export interface World {
  readonly declarations: Declarations;
  root(type: string): Thing;
  /** What a field holds: a leaf, a {@link Thing}, null, or a list of these. */
  resolve(thing: Thing, field: string, args: Readonly<Record<string, unknown>>): unknown;
  /** As `resolve`, by a subgraph that knows what a field requires only from the representation. */
  resolveIn(subgraph: string, thing: Thing, field: string, args: Readonly<Record<string, unknown>>): unknown;
  /** The entity of a representation; null where there is none. */
  findEntity(subgraph: string, representation: Readonly<Record<string, unknown>>): Thing | null;
}

export interface WorldOptions {
  /** How many of a hundred nullable values are null. */
  readonly nullPercent?: number;
  /** How many of a hundred nullable fields fail. */
  readonly errorPercent?: number;
}

export function createWorld(declarations: Declarations, options: WorldOptions = {}): World {
  const families = findFamilies(declarations);
  const { nullPercent = 15, errorPercent = 0 } = options;

  const findDeclarations = (thing: Thing, field: string): readonly Declaration[] => {
    const found = declarations.find(thing.type, field);
    if (found.length === 0) throw new TypeError(`Nobody declares ${thing.type}.${field}.`);
    return found;
  };

  const resolve = (thing: Thing, field: string, args: Readonly<Record<string, unknown>>): unknown => {
    const found = findDeclarations(thing, field);
    const required = found.find(({ requires }) => requires !== undefined)?.requires;
    return compute(thing, field, {
      args: { ...args, ...readContext(thing, found, args) },
      required: required === undefined ? undefined : select(thing, required),
    });
  };

  const resolveIn: World['resolveIn'] = (subgraph, thing, field, args) => {
    const own = findDeclarations(thing, field).find((one) => one.subgraph === subgraph);
    if (own?.isOverridden === true) throw new TypeError(`${field} is another subgraph's now.`);
    if (own?.requires === undefined) return resolve(thing, field, args);
    if (thing.received === undefined) throw new TypeError(`${field} is asked for without what it requires.`);
    return compute(thing, field, { args, required: pick(thing.received, own.requires) });
  };

  const compute = (
    thing: Thing,
    field: string,
    input: { args: Readonly<Record<string, unknown>>; required: unknown },
  ): unknown => {
    const types = findDeclarations(thing, field).map((one) => ({ ...one, type: one.field.type }));
    const args = canonicalJson(input.args);
    const identity = [
      `${thing.identity}.${field}`,
      args === '{}' ? '' : `(${args.slice(1, -1)})`,
      input.required === undefined ? '' : `<${hash(canonicalJson(input.required)).toString(36)}>`,
    ].join('');
    const isKey = isKeyField(thing, field);
    const mayFail = !isKey && types.every(({ type }) => !isNonNullType(type));
    if (mayFail && hash(`${identity}!`) % 100 < errorPercent) {
      throw new GraphQLError('A fault of this field.', { extensions: { code: FIELD_FAULT } });
    }
    return fill(types, identity, { parent: thing, keyNumber: isKey ? thing.number : undefined });
  };

  const fill = (
    types: readonly { readonly subgraph: string; readonly type: GraphQLOutputType }[],
    identity: string,
    place: { readonly parent: Thing; readonly keyNumber: number | undefined },
  ): unknown => {
    const isNullable = types.every(({ type }) => !isNonNullType(type));
    if (isNullable && hash(`${identity}?`) % 100 < nullPercent) return null;
    const bare = types.map((one) => ({ ...one, type: getNullableType(one.type) }));
    const items = bare.map((one) => ({ ...one, type: isListType(one.type) ? one.type.ofType : one.type }));
    if (bare.some(({ type }) => isListType(type))) {
      return Array.from({ length: hash(`${identity}#`) % 4 }, (_, index) =>
        fill(items, `${identity}[${index}]`, place),
      );
    }
    const [first] = bare;
    const named = getNamedType(first?.type);
    if (named === undefined) throw new TypeError('A field has a type.');
    if (!isCompositeType(named)) return fillLeaf(named, identity, place.keyNumber);
    const possible = bare
      .map(({ subgraph, type }) => declarations.possibleTypes(subgraph, getNamedType(type)))
      .reduce((left, right) => left.filter((type) => right.includes(type)));
    return chooseObject(possible, identity, place.parent);
  };

  const fillLeaf = (type: GraphQLNamedType, identity: string, keyNumber: number | undefined): unknown => {
    if (isEnumType(type)) return chooseEnumValue(type, identity);
    const value = hash(identity);
    switch (type.name) {
      case 'Int':
        return keyNumber ?? value % 1_000;
      case 'Float':
        return (value % 400) / 4;
      case 'Boolean':
        return value % 2 === 0;
      case 'String':
      case 'ID':
        return identity;
      default:
        return [identity, value % 100, { at: identity, none: null }, [identity, null], true][value % 5];
    }
  };

  const chooseEnumValue = ({ name }: GraphQLEnumType, identity: string): string => {
    const lists = [...declarations.schemas.values()].flatMap((schema) => {
      const type = schema.getType(name);
      return isEnumType(type) ? [type.getValues()] : [];
    });
    const hidden = lists
      .flat()
      .filter(({ astNode }) => astNode?.directives?.some(is('inaccessible')) === true);
    const names = lists
      .map((values) => values.map((value) => value.name))
      .reduce((left, right) => left.filter((value) => right.includes(value)))
      .filter((value) => !hidden.some((one) => one.name === value));
    return names[hash(identity) % names.length] ?? '';
  };

  const chooseObject = (possible: readonly string[], identity: string, parent: Thing): Thing => {
    const all = possible.flatMap((type): Thing[] => {
      const family = families.get(type);
      if (family === undefined) return [{ type, identity, number: undefined, parent, received: undefined }];
      return listEntities(family)
        .filter((one) => one.type === type)
        .map((one) => ({ ...one, parent }));
    });
    const chosen = all[hash(`${identity}@`) % all.length];
    if (chosen === undefined) throw new TypeError(`No type of object is possible at ${identity}.`);
    return chosen;
  };

  const isKeyField = ({ type, number }: Thing, field: string): boolean => {
    if (number === undefined) return false;
    return [...declarations.schemas.keys()].some((subgraph) =>
      keysOf(subgraph, type).some(({ selections }) =>
        selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value === field),
      ),
    );
  };

  /** The keys of a type and of its interfaces. */
  const keysOf = memoizeKeys((subgraph, type) =>
    Object.keys(declarations.schemas.get(subgraph)?.getTypeMap() ?? {})
      .filter((name) => declarations.isOfType(type, name))
      .flatMap((name) => declarations.keys(subgraph, name)),
  );

  /** What the world holds of an object, as JSON. */
  const select = (thing: Thing, { selections }: SelectionSetNode): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? thing.type;
        if (declarations.isOfType(thing.type, condition)) {
          Object.assign(result, select(thing, selection.selectionSet));
        }
        continue;
      }
      const name = selection.name.value;
      if (name === '__typename') continue;
      const [declaration] = findDeclarations(thing, name);
      const args = declaration === undefined ? {} : getArgumentValues(declaration.field, selection);
      result[name] = selectFrom(
        attempt(() => resolve(thing, name, args)),
        selection.selectionSet,
      );
    }
    return result;
  };

  const selectFrom = (value: unknown, selectionSet: SelectionSetNode | undefined): unknown => {
    if (selectionSet === undefined || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => selectFrom(item, selectionSet));
    // Only objects have selections.
    return select(value as Thing, selectionSet);
  };

  /** The same of a representation. */
  const pick = (
    object: Readonly<Record<string, unknown>>,
    { selections }: SelectionSetNode,
  ): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? '';
        const { __typename: type } = object;
        if (typeof type === 'string' && condition !== '' && !declarations.isOfType(type, condition)) continue;
        Object.assign(result, pick(object, selection.selectionSet));
        continue;
      }
      const name = selection.name.value;
      if (name === '__typename') continue;
      if (!Object.hasOwn(object, name)) throw new TypeError(`The representation lacks ${name}.`);
      result[name] = pickFrom(object[name], selection.selectionSet);
    }
    return result;
  };

  const pickFrom = (value: unknown, selectionSet: SelectionSetNode | undefined): unknown => {
    if (selectionSet === undefined || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => pickFrom(item, selectionSet));
    // A representation's object, which the gateway sent.
    return pick(value as Readonly<Record<string, unknown>>, selectionSet);
  };

  const readContext = (
    thing: Thing,
    found: readonly Declaration[],
    args: Readonly<Record<string, unknown>>,
  ): Record<string, unknown> => {
    const values: Record<string, unknown> = {};
    for (const { name, context, selection } of found.flatMap(({ fromContext }) => fromContext)) {
      if (Object.hasOwn(args, name)) continue;
      let around = thing.parent;
      while (around !== undefined && !declarations.contexts(around.type).includes(context))
        around = around.parent;
      if (around === undefined) continue;
      const [value] = Object.values(select(around, selection));
      values[name] = value;
    }
    return values;
  };

  const findEntity: World['findEntity'] = (subgraph, representation) => {
    const { __typename: type } = representation;
    if (typeof type !== 'string') throw new TypeError('A representation has a type.');
    const keys = declarations
      .keys(subgraph, type)
      .filter(({ selections }) =>
        selections.every((one) => one.kind === Kind.FIELD && Object.hasOwn(representation, one.name.value)),
      );
    if (keys.length === 0) throw new TypeError(`The representation holds no key of ${type}.`);
    const family = [...families.values()].find(({ types }) =>
      types.some((one) => declarations.isOfType(one, type)),
    );
    const found = (family === undefined ? [] : listEntities(family)).filter(
      (entity) =>
        declarations.isOfType(entity.type, type) &&
        keys.every((key) => canonicalJson(select(entity, key)) === canonicalJson(pick(representation, key))),
    );
    const [entity] = found;
    // A null in a key may be that of several: none of them is meant.
    return entity === undefined || found.length > 1 ? null : { ...entity, received: representation };
  };

  return {
    declarations,
    root: (type) => ({ type, identity: type, number: undefined, parent: undefined, received: undefined }),
    resolve,
    resolveIn,
    findEntity,
  };
}

/** The code of fields that fail; one that clients are told. */
export const FIELD_FAULT = 'DENIED';

function attempt(resolve: () => unknown): unknown {
  try {
    return resolve();
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

function listEntities(family: Family): readonly Thing[] {
  return Array.from({ length: family.size }, (_, number) => ({
    type: typeOfNumber(family, number),
    identity: `${family.name}${number}`,
    number,
    parent: undefined,
    received: undefined,
  }));
}

function memoizeKeys(compute: (subgraph: string, type: string) => readonly SelectionSetNode[]) {
  const known = new Map<string, readonly SelectionSetNode[]>();
  return (subgraph: string, type: string) => {
    const key = `${subgraph} ${type}`;
    const value = known.get(key) ?? compute(subgraph, type);
    known.set(key, value);
    return value;
  };
}
