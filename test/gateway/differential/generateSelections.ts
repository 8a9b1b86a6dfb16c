import {
  type ArgumentNode,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { generateArguments, generateCondition, type ValueContext } from './generateValues.ts';

export interface SelectionContext extends ValueContext {
  readonly schema: GraphQLSchema;
  readonly fragments: FragmentDefinitionNode[];
  /** How many selections may still be made. */
  budget: number;
  /** What stands under each response key of each place: two selections there have to merge. */
  readonly taken: Map<string, TakenKey[]>;
}

interface TakenKey {
  readonly parent: GraphQLCompositeType;
  readonly signature: string;
  readonly type: string;
  readonly node: FieldNode;
}

/** Where a selection set stands. */
interface Place {
  readonly parent: GraphQLCompositeType;
  /** Response keys from the root, joined. */
  readonly path: string;
  readonly depth: number;
  /** Lists around it: an answer must not grow beyond all measure. */
  readonly lists: number;
}

const MAX_DEPTH = 7;
const MAX_LISTS = 3;
const NASTY_ALIASES = [
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'a',
  'b',
  'c',
  'id',
  'name',
  'data',
];

export function generateRoot(context: SelectionContext, root: GraphQLObjectType): SelectionSetNode {
  return generateSelectionSet(context, { parent: root, path: '', depth: 0, lists: 0 });
}

function generateSelectionSet(context: SelectionContext, place: Place): SelectionSetNode {
  const count = 1 + context.choices.below(place.depth === 0 ? 4 : 5);
  const selections: SelectionNode[] = [];
  for (let index = 0; index < count; index++) {
    if (index > 0 && context.budget <= 0) break;
    context.budget--;
    selections.push(generateSelection(context, place, selections));
  }
  return { kind: Kind.SELECTION_SET, selections };
}

function generateSelection(
  context: SelectionContext,
  place: Place,
  before: readonly SelectionNode[],
): SelectionNode {
  const roll = context.choices.below(100);
  // Of a union, only fragments say anything.
  const fragments = isUnionType(place.parent) ? 55 : 14;
  if (roll < fragments && context.budget > 0) return generateInlineFragment(context, place);
  if (roll < fragments + 7 && context.budget > 0) return generateSpread(context, place);
  if (roll < fragments + 15) return repeatField(context, place, before) ?? generateField(context, place);
  return generateField(context, place);
}

function generateField(context: SelectionContext, place: Place): FieldNode {
  const { choices } = context;
  const fields = isUnionType(place.parent) ? [] : Object.values(place.parent.getFields());
  const possible = fields.filter((field) => isWithinReach(context, place, field));
  if (possible.length === 0 || choices.percent(6)) return finishField(context, place, TYPENAME, []);
  const field = choices.pick(possible);
  return finishField(context, place, field, generateArguments(context, field.args));
}

/** Deep down, only what needs no more selections. */
function isWithinReach(
  context: SelectionContext,
  { depth, lists }: Place,
  field: GraphQLField<unknown, unknown>,
): boolean {
  if (!isCompositeType(getNamedType(field.type))) return true;
  return depth < MAX_DEPTH && lists + countLists(field) <= MAX_LISTS && context.budget > 0;
}

function countLists({ type }: { readonly type: GraphQLField<unknown, unknown>['type'] }): number {
  return String(type).split('[').length - 1;
}

type Selectable = Pick<GraphQLField<unknown, unknown>, 'name' | 'type'>;
const TYPENAME: Selectable = { name: '__typename', type: new GraphQLNonNull(GraphQLString) };

function finishField(
  context: SelectionContext,
  place: Place,
  field: Selectable,
  args: readonly ArgumentNode[],
): FieldNode {
  const bare: FieldNode = {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: field.name },
    ...(args.length > 0 && { arguments: args }),
  };
  const alias = chooseAlias(context, place, field, bare);
  const node: FieldNode = {
    ...bare,
    ...(alias !== field.name && { alias: { kind: Kind.NAME, value: alias } }),
    ...generateDirectives(context),
  };
  const key = `${place.path}.${alias}`;
  context.taken.set(key, [...(context.taken.get(key) ?? []), describeTaken(place, field, node)]);
  return withSelections(context, place, field, node, key);
}

function withSelections(
  context: SelectionContext,
  place: Place,
  field: Selectable,
  node: FieldNode,
  path: string,
): FieldNode {
  const parent = getNamedType(field.type);
  if (field.name === '__typename' || !isCompositeType(parent)) return node;
  const inner = { parent, path, depth: place.depth + 1, lists: place.lists + countLists(field) };
  return { ...node, selectionSet: generateSelectionSet(context, inner) };
}

function describeTaken(place: Place, field: Selectable, node: FieldNode): TakenKey {
  const signature = `${field.name}${(node.arguments ?? []).map(print).sort().join()}`;
  const { type } = field;
  const shape = isCompositeType(getNamedType(type)) ? String(type).replace(/\w+/, '') : String(type);
  return { parent: place.parent, signature, type: shape, node };
}

/** A key under which the field merges with all that is there (GraphQL specification, section 5.3.2). */
function chooseAlias(context: SelectionContext, place: Place, field: Selectable, bare: FieldNode): string {
  const { choices, taken } = context;
  const own = describeTaken(place, field, bare);
  const merges = (alias: string) =>
    (taken.get(`${place.path}.${alias}`) ?? []).every(
      (other) =>
        other.type === own.type &&
        (other.signature === own.signature ||
          (isObjectType(other.parent) && isObjectType(place.parent) && other.parent !== place.parent)),
    );
  const others = isUnionType(place.parent) ? [] : Object.keys(place.parent.getFields());
  const wanted = choices.percent(25) ? choices.pick([...NASTY_ALIASES, ...others]) : field.name;
  const alias = [wanted, field.name].find(merges);
  return alias ?? `key${taken.size}`;
}

/** The same field with the same arguments once more, whose selections have to be merged. */
function repeatField(
  context: SelectionContext,
  place: Place,
  before: readonly SelectionNode[],
): FieldNode | undefined {
  const fields = before.filter((selection) => selection.kind === Kind.FIELD);
  if (fields.length === 0 || isUnionType(place.parent)) return undefined;
  const { selectionSet: _, directives: __, ...bare } = context.choices.pick(fields);
  const field = place.parent.getFields()[bare.name.value];
  if (field === undefined || !isWithinReach(context, place, field)) return undefined;
  const node = { ...bare, ...generateDirectives(context) };
  return withSelections(context, place, field, node, `${place.path}.${(bare.alias ?? bare.name).value}`);
}

function generateInlineFragment(context: SelectionContext, place: Place): SelectionNode {
  const condition = context.choices.percent(15) ? undefined : pickTypeCondition(context, place.parent);
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(condition !== undefined && { typeCondition: namedType(condition) }),
    ...generateDirectives(context),
    selectionSet: generateSelectionSet(context, { ...place, parent: condition ?? place.parent }),
  };
}

/** A new fragment, or one that is spread elsewhere already. */
function generateSpread(context: SelectionContext, place: Place): SelectionNode {
  const { choices, fragments } = context;
  const known = fragments.filter((fragment) =>
    possibleConditions(context, place.parent).some(({ name }) => name === fragment.typeCondition.name.value),
  );
  if (known.length > 0 && place.lists === 0 && choices.percent(40)) {
    return spread(context, choices.pick(known).name.value);
  }
  const condition = pickTypeCondition(context, place.parent);
  const selectionSet = generateSelectionSet(context, { ...place, parent: condition });
  const name = `Fragment${fragments.length}`;
  fragments.push({
    kind: Kind.FRAGMENT_DEFINITION,
    name: { kind: Kind.NAME, value: name },
    typeCondition: namedType(condition),
    selectionSet,
  });
  return spread(context, name);
}

function spread(context: SelectionContext, name: string): SelectionNode {
  return {
    kind: Kind.FRAGMENT_SPREAD,
    name: { kind: Kind.NAME, value: name },
    ...generateDirectives(context),
  };
}

function namedType({ name }: GraphQLCompositeType) {
  return { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: name } };
}

function pickTypeCondition(context: SelectionContext, parent: GraphQLCompositeType): GraphQLCompositeType {
  return context.choices.pick(possibleConditions(context, parent));
}

/** Every type that some object here may be of. */
function possibleConditions({ schema }: SelectionContext, parent: GraphQLCompositeType) {
  const objects = new Set(possibleTypes(schema, parent));
  return Object.values(schema.getTypeMap())
    .filter(isCompositeType)
    .filter(
      (type) => !type.name.startsWith('__') && possibleTypes(schema, type).some((one) => objects.has(one)),
    );
}

function possibleTypes(schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLObjectType[] {
  return isObjectType(type) ? [type] : schema.getPossibleTypes(type);
}

function generateDirectives(context: SelectionContext): { directives?: readonly DirectiveNode[] } {
  const names = ['include', 'skip'].filter(() => context.choices.percent(7));
  const [argument] = GraphQLIncludeDirective.args;
  if (names.length === 0 || argument === undefined) return {};
  return {
    directives: names.map((name) => ({
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: name },
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: 'if' },
          value: generateCondition(context, argument.type),
        },
      ],
    })),
  };
}
