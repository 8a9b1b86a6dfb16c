import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isCompositeType,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { AccessRules } from './accessRules.ts';
import { type Clause, describeClause } from './clauses.ts';

/** What an operation asks of its callers, computed once. */
export interface Requirements {
  /** Every clause that any field has, each once; a decision has a bit for each. */
  readonly clauses: readonly Clause[];
  /** The clauses of each protected field, as indices; a public field has no entry. */
  readonly byField: ReadonlyMap<FieldNode, readonly number[]>;
}

export function computeRequirements(
  document: DocumentNode,
  definition: OperationDefinitionNode,
  schema: GraphQLSchema,
  rules: AccessRules,
): Requirements {
  const clauses: Clause[] = [];
  const indices = new Map<string, number>();
  const byField = new Map<FieldNode, readonly number[]>();
  const indexOf = (clause: Clause): number => {
    const description = describeClause(clause);
    let index = indices.get(description);
    if (index === undefined) {
      index = clauses.push(clause) - 1;
      indices.set(description, index);
    }
    return index;
  };
  const rootType = schema.getRootType(definition.operation);
  const rootFields: FieldNode[] = [];
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const parent = typeInfo.getParentType();
        if (!isCompositeType(parent)) return;
        if (parent === rootType) rootFields.push(node);
        const rule = rules.ruleFor(parent.name, node.name.value);
        if (rule.length > 0) byField.set(node, rule.map(indexOf));
      },
    }),
  );
  if (definition.operation === OperationTypeNode.MUTATION) {
    // A mutation must not run when a part of its answer is denied: its root fields ask for everything.
    for (const root of rootFields) byField.set(root, [...clauses.keys()]);
  }
  return { clauses, byField };
}
