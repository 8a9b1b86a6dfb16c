import { type RawBuilder, sql } from 'kysely';

/** So many, from the first on, of what belongs to something. */
export interface FirstOf {
  readonly id: string;
  readonly first: number;
}

/** The keys as rows `k (key, id, size)`; `key` is a key's index, by which `byPosition` tells whose a row is. */
export function unnestKeys(keys: readonly FirstOf[]): RawBuilder<unknown> {
  return sql`unnest(${keys.map((_key, index) => index)}::int[], ${keys.map(({ id }) => id)}::text[],
    ${keys.map(({ first }) => first)}::int[]) as k (key, id, size)`;
}
