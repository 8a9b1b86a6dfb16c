import type { Declarations } from './declarations.ts';

/** Types whose objects share one space of keys, because an interface of them all has a key. */
export interface Family {
  readonly name: string;
  readonly types: readonly string[];
  /** How many entities there are; number `n` is of type `types[n % types.length]`. */
  readonly size: number;
}

const LEAST_SIZE = 5;

/** The family of each type of entities. */
export function findFamilies(declarations: Declarations): ReadonlyMap<string, Family> {
  const { objectTypes, schemas } = declarations;
  const hasKey = (name: string) =>
    [...schemas.keys()].some((subgraph) => declarations.keys(subgraph, name).length > 0);
  const keyedTypes = new Set(
    [...schemas.values()].flatMap((schema) => Object.keys(schema.getTypeMap())).filter(hasKey),
  );
  const groups: Set<string>[] = [];
  for (const name of keyedTypes) {
    const members = new Set(objectTypes.filter((type) => declarations.isOfType(type, name)));
    for (const other of groups.filter((group) => [...group].some((type) => members.has(type)))) {
      for (const type of other) members.add(type);
      groups.splice(groups.indexOf(other), 1);
    }
    groups.push(members);
  }
  return new Map(
    groups.flatMap((group) => {
      const types = [...group].sort();
      const family = { name: types.join('Or'), types, size: Math.max(LEAST_SIZE, 2 * types.length + 1) };
      return types.map((type) => [type, family] as const);
    }),
  );
}

export function typeOfNumber({ types }: Family, number: number): string {
  const type = types[number % types.length];
  if (type === undefined) throw new RangeError('A family has at least one type.');
  return type;
}
