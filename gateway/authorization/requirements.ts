import {
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isUnionType,
  Kind,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { withoutPrototype } from '../coerceVariables.ts';
import type { Condition } from '../response/conditions.ts';
import type { AccessRules } from './accessRules.ts';
import type { AskedSelection } from './askedSelections.ts';
import { type Clause, describeClause, type Rule } from './clauses.ts';

/** What an operation asks of its callers, computed once. */
export interface Requirements {
  /** Every clause that anything in it has, each once; a decision has a bit for each. */
  readonly clauses: readonly Clause[];
  /** The clauses of each protected selection, as indices; a public one has no entry. */
  readonly byField: ReadonlyMap<FieldNode, readonly number[]>;
  /** The selections whose arguments read what a caller may not see, depending on variables. */
  readonly readings: readonly Reading[];
  /** What the arguments of selections read in a call, protected or not, as coordinates. */
  readonly reads: ReadonlyMap<FieldNode, ListReads>;
  /** The clauses of each protected type that a union in it may bring. */
  readonly byMember: ReadonlyMap<string, readonly number[]>;
  /** When each selection that may be denied is asked for: all conditions of one alternative must hold. */
  readonly askedWhen: ReadonlyMap<FieldNode, readonly (readonly Condition[])[]>;
}

export type ListReads = (variables: Readonly<Record<string, unknown>>) => ReadonlySet<string>;

export interface Reading {
  readonly node: FieldNode;
  /** The clauses of what its arguments read in a call, as indices. */
  readonly listNeeded: (variables: Readonly<Record<string, unknown>>) => readonly number[];
}

export function computeRequirements(
  asked: readonly AskedSelection[],
  schema: GraphQLSchema,
  rules: AccessRules,
): Requirements {
  const clauses = new ClauseIndex();
  const byField = new Map<FieldNode, readonly number[]>();
  const byMember = new Map<string, readonly number[]>();
  const readings = new Map<FieldNode, Reading>();
  const reads = new Map<FieldNode, ListReads>();
  for (const selection of asked) {
    const { node, parentName, field } = selection;
    if (byField.has(node) || readings.has(node)) continue;
    const reading = findReading(selection, rules, clauses);
    const needed = [
      ...clauses.indicesOf(rules.ruleFor(parentName, node.name.value)),
      ...(reading.isFixed ? reading.listNeeded({}) : []),
    ];
    if (needed.length > 0) byField.set(node, [...new Set(needed)]);
    if (!reading.isFixed) readings.set(node, { node, listNeeded: reading.listNeeded });
    if (reading.listReads !== undefined) reads.set(node, reading.listReads);
    const returned = getNamedType(field?.type);
    if (!isUnionType(returned)) continue;
    for (const { name } of schema.getPossibleTypes(returned)) {
      const rule = rules.ruleForType(name);
      if (rule.length > 0) byMember.set(name, clauses.indicesOf(rule));
    }
  }
  return {
    clauses: clauses.all,
    byField,
    readings: [...readings.values()],
    reads,
    byMember,
    askedWhen: indexConditions(asked.filter(({ node }) => byField.has(node) || readings.has(node))),
  };
}

class ClauseIndex {
  readonly all: Clause[] = [];
  readonly #indices = new Map<string, number>();

  indicesOf(rule: Rule): readonly number[] {
    return rule.map((clause) => {
      const description = describeClause(clause);
      let index = this.#indices.get(description);
      if (index === undefined) {
        index = this.all.push(clause) - 1;
        this.#indices.set(description, index);
      }
      return index;
    });
  }
}

interface FoundReading {
  readonly isFixed: boolean;
  readonly listNeeded: Reading['listNeeded'];
  /** Undefined where nothing can be read. */
  readonly listReads?: ListReads;
}

/** What the arguments of a selection read: the same in each call where no variable is among them. */
function findReading(
  { node, parentName }: AskedSelection,
  rules: AccessRules,
  clauses: ClauseIndex,
): FoundReading {
  const fieldName = node.name.value;
  const possible = rules.listPossibleReads(parentName, fieldName);
  if (possible.size === 0) return NOTHING_READ;
  const needed = new Map(
    [...possible].map((coordinate) => {
      const [typeName = '', read = ''] = coordinate.split('.');
      return [coordinate, clauses.indicesOf(rules.ruleFor(typeName, read))];
    }),
  );
  const given = node.arguments ?? [];
  const listReads: ListReads = (variables) => {
    const values = Object.fromEntries(
      given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, withoutPrototype(variables))]),
    );
    return rules.listReads(parentName, fieldName, values);
  };
  return {
    isFixed: !given.some(({ value }) => hasVariable(value)),
    listNeeded: (variables) =>
      [...listReads(variables)].flatMap((coordinate) => needed.get(coordinate) ?? []),
    listReads,
  };
}

const NOTHING_READ: FoundReading = { isFixed: true, listNeeded: () => [] };

function hasVariable(value: ValueNode): boolean {
  switch (value.kind) {
    case Kind.VARIABLE:
      return true;
    case Kind.LIST:
      return value.values.some(hasVariable);
    case Kind.OBJECT:
      return value.fields.some((field) => hasVariable(field.value));
    default:
      return false;
  }
}

function indexConditions(asked: readonly AskedSelection[]): Requirements['askedWhen'] {
  const alternatives = Map.groupBy(asked, ({ node }) => node);
  return new Map(
    [...alternatives].map(([node, selections]) => [node, selections.map(({ conditions }) => conditions)]),
  );
}
