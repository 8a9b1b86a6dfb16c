import type { QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ObjectShape } from '../response/responseShape.ts';
import { fetchedKey, fetchedVariable } from './fetchedNames.ts';

/** The part of an operation that callers with one decision may see. */
export interface PermittedOperation {
  /** Undefined when nothing is left to fetch. */
  readonly plan: QueryPlan | undefined;
  /** Null in the answer, and absent from the plan. */
  readonly denied: ReadonlySet<FieldNode>;
}

/** Plans what is left of an operation without its denied selections. */
export function permitOperation(
  operation: { document: DocumentNode; definition: OperationDefinitionNode; shape: ObjectShape },
  denied: ReadonlySet<FieldNode>,
  schema: GraphQLSchema,
  plan: (document: DocumentNode) => QueryPlan,
): PermittedOperation {
  const isFetched = operation.shape.fields.some(
    ({ value, nodes }) =>
      value.kind !== 'typename' && value.kind !== 'introspection' && nodes.some((node) => !denied.has(node)),
  );
  if (!isFetched) return { plan: undefined, denied };
  return { plan: plan(keepFetched(operation.document, operation.definition, denied, schema)), denied };
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
          if (denied.has(node) || answeredHere) return null;
          if (node.alias === undefined) return undefined;
          return { ...node, alias: { kind: Kind.NAME, value: fetchedKey(node) } };
        },
      },
      Variable: (node) => ({ ...node, name: { kind: Kind.NAME, value: fetchedVariable(node.name.value) } }),
      SelectionSet: {
        // What is left of an object whose every field is denied is whether it is there.
        leave: (node) => (node.selections.length === 0 ? TYPENAME_ONLY : undefined),
      },
    }),
  );
}

const TYPENAME_ONLY: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};
