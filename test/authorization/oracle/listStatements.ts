import { type FieldDefinitionNode, getArgumentValues, isInterfaceType, isObjectType } from 'graphql';
import type { Declared } from './mergeSubgraphs.ts';
import type { Oracle } from './oracle.ts';
import type { Selected } from './selectionRules.ts';

/** What a call states of itself by its arguments: nothing at all where it says two things under one name. */
export function listStatements(
  oracle: Oracle,
  selected: readonly Selected[],
  variables: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> | 'contradictory' {
  const stated = new Map<string, string>();
  for (const { type: typeName, node, isAskedFor } of selected) {
    const type = oracle.schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (field === undefined || !isAskedFor) continue;
    const values = getArgumentValues(field, node, variables);
    for (const { name } of field.args) {
      const value = values[name];
      if (typeof value !== 'string') continue;
      for (const as of listNames(oracle, typeName, node.name.value, name)) {
        if (stated.has(as) && stated.get(as) !== value) return 'contradictory';
        stated.set(as, value);
      }
    }
  }
  return stated;
}

function listNames({ types }: Oracle, type: string, field: string, argument: string): readonly string[] {
  const declared = (types.get(type)?.fields.get(field) ?? []) as readonly Declared<FieldDefinitionNode>[];
  return declared.flatMap(({ subgraph, node }) =>
    (node.arguments ?? [])
      .filter(({ name }) => name.value === argument)
      .flatMap((one) => subgraph.find(one, 'stated').map(({ as }) => String(as))),
  );
}
