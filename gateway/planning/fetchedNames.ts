import type { FieldNode } from 'graphql';

/**
 * Names in what is fetched. A client's alias may be the name of a field that the planner fetches for itself, as
 * `id: name` is beside the key `id`, and its variable may be the `$representations` of entity fetches: each would
 * take the other's place. Names that begin with two underscores are no schema's, so clients' names move there.
 */
const ALIAS_PREFIX = '__alias_';
/** The names of the planner's own variables begin with these; and one that a subgraph's objects would lose. */
const RESERVED_VARIABLES = ['representations', 'contextualArgument', '__proto__'];
const VARIABLE_PREFIX = '__variable_';

/** The key that a selection's value is fetched under. */
export function fetchedKey({ alias, name }: FieldNode): string {
  return alias === undefined || alias.value === name.value ? name.value : `${ALIAS_PREFIX}${alias.value}`;
}

/** The planner's own alias for a field that types of an abstract one select with different arguments or types. */
const PLANNED_ALIAS = /__alias_\d+$/;

/** The response key that was fetched under this key. */
export function responseKeyOf(key: string): string {
  const planned = key.replace(PLANNED_ALIAS, '');
  return planned.startsWith(ALIAS_PREFIX) ? planned.slice(ALIAS_PREFIX.length) : planned;
}

/** A field of the planner's own schema, which may have no names that begin with two underscores. */
export function standInName(number: number, field: string): string {
  return `_required_${number}_${field}`;
}

/** The name that a client's variable goes by in plans. */
export function fetchedVariable(name: string): string {
  const isReserved = [...RESERVED_VARIABLES, VARIABLE_PREFIX].some((reserved) => name.startsWith(reserved));
  return isReserved ? `${VARIABLE_PREFIX}${name}` : name;
}

/** The client's variable that goes by this name in plans. */
export function clientVariable(name: string): string {
  return name.startsWith(VARIABLE_PREFIX) ? name.slice(VARIABLE_PREFIX.length) : name;
}
