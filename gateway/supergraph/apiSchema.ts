import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  DirectiveLocation,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
  specifiedScalarTypes,
  type TypeNode,
  visit,
} from 'graphql';
import type { Link } from './links.ts';

const INACCESSIBLE = 'https://specs.apollo.dev/inaccessible';

/** Those that an API schema may show: the ones that the GraphQL specification defines. */
const SHOWN_DIRECTIVES: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy', 'oneOf']);

/** Clients may ask for a deferred part; it comes with the rest, as the directive allows. */
const DEFER = parse(
  'directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT',
  {
    noLocation: true,
  },
).definitions;

/**
 * The schema that clients see: the supergraph's without what is `@inaccessible` and what belongs to the
 * specifications that it links to (link specification v1.0), but for directives that are made for documents.
 * @throws Error where something that is accessible is of a type that is not.
 */
export function buildApiSchema(supergraph: DocumentNode, links: readonly Link[]): GraphQLSchema {
  const inaccessible = links.find(({ identity }) => identity === INACCESSIBLE)?.directiveName;
  const isHidden = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }) =>
    inaccessible !== undefined && node.directives?.some(({ name }) => name.value === inaccessible) === true;
  const own = supergraph.definitions.filter((definition) => !isOfLinks(definition, links));
  const hiddenTypes = new Set(
    own.filter(isTypeDefinitionNode).flatMap((type) => (isHidden(type) ? [type.name.value] : [])),
  );
  const isShown = ({ name }: NamedTypeNode) => !hiddenTypes.has(name.value);
  const remove = {
    enter: (node: { readonly directives?: readonly ConstDirectiveNode[] }) =>
      isHidden(node) ? null : undefined,
  };
  const shown = own.filter((definition) => !isTypeDefinitionNode(definition) || !isHidden(definition));
  const document = visit(
    { kind: Kind.DOCUMENT, definitions: shown },
    {
      FieldDefinition: remove,
      InputValueDefinition: remove,
      EnumValueDefinition: remove,
      ObjectTypeDefinition: {
        leave: (node) => ({ ...node, interfaces: (node.interfaces ?? []).filter(isShown) }),
      },
      InterfaceTypeDefinition: {
        leave: (node) => ({ ...node, interfaces: (node.interfaces ?? []).filter(isShown) }),
      },
      UnionTypeDefinition: { leave: (node) => ({ ...node, types: (node.types ?? []).filter(isShown) }) },
      Directive: { leave: (node) => (SHOWN_DIRECTIVES.has(node.name.value) ? undefined : null) },
    },
  );
  const knowsDefer = own.some(
    (definition) => definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === 'defer',
  );
  const linked = supergraph.definitions
    .filter((definition) => isOfLinks(definition, links))
    .flatMap((definition) => toDocumentDirective(definition, document.definitions) ?? []);
  const schema = buildASTSchema(
    { ...document, definitions: [...document.definitions, ...linked, ...(knowsDefer ? [] : DEFER)] },
    { assumeValidSDL: true },
  );
  for (const { name } of linked) noteLinked(schema, name.value);
  for (const definition of own) noteHidden(schema, definition, isHidden);
  return schema;
}

const DOCUMENT_LOCATIONS: ReadonlySet<string> = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

/** What a directive says to clients; undefined for one that is not for them, or takes what they do not see. */
function toDocumentDirective(
  definition: DefinitionNode,
  shown: readonly DefinitionNode[],
): DirectiveDefinitionNode | undefined {
  if (definition.kind !== Kind.DIRECTIVE_DEFINITION) return undefined;
  const locations = definition.locations.filter(({ value }) => DOCUMENT_LOCATIONS.has(value));
  const isSeen = (name: string) =>
    specifiedScalarTypes.some((scalar) => scalar.name === name) ||
    shown.some((one) => isTypeDefinitionNode(one) && one.name.value === name);
  const takesSeen = (definition.arguments ?? []).every(({ type }) => isSeen(nameOfType(type)));
  return locations.length > 0 && takesSeen ? { ...definition, locations } : undefined;
}

function nameOfType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOfType(type.type);
}

function noteLinked(schema: GraphQLSchema, name: string): void {
  const directive = schema.getDirective(name);
  if (directive) directive.extensions = { ...directive.extensions, isLinked: true };
}

/** Whether a directive for documents is of a specification that a supergraph links to: no subgraph need know it. */
export function isLinkedDirective(schema: GraphQLSchema, name: string): boolean {
  return schema.getDirective(name)?.extensions.isLinked === true;
}

type IsHidden = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }) => boolean;

/** Tells an abstract type of the types, and an enum of the values, that it has and clients may not see. */
function noteHidden(schema: GraphQLSchema, definition: DefinitionNode, isHidden: IsHidden): void {
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
    for (const value of definition.values ?? []) {
      if (isHidden(value)) addHidden(schema, definition.name.value, value.name.value);
    }
  } else if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && isHidden(definition)) {
    for (const parent of definition.interfaces ?? []) {
      addHidden(schema, parent.name.value, definition.name.value);
    }
  } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
    for (const member of definition.types ?? []) {
      if (schema.getType(member.name.value) === undefined) {
        addHidden(schema, definition.name.value, member.name.value);
      }
    }
  }
}

function addHidden(schema: GraphQLSchema, typeName: string, hidden: string): void {
  const type = schema.getType(typeName);
  if (type === undefined) return;
  type.extensions = { ...type.extensions, hidden: new Set([...readHidden(type), hidden]) };
}

const NONE: ReadonlySet<string> = new Set();

/** What an enum or abstract type of an API schema has that clients may not see: values, or types. */
export function readHidden({ extensions }: GraphQLNamedType): ReadonlySet<string> {
  return extensions.hidden instanceof Set ? extensions.hidden : NONE;
}

/** Whether a definition is a specification's: by its prefix, its own name, or a name it is imported under. */
function isOfLinks(definition: DefinitionNode, links: readonly Link[]): boolean {
  if (!('name' in definition) || definition.name === undefined) return false;
  const { value } = definition.name;
  const isDirective = definition.kind === Kind.DIRECTIVE_DEFINITION;
  return links.some(
    (link) =>
      value.startsWith(`${link.prefix}__`) ||
      (isDirective && value === link.directiveName) ||
      link.importedNames.has(isDirective ? `@${value}` : value),
  );
}
