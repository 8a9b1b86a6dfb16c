import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** A subgraph by its schema alone. */
export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
}

/** One subgraph's word on a field of a type of objects. */
export interface Declaration {
  readonly subgraph: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** What the subgraph has to be told of the object before it can answer the field. */
  readonly requires: SelectionSetNode | undefined;
  /** Arguments that come from an object around this one. */
  readonly fromContext: readonly ContextArgument[];
  /** Another subgraph answers the field now, and this one must not be asked. */
  readonly isOverridden: boolean;
}

export interface ContextArgument {
  readonly name: string;
  readonly context: string;
  readonly selection: SelectionSetNode;
}

/** What several subgraphs say together: the types of objects, and who declares which field of them. */
export interface Declarations {
  readonly schemas: ReadonlyMap<string, GraphQLSchema>;
  /** Types of objects, without those that stand for an interface in some subgraph. */
  readonly objectTypes: readonly string[];
  readonly find: (type: string, field: string) => readonly Declaration[];
  /** Whether an object of this type is one of that, itself, an interface or a union, in any subgraph. */
  readonly isOfType: (type: string, condition: string) => boolean;
  /** The types of objects that a subgraph may mean by a type's name. */
  readonly possibleTypes: (subgraph: string, type: GraphQLNamedType) => readonly string[];
  readonly keys: (subgraph: string, type: string) => readonly SelectionSetNode[];
  /** The contexts that an object of a type opens, in any subgraph. */
  readonly contexts: (type: string) => readonly string[];
  readonly isInterfaceObject: (subgraph: string, type: string) => boolean;
}

export function readDeclarations(subgraphs: readonly SubgraphSdl[]): Declarations {
  const schemas = new Map(subgraphs.map(({ name, sdl }) => [name, buildSubgraphSchema(parse(sdl))]));
  const everyType = [...schemas].flatMap(([subgraph, schema]) =>
    Object.values(schema.getTypeMap())
      .filter(({ name }) => !name.startsWith('_'))
      .map((type) => ({ subgraph, schema, type, directives: directivesOf(type) })),
  );
  const isInterfaceObject = (subgraph: string, name: string) =>
    everyType.some(
      ({ type, directives, ...one }) =>
        one.subgraph === subgraph && type.name === name && directives.some(is('interfaceObject')),
    );
  const objectTypes = [
    ...new Set(
      everyType
        .filter(({ subgraph, type }) => isObjectType(type) && !isInterfaceObject(subgraph, type.name))
        .map(({ type }) => type.name),
    ),
  ];
  const isOfType = (name: string, condition: string): boolean =>
    name === condition ||
    [...schemas.values()].some((schema) => {
      const [type, abstract] = [schema.getType(name), schema.getType(condition)];
      return isObjectType(type) && isAbstractType(abstract) && schema.isSubType(abstract, type);
    });
  const objectsOfType = (condition: string) => objectTypes.filter((name) => isOfType(name, condition));
  const labels = listOverrides(everyType.map(({ type }) => type));
  return {
    schemas,
    objectTypes,
    isOfType,
    isInterfaceObject,
    find: memoize((name, fieldName) =>
      everyType.flatMap(({ subgraph, type }): Declaration[] => {
        const applies =
          type.name === name || (isInterfaceObject(subgraph, type.name) && isOfType(name, type.name));
        const field = applies && isObjectType(type) ? type.getFields()[fieldName] : undefined;
        if (field === undefined) return [];
        return [
          {
            ...readField(field),
            subgraph,
            isOverridden: labels.has(`${subgraph} ${type.name}.${fieldName}`),
          },
        ];
      }),
    ),
    possibleTypes(subgraph, { name }) {
      const schema = schemas.get(subgraph);
      const type = schema?.getType(name);
      if (!isAbstractType(type)) return isInterfaceObject(subgraph, name) ? objectsOfType(name) : [name];
      return (schema?.getPossibleTypes(type) ?? []).flatMap((one) =>
        isInterfaceObject(subgraph, one.name) ? objectsOfType(one.name) : [one.name],
      );
    },
    keys: (subgraph, name) =>
      everyType
        .filter(({ type, ...one }) => one.subgraph === subgraph && type.name === name)
        .flatMap(({ directives }) => directives.filter(is('key')))
        .map((directive) => parseSelections(readText(directive, 'fields'))),
    contexts: (name) =>
      everyType
        .filter(({ type }) => isOfType(name, type.name))
        .flatMap(({ directives }) => directives.filter(is('context')))
        .map((directive) => readText(directive, 'name')),
  };
}

function memoize<Value>(compute: (type: string, field: string) => Value) {
  const known = new Map<string, Value>();
  return (type: string, field: string): Value => {
    const key = `${type}.${field}`;
    const value = known.get(key) ?? compute(type, field);
    known.set(key, value);
    return value;
  };
}

function readField(field: GraphQLField<unknown, unknown>): Omit<Declaration, 'subgraph' | 'isOverridden'> {
  const requires = field.astNode?.directives?.find(is('requires'));
  return {
    field,
    requires: requires === undefined ? undefined : parseSelections(readText(requires, 'fields')),
    fromContext: field.args.flatMap(({ name, astNode }): ContextArgument[] => {
      const directive = astNode?.directives?.find(is('fromContext'));
      if (directive === undefined) return [];
      const [, context = '', selection = ''] =
        /^\s*\$(\w+)\s*(.*)$/s.exec(readText(directive, 'field')) ?? [];
      return [{ name, context, selection: parseSelections(selection.replace(/^\{(.*)\}$/s, '$1')) }];
    }),
  };
}

/** `subgraph Type.field` of all that another subgraph has taken over for good. */
function listOverrides(types: readonly GraphQLNamedType[]): ReadonlySet<string> {
  return new Set(
    types.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ name, astNode }) =>
        (astNode?.directives ?? [])
          .filter(is('override'))
          .filter((directive) => readText(directive, 'label') === '')
          .map((directive) => `${readText(directive, 'from')} ${type.name}.${name}`),
      ),
    ),
  );
}

export function directivesOf(type: GraphQLNamedType): readonly ConstDirectiveNode[] {
  return [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

/** Under its own name, or with the prefix of a specification that imports nothing. */
export function is(name: string) {
  return (directive: ConstDirectiveNode) =>
    directive.name.value === name || directive.name.value === `federation__${name}`;
}

function readText(directive: ConstDirectiveNode, name: string): string {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

function parseSelections(text: string): SelectionSetNode {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`No selections: ${text}`);
  return definition.selectionSet;
}

export function interfacesOf(schema: GraphQLSchema, type: GraphQLObjectType): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter(isInterfaceType)
    .filter((one) => schema.isSubType(one, type))
    .map(({ name }) => name);
}
