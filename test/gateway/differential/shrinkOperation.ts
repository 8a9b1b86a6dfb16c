import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql';
import type { GeneratedOperation } from './operationArbitrary.ts';

/** Every operation that is this one less one part, larger parts first, and only those that are still valid. */
export function* shrinkOperation(
  schema: GraphQLSchema,
  { document, variables }: GeneratedOperation,
): Generator<GeneratedOperation> {
  for (const smaller of listSmaller(document)) {
    const pruned = pruneUnused(smaller);
    if (validate(schema, pruned).length === 0)
      yield { document: pruned, variables: keepUsed(pruned, variables) };
  }
  const names = Object.keys(variables);
  for (const name of names) {
    const { [name]: _, ...rest } = variables;
    const isRequired = /!$/.test(findVariableType(document, name) ?? '');
    if (!isRequired) yield { document, variables: rest };
  }
}

function* listSmaller(document: DocumentNode): Generator<DocumentNode> {
  const places: { node: SelectionSetNode; depth: number }[] = [];
  let depth = 0;
  visit(document, {
    SelectionSet: {
      enter: (node) => {
        places.push({ node, depth: depth++ });
      },
      leave: () => {
        depth--;
      },
    },
  });
  for (const { node } of places.sort((left, right) => left.depth - right.depth)) {
    for (const selection of node.selections) {
      if (node.selections.length > 1) yield replace(document, node, without(node, selection));
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        yield replace(document, selection, selection.selectionSet.selections);
      }
    }
  }
  yield* listSimplerFields(document);
}

/** Without an alias, a directive or an argument. */
function* listSimplerFields(document: DocumentNode): Generator<DocumentNode> {
  const candidates: [ASTNode, ASTNode][] = [];
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD) candidates.push(...simplify(node));
      if (node.kind === Kind.INLINE_FRAGMENT || node.kind === Kind.FRAGMENT_SPREAD) {
        if ((node.directives ?? []).length > 0) candidates.push([node, { ...node, directives: [] }]);
      }
      if (node.kind === Kind.VARIABLE_DEFINITION && node.defaultValue !== undefined) {
        const { defaultValue: _, ...bare } = node;
        candidates.push([node, bare]);
      }
    },
  });
  for (const [node, simpler] of candidates) yield replace(document, node, simpler);
}

function simplify(node: FieldNode): [ASTNode, ASTNode][] {
  const { alias, ...unaliased } = node;
  return [
    ...(node.directives ?? []).map((directive): [ASTNode, ASTNode] => [
      node,
      { ...node, directives: node.directives?.filter((one) => one !== directive) ?? [] },
    ]),
    ...(node.arguments ?? []).map((argument): [ASTNode, ASTNode] => [
      node,
      { ...node, arguments: node.arguments?.filter((one) => one !== argument) ?? [] },
    ]),
    ...(alias === undefined ? [] : [[node, unaliased] as [ASTNode, ASTNode]]),
  ];
}

function without(node: SelectionSetNode, selection: unknown): SelectionSetNode {
  return { ...node, selections: node.selections.filter((one) => one !== selection) };
}

function replace(document: DocumentNode, target: ASTNode, by: ASTNode | readonly ASTNode[]): DocumentNode {
  return visit(document, {
    enter(node) {
      if (node === target && !isList(by)) return by;
      if (!isList(by) || node.kind !== Kind.SELECTION_SET || !node.selections.includes(target as never)) {
        return undefined;
      }
      return { ...node, selections: node.selections.flatMap((one) => (one === target ? by : [one])) };
    },
  });
}

function isList(by: ASTNode | readonly ASTNode[]): by is readonly ASTNode[] {
  return Array.isArray(by);
}

/** Drops the fragments and variables that nothing uses any more. */
function pruneUnused(document: DocumentNode): DocumentNode {
  const fragments = new Set<string>();
  const queue: ASTNode[] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    visit(node, {
      FragmentSpread: ({ name }) => {
        if (fragments.has(name.value)) return;
        fragments.add(name.value);
        queue.push(
          ...document.definitions.filter(
            (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name.value,
          ),
        );
      },
    });
  }
  const kept: DocumentNode = {
    ...document,
    definitions: document.definitions.filter(
      (one) => one.kind !== Kind.FRAGMENT_DEFINITION || fragments.has(one.name.value),
    ),
  };
  const used = listUsedVariables(kept);
  return visit(kept, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? false : null),
  });
}

function listUsedVariables(document: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      used.add(name.value);
    },
  });
  return used;
}

function keepUsed(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const used = listUsedVariables(document);
  return Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name)));
}

function findVariableType(document: DocumentNode, name: string): string | undefined {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const found = definition.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    if (found !== undefined) return found.type.kind === Kind.NON_NULL_TYPE ? '!' : '';
  }
  return undefined;
}
