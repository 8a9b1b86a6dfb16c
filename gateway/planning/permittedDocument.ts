import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { readConditions } from '../response/conditions.ts';
import { isLinkedDirective } from '../supergraph/apiSchema.ts';
import type { CompiledOperation } from './compileOperation.ts';
import { fetchedKey, fetchedVariable } from './fetchedNames.ts';
import { dropUnreachable } from './reachableSelections.ts';

/**
 * What is left of an operation without its denied selections, under the names of fetches, for the planner.
 * @returns undefined when nothing is left to fetch.
 */
export function describePermitted(
  { document, definition, shape }: CompiledOperation,
  denied: ReadonlySet<FieldNode>,
  schema: GraphQLSchema,
): DocumentNode | undefined {
  const isFetched = shape.fields.some(
    ({ value, nodes }) =>
      value.kind !== 'typename' && value.kind !== 'introspection' && nodes.some((node) => !denied.has(node)),
  );
  if (!isFetched) return undefined;
  return dropUnreachable(keepFetched(document, definition, denied, schema), schema);
}

/** The document without denied selections and what the gateway answers itself, under the names of fetches. */
function keepFetched(
  document: DocumentNode,
  definition: OperationDefinitionNode,
  denied: ReadonlySet<FieldNode>,
  schema: GraphQLSchema,
): DocumentNode {
  const typeInfo = new TypeInfo(schema);
  const rootType = schema.getRootType(definition.operation);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      OperationDefinition: {
        enter: (node) => (node === definition ? undefined : null),
      },
      Field: {
        enter: (node) => {
          const answeredHere = typeInfo.getParentType() === rootType && node.name.value.startsWith('__');
          if (denied.has(node) || answeredHere || isNever(node)) return null;
          if (node.alias === undefined) return undefined;
          return { ...node, alias: { kind: Kind.NAME, value: fetchedKey(node) } };
        },
      },
      InlineFragment: (node) => (isNever(node) ? null : undefined),
      FragmentSpread: (node) => (isNever(node) ? null : undefined),
      // A deferred part comes with the rest; and the planner knows no directives of linked specifications.
      Directive: ({ name }) =>
        name.value === 'defer' || isLinkedDirective(schema, name.value) ? null : undefined,
      Variable: (node) => ({ ...node, name: { kind: Kind.NAME, value: fetchedVariable(node.name.value) } }),
      SelectionSet: {
        // What is left of an object whose every field is denied, or never included, is whether it is there.
        leave: (node) => (node.selections.length === 0 ? TYPENAME_ONLY : undefined),
      },
    }),
  );
}

/** The planner would take a selection set that is never included for none, and its field with it. */
function isNever(node: SelectionNode): boolean {
  return readConditions(node) === 'never';
}

const TYPENAME_ONLY: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};
