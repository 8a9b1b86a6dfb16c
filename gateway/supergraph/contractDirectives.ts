import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  type InputValueDefinitionNode,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  Kind,
} from 'graphql';
import { type Link, readArguments, readLinks } from './links.ts';

/** The specification of the directives that a graph and this gateway agree on. */
export const CONTRACT = 'https://specs.genkan.dev/contract';

interface Directives {
  /** The names that they go by in this supergraph. */
  readonly jsonSchema: string;
  readonly untrusted: string;
  readonly stated: string;
}

/**
 * Attaches what a supergraph says of its elements by the contract's directives to the API schema, which itself
 * knows no such directives: `@jsonSchema` as `extensions.jsonSchema` of a scalar, argument or input field,
 * `@untrusted` as `extensions.untrusted` of a field, of an object also where an interface of it says so, `@stated` as
 * `extensions.stated` of an argument.
 * @throws TypeError where `@untrusted` or `@stated` marks what holds no text: it could not be shown or told as such.
 */
export function attachContractDirectives(supergraph: DocumentNode, apiSchema: GraphQLSchema): void {
  const link = readLinks(supergraph).find(({ identity }) => identity === CONTRACT);
  if (link === undefined) return;
  const directives = nameDirectives(link);
  for (const definition of supergraph.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    const type = apiSchema.getType(definition.name.value);
    switch (definition.kind) {
      case Kind.SCALAR_TYPE_DEFINITION:
        if (isScalarType(type)) attachJsonSchema(type, definition, directives);
        break;
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        for (const node of definition.fields ?? []) {
          const field = isInputObjectType(type) ? type.getFields()[node.name.value] : undefined;
          if (field !== undefined) attachJsonSchema(field, node, directives);
        }
        break;
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        for (const node of definition.fields ?? []) {
          const field =
            isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
          if (field !== undefined) attachToField(field, node, `${definition.name.value}.`, directives);
        }
        break;
    }
  }
  inheritUntrusted(apiSchema);
}

function nameDirectives(link: Link): Directives {
  return {
    jsonSchema: link.nameOf('jsonSchema'),
    untrusted: link.nameOf('untrusted'),
    stated: link.nameOf('stated'),
  };
}

function attachToField(
  field: GraphQLField<unknown, unknown>,
  node: FieldDefinitionNode,
  owner: string,
  directives: Directives,
): void {
  for (const argumentNode of node.arguments ?? []) {
    const argument = field.args.find(({ name }) => name === argumentNode.name.value);
    if (argument === undefined) continue;
    attachJsonSchema(argument, argumentNode, directives);
    attachStated(argument, argumentNode, `${owner}${field.name}`, directives);
  }
  if (findDirective(node, directives.untrusted) === undefined) return;
  const { name } = getNamedType(field.type);
  if (name !== 'String' && name !== 'ID') {
    throw new TypeError(
      `${owner}${field.name} is marked @${directives.untrusted} and is no text but ${name}.`,
    );
  }
  field.extensions = { ...field.extensions, untrusted: true };
}

function attachStated(
  argument: GraphQLArgument,
  node: InputValueDefinitionNode,
  fieldCoordinate: string,
  directives: Directives,
): void {
  const directive = findDirective(node, directives.stated);
  if (directive === undefined) return;
  const type = getNullableType(argument.type);
  const isText = isEnumType(type) || (isScalarType(type) && !NO_TEXTS.has(type.name));
  const { as } = readArguments(directive);
  if (!isText || typeof as !== 'string') {
    throw new TypeError(
      `${fieldCoordinate}(${argument.name}:) is marked @${directives.stated} and is no text but ${argument.type}.`,
    );
  }
  argument.extensions = { ...argument.extensions, stated: as };
}

const NO_TEXTS: ReadonlySet<string> = new Set(['Int', 'Float', 'Boolean']);

/** Whoever selects through an interface goes by what the interface says of its field. */
function inheritUntrusted(apiSchema: GraphQLSchema): void {
  for (const type of Object.values(apiSchema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const isMarked = type
        .getInterfaces()
        .some((parent) => parent.getFields()[field.name]?.extensions.untrusted === true);
      if (isMarked) field.extensions = { ...field.extensions, untrusted: true };
    }
  }
}

function attachJsonSchema(
  element: { extensions: Readonly<Record<string, unknown>> },
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  directives: Directives,
): void {
  const directive = findDirective(node, directives.jsonSchema);
  if (directive === undefined) return;
  element.extensions = { ...element.extensions, jsonSchema: readArguments(directive) };
}

function findDirective(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): ConstDirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === name);
}
