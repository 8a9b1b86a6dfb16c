import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  isTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
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
 * specifications that it links to (link specification v1.0).
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
  const document = visit(
    {
      kind: Kind.DOCUMENT,
      definitions: own.filter((definition) => !isTypeDefinitionNode(definition) || !isHidden(definition)),
    },
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
  return buildASTSchema(
    { ...document, definitions: [...document.definitions, ...(knowsDefer ? [] : DEFER)] },
    { assumeValidSDL: true },
  );
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
