import { type GraphQLArgument, type ValueNode, valueFromAST } from 'graphql';
import { withoutPrototype } from '../coerceVariables.ts';
import { compileConditions } from '../response/conditions.ts';
import type { AskedSelection } from './askedSelections.ts';

/** What a call's arguments state about it, by name (contract directive `@stated`), such as `{ reason: '…' }`. */
export type Stated = Readonly<Record<string, string>>;

export interface Statement {
  readonly stated: Stated;
  /** One name was stated with two values: the name is left out, and no policy may go by the rest. */
  readonly isContradictory: boolean;
}

/** What an operation can state. */
export interface Statements {
  readonly names: ReadonlySet<string>;
  /** @param variables coerced. */
  read(variables: Readonly<Record<string, unknown>>): Statement;
}

/** Finds, once, which arguments of which selections state something; those of selections left out say nothing. */
export function compileStatements(asked: readonly AskedSelection[]): Statements {
  const readers: Reader[] = [];
  for (const { node, field, conditions } of asked) {
    for (const argument of field?.args ?? []) {
      const name = readStatedName(argument);
      if (name === undefined) continue;
      const value = node.arguments?.find((one) => one.name.value === argument.name)?.value;
      readers.push({ name, holds: compileConditions([conditions]), read: compileValue(argument, value) });
    }
  }
  if (readers.length === 0) return STATES_NOTHING;
  return {
    names: new Set(readers.map(({ name }) => name)),
    read: (variables) => readAll(readers, variables),
  };
}

/** The name under which an argument is stated; undefined for one that is not. */
export function readStatedName({ extensions }: GraphQLArgument): string | undefined {
  return typeof extensions.stated === 'string' ? extensions.stated : undefined;
}

interface Reader {
  readonly name: string;
  readonly holds: (variables: Readonly<Record<string, unknown>>) => boolean;
  readonly read: (variables: Readonly<Record<string, unknown>>) => unknown;
}

const NOTHING: Statement = { stated: {}, isContradictory: false };
const STATES_NOTHING: Statements = { names: new Set(), read: () => NOTHING };

function readAll(readers: readonly Reader[], variables: Readonly<Record<string, unknown>>): Statement {
  const stated = new Map<string, string>();
  const contradicted = new Set<string>();
  for (const { name, holds, read } of readers) {
    const value = holds(variables) ? read(variables) : undefined;
    if (typeof value !== 'string') continue;
    if (stated.has(name) && stated.get(name) !== value) contradicted.add(name);
    stated.set(name, value);
  }
  for (const name of contradicted) stated.delete(name);
  return { stated: Object.fromEntries(stated), isContradictory: contradicted.size > 0 };
}

function compileValue(argument: GraphQLArgument, value: ValueNode | undefined): Reader['read'] {
  return (variables) => {
    const given =
      value === undefined ? undefined : valueFromAST(value, argument.type, withoutPrototype(variables));
    return given === undefined ? argument.defaultValue : given;
  };
}
