import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Oracle } from './oracle.ts';
import { allOf, type Rule } from './rule.ts';

/** A field of an operation with the type that it is selected on. */
export interface Selected {
  readonly node: FieldNode;
  readonly type: string;
  readonly rule: Rule;
  /** What its arguments read, as coordinates. */
  readonly reads: readonly string[];
  /** Whether every `@skip` and `@include` around it lets it be, by the variables. */
  readonly isAskedFor: boolean;
  /** The same by literals alone. */
  readonly mayBeAskedFor: boolean;
  /** The response keys around it, joined. */
  readonly around: string;
  /** Whether it is selected on the root itself. */
  readonly isRoot: boolean;
}

/** Every selection of an operation, fragments followed; one in a fragment that is spread twice comes twice. */
export function listSelected(
  oracle: Oracle,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): readonly Selected[] {
  const definition = findDefinition(document);
  const root = oracle.schema.getRootType(definition.operation);
  if (!root) throw new TypeError('The schema has no such root.');
  const selected: Selected[] = [];
  const ruleOf = (type: string, node: FieldNode, reads: readonly string[]): Rule =>
    allOf([
      oracle.rules.ofSelection(type, node.name.value),
      ...reads.map((coordinate) => {
        const [owner = '', field = ''] = coordinate.split('.');
        return oracle.rules.ofSelection(owner, field);
      }),
    ]);
  const walk = (
    set: SelectionSetNode,
    type: string,
    state: { asked: boolean; may: boolean; isRoot: boolean; around: string },
  ) => {
    for (const selection of set.selections) {
      const asked = state.asked && isIncluded(selection, variables);
      const may = state.may && isIncluded(selection, undefined);
      if (selection.kind === Kind.FIELD) {
        const { isRoot, around } = state;
        const reads = oracle.readsOf(type, selection, variables);
        selected.push({
          node: selection,
          type,
          reads,
          rule: ruleOf(type, selection, reads),
          isAskedFor: asked,
          mayBeAskedFor: may,
          isRoot,
          around,
        });
        if (selection.selectionSet === undefined) continue;
        walk(selection.selectionSet, returnedType(oracle.schema, type, selection), {
          asked,
          may,
          isRoot: false,
          around: `${around}.${(selection.alias ?? selection.name).value}`,
        });
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : findFragment(document, selection.name.value);
      walk(fragment.selectionSet, fragment.typeCondition?.name.value ?? type, { ...state, asked, may });
    }
  };
  walk(definition.selectionSet, root.name, { asked: true, may: true, isRoot: true, around: '' });
  return selected;
}

export function findDefinition({ definitions }: DocumentNode): OperationDefinitionNode {
  const found = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (found === undefined) throw new TypeError('The document has no operation.');
  return found;
}

export function findFragment({ definitions }: DocumentNode, name: string) {
  const found = definitions.find(
    (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
  );
  if (found?.kind !== Kind.FRAGMENT_DEFINITION) throw new TypeError(`There is no fragment ${name}.`);
  return found;
}

function returnedType(schema: GraphQLSchema, name: string, node: FieldNode): string {
  const type: GraphQLNamedType | undefined = schema.getType(name);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  if (field === undefined) throw new TypeError(`Nobody declares ${name}.${node.name.value}.`);
  return getNamedType(field.type).name;
}

/** @param variables undefined: only literals decide. */
export function isIncluded(
  { directives = [] }: SelectionNode,
  variables: Readonly<Record<string, unknown>> | undefined,
): boolean {
  return directives.every(({ name, arguments: [argument] = [] }) => {
    const wanted = name.value === 'include';
    if (argument === undefined || (!wanted && name.value !== 'skip')) return true;
    if (argument.value.kind === Kind.VARIABLE && variables === undefined) return true;
    return (valueFromASTUntyped(argument.value, variables) === true) === wanted;
  });
}
