import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  validate,
} from 'graphql';
import type { Choices } from '../../gateway/differential/choices.ts';
import { generateArguments, type ValueContext } from '../../gateway/differential/generateValues.ts';
import type { GeneratedOperation } from '../../gateway/differential/operationArbitrary.ts';
import type { Oracle } from '../oracle/oracle.ts';
import { pickTarget, type Target, type Trait } from './focusTargets.ts';

/**
 * An operation that goes straight to a field with rules: random ones seldom get far from the root.
 * @returns undefined where none is found at once.
 */
export function focusOperation(
  oracle: Oracle,
  texts: readonly string[],
  choices: Choices,
  trait?: Trait,
): GeneratedOperation | undefined {
  const { schema } = oracle;
  const target = pickTarget(oracle, choices, trait);
  const mutation = schema.getMutationType();
  const isMutation = Boolean(mutation) && choices.percent(10);
  const root = isMutation ? mutation : schema.getQueryType();
  if (target === undefined || !root) return undefined;
  const path = findPath(schema, choices, root.name, target.alsoOn ?? target.type);
  if (path === undefined) return undefined;
  const context: FocusContext = { choices, texts, schema, variables: { definitions: [], values: {} } };
  const selections = path.reduceRight<readonly SelectionNode[]>(
    (inner, step) => wrap(context, step, inner),
    selectTarget(context, target),
  );
  const { definitions, values } = context.variables;
  const operation: GeneratedOperation = {
    variables: values,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: isMutation ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY,
          variableDefinitions: definitions,
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        },
      ],
    },
  };
  return validate(schema, operation.document).length === 0 ? operation : undefined;
}

interface FocusContext extends ValueContext {
  readonly schema: GraphQLSchema;
}

/** From one type to another: by a field, or by a fragment on an overlapping type. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly field: GraphQLField<unknown, unknown> | undefined;
}

const MAX_STEPS = 7;

/** One of the shortest ways, each time another. */
function findPath(
  schema: GraphQLSchema,
  choices: Choices,
  from: string,
  to: string,
): readonly Step[] | undefined {
  const paths = new Map<string, readonly Step[]>([[from, []]]);
  for (const [name, path] of paths) {
    if (name === to) return path;
    if (path.length >= MAX_STEPS) continue;
    const steps = listSteps(schema, name);
    // A random order, and each type is come to by the first way that is found.
    for (const step of steps.map((one) => ({ one, rank: choices.below(1_000) })).sort(byRank)) {
      if (!paths.has(step.one.to)) paths.set(step.one.to, [...path, step.one]);
    }
  }
  return undefined;
}

function byRank(left: { readonly rank: number }, right: { readonly rank: number }): number {
  return left.rank - right.rank;
}

function listSteps(schema: GraphQLSchema, from: string): readonly Step[] {
  const type = schema.getType(from);
  const fields =
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).map((field) => ({ from, field, to: getNamedType(field.type).name }))
      : [];
  return [
    ...fields.filter(({ to }) => !isLeafType(schema.getType(to))),
    ...listOverlapping(schema, type).map((to) => ({ from, to, field: undefined })),
  ];
}

function listOverlapping(schema: GraphQLSchema, type: GraphQLNamedType | undefined): readonly string[] {
  if (isAbstractType(type)) return schema.getPossibleTypes(type).map(({ name }) => name);
  if (!isObjectType(type)) return [];
  return Object.values(schema.getTypeMap())
    .filter((one) => isAbstractType(one) && schema.isSubType(one, type))
    .map(({ name }) => name);
}

function wrap(
  context: FocusContext,
  { from, to, field }: Step,
  inner: readonly SelectionNode[],
): readonly SelectionNode[] {
  const own: SelectionNode =
    field === undefined
      ? {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: to } },
          selectionSet: { kind: Kind.SELECTION_SET, selections: inner },
        }
      : selectField(context, field, inner);
  const sibling = context.choices.percent(25) ? pickLeaf(context, from) : undefined;
  return sibling === undefined ? [own] : [sibling, own];
}

function selectTarget(
  context: FocusContext,
  { type: typeName, field: name, alsoOn }: Target,
): SelectionNode[] {
  const { choices, schema } = context;
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) return [selectTypename()];
  const returned = getNamedType(field.type);
  if (isLeafType(returned)) return [{ ...selectField(context, field, []), ...generateCondition(context) }];
  const inner = pickTwo(context, returned.name);
  if (isAbstractType(returned)) {
    const { name: member } = choices.pick(schema.getPossibleTypes(returned));
    inner.push(fragmentOn(member, [pickLeaf(context, member)]));
  }
  const own = { ...selectField(context, field, inner.slice(0, 1)), ...generateCondition(context) };
  const others = selectField(context, field, inner.slice(1), own);
  // What lies within the two is merged.
  if (alsoOn !== undefined) return [fragmentOn(typeName, [own]), others];
  return choices.percent(30) ? [own, others] : [{ ...own, ...(own.selectionSet && selectionsOf(inner)) }];
}

function generateCondition({ choices, variables }: FocusContext): Pick<FieldNode, 'directives'> {
  if (!choices.percent(20)) return {};
  const name = { kind: Kind.NAME, value: 'isOn' } as const;
  const variable = { kind: Kind.VARIABLE, name } as const;
  const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Boolean' } } as const;
  variables.definitions.push({
    kind: Kind.VARIABLE_DEFINITION,
    variable,
    type: { kind: Kind.NON_NULL_TYPE, type },
  });
  variables.values.isOn = choices.percent(60);
  const argument = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'if' }, value: variable } as const;
  return {
    directives: [
      {
        kind: Kind.DIRECTIVE,
        name: { kind: Kind.NAME, value: choices.pick(['include', 'skip']) },
        arguments: [argument],
      },
    ],
  };
}

/** A node of its own: selections are told apart by their nodes. */
function selectTypename(): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
}

/** @param like gives the arguments and the alias. */
function selectField(
  context: FocusContext,
  field: GraphQLField<unknown, unknown>,
  inner: readonly SelectionNode[],
  like?: FieldNode,
): FieldNode {
  const { choices } = context;
  const args = like === undefined ? generateArguments(context, field.args) : (like.arguments ?? []);
  const alias =
    like === undefined ? (choices.percent(15) ? choices.pick(['a', 'id', 'b']) : undefined) : undefined;
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: field.name },
    ...(alias !== undefined && { alias: { kind: Kind.NAME, value: alias } }),
    ...(like?.alias !== undefined && { alias: like.alias }),
    ...(args.length > 0 && { arguments: args }),
    ...(inner.length > 0 && selectionsOf(inner)),
  };
}

function selectionsOf(selections: readonly SelectionNode[]): Pick<FieldNode, 'selectionSet'> {
  return { selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function fragmentOn(name: string, selections: readonly SelectionNode[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

/** Two that are not the same, so that what lies within one of two selections is not within the other. */
function pickTwo(context: FocusContext, typeName: string): SelectionNode[] {
  const one = pickLeaf(context, typeName);
  const other = [0, 1, 2]
    .map(() => pickLeaf(context, typeName))
    .find(({ name }) => name.value !== one.name.value);
  return [one, other ?? { ...selectTypename(), alias: { kind: Kind.NAME, value: 'c' } }];
}

function pickLeaf({ schema, choices }: FocusContext, typeName: string): FieldNode {
  const type = schema.getType(typeName);
  const leaves =
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).filter(
          ({ type: returned, args }) => isLeafType(getNamedType(returned)) && !args.some(isRequiredArgument),
        )
      : [];
  if (leaves.length === 0 || choices.percent(15)) return selectTypename();
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: choices.pick(leaves).name } };
}
