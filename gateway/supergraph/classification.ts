import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { CONTRACT } from './contractDirectives.ts';
import { isOfInterfaceObject } from './joinSpec.ts';
import { type Link, readArguments, readLinks } from './links.ts';

/** What the fields of a supergraph tell of a person, as it says itself by `@classified` and `@public`. */
export interface Classification {
  /** Whether the graph classifies at all: it links to the contract and marks a field. */
  readonly isUsed: boolean;
  /** Every class that a field has, sorted. */
  readonly classes: readonly string[];
  /**
   * The classes of a field, in their order: none for a public one, undefined where the graph does not say. A field
   * of an interface has its own and those of every object type's that it may be; one of an object that says nothing
   * has those of its interfaces' fields.
   */
  classesOf(typeName: string, fieldName: string): readonly string[] | undefined;
  /** The fields of which the graph does not say what they tell, hidden ones too: coordinates, sorted. */
  findUnclassified(): readonly string[];
}

/**
 * Reads the classification of a supergraph, once, at start-up; what is hidden from clients is read as well.
 * @throws TypeError naming the coordinate where a field is classified and public, has no class, or is not there.
 */
export function readClassification(supergraph: DocumentNode): Classification {
  const link = readLinks(supergraph).find(({ identity }) => identity === CONTRACT);
  const types = supergraph.definitions.filter(
    (definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  const declared = link === undefined ? new Map<string, readonly string[]>() : declareAll(types, link);
  const said = addInterfaceObjects(types, declared);
  const saidByAll = joinImplementers(types, said);
  // What only some say of a field counts for them all, and still leaves it unclassified.
  const classes = joinImplementers(types, inheritClasses(types, said), 'by any');
  return {
    isUsed: declared.size > 0,
    classes: [...new Set([...declared.values()].flat())].sort(),
    classesOf: (typeName, fieldName) =>
      // What asks for the schema tells nothing of a person.
      fieldName.startsWith('__') ? [] : classes.get(`${typeName}.${fieldName}`),
    findUnclassified: () =>
      types
        .flatMap((type) => listFields(type).map((field) => `${type.name.value}.${field}`))
        .filter((coordinate) => !saidByAll.has(coordinate))
        .sort(),
  };
}

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

function listFields({ fields = [] }: FieldsType): readonly string[] {
  return fields.map(({ name }) => name.value);
}

/** What the directives say, by coordinate: an empty list is a public field's. */
function declareAll(types: readonly FieldsType[], link: Link): Map<string, readonly string[]> {
  const classified = link.nameOf('classified');
  const isPublic = link.nameOf('public');
  const declared = new Map<string, readonly string[]>();
  for (const type of types) {
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name.value}.${field.name.value}`;
      const marks = findAll(field.directives, classified).map((mark) => parseClasses(mark, coordinate));
      if (marks.length > 0) declared.set(coordinate, [...new Set(marks.flat())]);
    }
    for (const field of findAll(type.directives, isPublic).flatMap((mark) => parsePublic(mark, type))) {
      const coordinate = `${type.name.value}.${field}`;
      if ((declared.get(coordinate) ?? []).length > 0) {
        throw new TypeError(`${coordinate} is classified and public at once.`);
      }
      declared.set(coordinate, []);
    }
  }
  return declared;
}

function findAll(
  directives: readonly ConstDirectiveNode[] = [],
  name: string,
): readonly ConstDirectiveNode[] {
  return directives.filter((directive) => directive.name.value === name);
}

/** A field without a class would be neither audited nor public. */
function parseClasses(directive: ConstDirectiveNode, coordinate: string): readonly string[] {
  const { as } = readArguments(directive);
  const classes: readonly unknown[] = Array.isArray(as) ? as : [as];
  if (!isTexts(classes) || classes.length === 0) {
    throw new TypeError(`The classes of ${coordinate} must be a list of at least one text.`);
  }
  return classes;
}

function isTexts(values: readonly unknown[]): values is readonly string[] {
  return values.every((value) => typeof value === 'string' && value !== '');
}

/** The field set of a `@public`: names of the type's own fields. */
function parsePublic(directive: ConstDirectiveNode, type: FieldsType): readonly string[] {
  const { fields } = readArguments(directive);
  const names = parseNames(fields);
  if (names === undefined) {
    throw new TypeError(
      `The public fields of ${type.name.value} must be names, got ${JSON.stringify(fields)}.`,
    );
  }
  const known = new Set(listFields(type));
  for (const name of names) {
    if (!known.has(name))
      throw new TypeError(`${type.name.value}.${name} is said to be public and is no field.`);
  }
  return names;
}

function parseNames(fieldSet: unknown): readonly string[] | undefined {
  if (typeof fieldSet !== 'string') return undefined;
  const names = fieldSet.split(/[\s,]+/).filter((name) => name !== '');
  return names.every((name) => /^[_A-Za-z][_0-9A-Za-z]*$/.test(name)) ? names : undefined;
}

/**
 * Adds the fields that objects have of an interface object (`@interfaceObject`) alone: composition copies
 * `@classified` to them, and what is on the type not.
 */
function addInterfaceObjects(
  types: readonly FieldsType[],
  declared: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const added = new Map(declared);
  for (const { name, fields = [], interfaces = [] } of types) {
    for (const field of fields.filter(isOfInterfaceObject)) {
      const coordinate = `${name.value}.${field.name.value}`;
      const said = interfaces
        .map((parent) => declared.get(`${parent.name.value}.${field.name.value}`))
        .filter((classes) => classes !== undefined);
      if (!declared.has(coordinate) && said.length > 0) added.set(coordinate, [...new Set(said.flat())]);
    }
  }
  return added;
}

/** Adds the classes of interfaces' fields to those of objects that say nothing themselves: they are the same field. */
function inheritClasses(
  types: readonly FieldsType[],
  declared: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const inherited = new Map(declared);
  for (const type of types) {
    for (const field of listFields(type)) {
      const coordinate = `${type.name.value}.${field}`;
      const classes = (type.interfaces ?? []).flatMap(
        ({ name }) => declared.get(`${name.value}.${field}`) ?? [],
      );
      if (!declared.has(coordinate) && classes.length > 0) inherited.set(coordinate, [...new Set(classes)]);
    }
  }
  return inherited;
}

/**
 * Adds to each field of an interface what its objects say; it is said where it says so itself, or all of them do, or
 * `by any` where one gives it a class.
 */
function joinImplementers(
  types: readonly FieldsType[],
  declared: ReadonlyMap<string, readonly string[]>,
  isSaidBy: 'by all' | 'by any' = 'by all',
): ReadonlyMap<string, readonly string[]> {
  const joined = new Map(declared);
  for (const type of types) {
    if (type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const objects = types.filter(
      ({ kind, interfaces }) =>
        kind === Kind.OBJECT_TYPE_DEFINITION &&
        interfaces?.some(({ name }) => name.value === type.name.value),
    );
    for (const field of listFields(type)) {
      const coordinate = `${type.name.value}.${field}`;
      const own = declared.get(coordinate);
      const others = objects.map(({ name }) => declared.get(`${name.value}.${field}`));
      const all = [...new Set([own ?? [], ...others.map((one) => one ?? [])].flat())];
      const isSaid = own !== undefined || (others.length > 0 && !others.includes(undefined));
      if (isSaid || (isSaidBy === 'by any' && all.length > 0)) joined.set(coordinate, all);
    }
  }
  return joined;
}
