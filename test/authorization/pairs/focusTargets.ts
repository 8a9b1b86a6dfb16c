import {
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Choices } from '../../gateway/differential/choices.ts';
import type { Oracle } from '../oracle/oracle.ts';

/** A field, or `__typename`, that an operation is to come to. */
export interface Target {
  readonly type: string;
  readonly field: string;
  /** Of an interface's field, a type that it is selected on once more: it may be permitted there. */
  readonly alsoOn?: string;
}

/** In what way a field has to do with rules. */
export type Trait =
  | 'required'
  | 'context'
  | 'interface object'
  | 'overridden'
  | 'interface'
  | 'union'
  | 'member'
  | 'implementer'
  | 'reading'
  | 'merged'
  | 'plain';

/**
 * Picks a field that has to do with rules in one way or another: first the way, for some are rare.
 * @param wanted is the way wherever a graph has it.
 */
export function pickTarget(oracle: Oracle, choices: Choices, wanted?: Trait): Target | undefined {
  const byTrait = new Map<Trait, Target[]>();
  for (const target of listTargets(oracle.schema)) {
    for (const trait of listTraits(oracle, target)) {
      byTrait.set(trait, [...(byTrait.get(trait) ?? []), target]);
    }
    const merged = listMerged(oracle, target);
    if (merged.length > 0) byTrait.set('merged', [...(byTrait.get('merged') ?? []), ...merged]);
  }
  const targets = wanted && byTrait.get(wanted);
  if (targets !== undefined) return choices.pick(targets);
  const traits = [...byTrait.values()];
  return traits.length === 0 ? undefined : choices.pick(choices.pick(traits));
}

function listTargets(schema: GraphQLSchema): readonly Target[] {
  return Object.values(schema.getTypeMap()).flatMap((type): Target[] => {
    if (type.name.startsWith('__')) return [];
    const typename = { type: type.name, field: '__typename' };
    if (isUnionType(type)) return [typename];
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const fields = Object.keys(type.getFields()).map((field) => ({ type: type.name, field }));
    return isInterfaceType(type) ? [typename, ...fields] : fields;
  });
}

function listMerged({ schema, rules }: Oracle, { type: name, field }: Target): readonly Target[] {
  const type = schema.getType(name);
  if (!isInterfaceType(type) || !isCompositeType(getNamedType(type.getFields()[field]?.type))) return [];
  const strict = rules.ofSelection(name, field).length;
  return schema
    .getPossibleTypes(type)
    .filter((one) => rules.ofSelection(one.name, field).length < strict)
    .map((one) => ({ type: name, field, alsoOn: one.name }));
}

function listTraits(oracle: Oracle, { type, field }: Target): readonly Trait[] {
  const { rules, schema, types } = oracle;
  const declared = (types.get(type)?.fields.get(field) ?? []).map((one) => ({
    ...one,
    args: 'arguments' in one.node ? (one.node.arguments ?? []) : [],
  }));
  const reads = declared.some(({ subgraph, args }) =>
    args.some(
      (argument) =>
        subgraph.find(argument, 'reads').length > 0 || /Filter|Tone|Grade/.test(nameOf(argument.type)),
    ),
  );
  if (rules.ofSelection(type, field).length === 0) return reads ? ['reading'] : [];
  const named = schema.getType(type);
  const traits: (Trait | false)[] = [
    declared.some(({ subgraph, node }) => subgraph.find(node, 'requires').length > 0) && 'required',
    declared.some(({ subgraph, args }) =>
      args.some((argument) => subgraph.find(argument, 'fromContext').length > 0),
    ) && 'context',
    declared.some(({ isOfInterfaceObject }) => isOfInterfaceObject) && 'interface object',
    declared.some(({ subgraph, node }) => subgraph.find(node, 'override').length > 0) && 'overridden',
    isInterfaceType(named) && 'interface',
    isUnionType(named) && 'union',
    isInUnion(schema, type) && rules.ofType(type).length > 0 && 'member',
    isObjectType(named) && named.getInterfaces().length > 0 && 'implementer',
    reads && 'reading',
  ];
  const found = traits.filter((trait) => trait !== false);
  return found.length === 0 ? ['plain'] : found;
}

function isInUnion(schema: GraphQLSchema, name: string): boolean {
  return Object.values(schema.getTypeMap()).some(
    (type) => isUnionType(type) && type.getTypes().some((member) => member.name === name),
  );
}

function nameOf(type: { readonly kind: string } & object): string {
  return 'name' in type ? Object(type.name).value : nameOf(Object(type).type);
}
