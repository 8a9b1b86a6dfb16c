import type { Supergraph } from '../../../gateway/supergraph/supergraph.ts';
import { listFieldsTypes, sortedFields } from './reach.ts';
import { compareTexts } from './ways.ts';

/** The scopes and policies that rules name, each with the types and fields that it is declared on, sorted. */
export interface DeclaredNames {
  readonly scopes: ReadonlyMap<string, readonly string[]>;
  readonly policies: ReadonlyMap<string, readonly string[]>;
}

/** Lists what the rules name of whatever clients may select; of what is hidden, where something shown goes by it. */
export function listDeclared({ apiSchema, accessRules }: Supergraph): DeclaredNames {
  const scopes = new Map<string, Set<string>>();
  const policies = new Map<string, Set<string>>();
  const add = (names: Map<string, Set<string>>, name: string, coordinate: string) =>
    names.set(name, (names.get(name) ?? new Set()).add(coordinate));
  for (const [policy, coordinate] of accessRules.policies) add(policies, policy, coordinate);
  const origins = listFieldsTypes(apiSchema).flatMap((type) =>
    sortedFields(type).flatMap((field) => accessRules.originsOf(type.name, field.name)),
  );
  for (const { coordinate, clauses } of origins) {
    for (const clause of clauses) {
      if (clause.kind === 'authenticated') continue;
      const names = clause.kind === 'scopes' ? scopes : policies;
      for (const name of clause.anyOf.flat()) add(names, name, coordinate);
    }
  }
  return { scopes: sortAll(scopes), policies: sortAll(policies) };
}

function sortAll(names: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...names]
      .sort(([left], [right]) => compareTexts(left, right))
      .map(([name, coordinates]) => [name, [...coordinates].sort(compareTexts)]),
  );
}
