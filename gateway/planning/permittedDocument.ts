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
import { isIncluded, readConditions } from '../response/conditions.ts';
import type { Alternative } from '../response/responseShape.ts';
import { isLinkedDirective } from '../supergraph/apiSchema.ts';
import type { CompiledOperation } from './compileOperation.ts';
import { fetchedKey, fetchedVariable } from './fetchedNames.ts';
import { dropUnreachable } from './reachableSelections.ts';

/**
 * What is left of an operation without its denied selections, under the names of fetches, for the planner.
 * @param trueConditions decides all `@skip` and `@include`; undefined leaves those that go by variables in place.
 * @returns undefined when nothing is left to fetch.
 */
export function describePermitted(
  { document, definition, shape }: CompiledOperation,
  denied: ReadonlySet<FieldNode>,
  schema: GraphQLSchema,
  trueConditions: ReadonlySet<string> | undefined,
): DocumentNode | undefined {
  const isKept = (node: SelectionNode) =>
    trueConditions === undefined ? readConditions(node) !== 'never' : isIncluded(node, trueConditions);
  const holds = ({ conditions }: Alternative) =>
    trueConditions === undefined ||
    conditions.every(({ variable, expected }) => trueConditions.has(variable) === expected);
  const isFetched = shape.fields.some(
    ({ value, nodes, alternatives }) =>
      value.kind !== 'typename' &&
      value.kind !== 'introspection' &&
      alternatives.some(holds) &&
      nodes.some((node) => !denied.has(node)),
  );
  if (!isFetched) return undefined;
  const kept = keepFetched(
    document,
    definition,
    { denied, isKept, isDecided: trueConditions !== undefined },
    schema,
  );
  return dropUnreachable(kept, schema);
}

interface Kept {
  readonly denied: ReadonlySet<FieldNode>;
  readonly isKept: (node: SelectionNode) => boolean;
  /** Whether no condition is left to decide. */
  readonly isDecided: boolean;
}

/** The document without denied selections and what the gateway answers itself, under the names of fetches. */
function keepFetched(
  document: DocumentNode,
  definition: OperationDefinitionNode,
  { denied, isKept, isDecided }: Kept,
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
          if (denied.has(node) || answeredHere || !isKept(node)) return null;
          if (node.alias === undefined) return undefined;
          return { ...node, alias: { kind: Kind.NAME, value: fetchedKey(node) } };
        },
      },
      InlineFragment: (node) => (isKept(node) ? undefined : null),
      FragmentSpread: (node) => (isKept(node) ? undefined : null),
      // A deferred part comes with the rest; and the planner knows no directives of linked specifications.
      Directive: ({ name }) =>
        name.value === 'defer' ||
        (isDecided && CONDITIONS.has(name.value)) ||
        isLinkedDirective(schema, name.value)
          ? null
          : undefined,
      Variable: (node) => ({ ...node, name: { kind: Kind.NAME, value: fetchedVariable(node.name.value) } }),
      SelectionSet: {
        // What is left of an object whose every field is denied, or left out, is whether it is there.
        leave: (node) => (node.selections.length === 0 ? TYPENAME_ONLY : undefined),
      },
    }),
  );
}

const CONDITIONS: ReadonlySet<string> = new Set(['skip', 'include']);

const TYPENAME_ONLY: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};
