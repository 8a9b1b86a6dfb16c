import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { RequiredArguments } from './requiredArguments.ts';
import type { RequiredField } from './standIns.ts';

/** What one of several fetches asks for in place of the one that was planned. */
export interface FetchPart {
  readonly document: DocumentNode;
  readonly requires: readonly QueryPlanSelectionNode[] | undefined;
}

/** Splits an entity fetch over stand-ins, so that in no part two of them claim one name of a representation. */
export function splitEntityFetch(
  node: FetchNode,
  document: DocumentNode,
  required: RequiredArguments,
): readonly FetchPart[] {
  const { requires = [] } = node;
  const rivals = findRivals(requires, required.fields);
  if (rivals.length === 0) return [{ document, requires: node.requires }];
  const groups: { readonly fields: Set<FieldNode>; readonly needs: Set<string> }[] = [];
  for (const { field, typeName } of listEntityFields(document)) {
    const needs = required.findNeeds(node.serviceName, typeName, field.name.value);
    let group = groups.find((one) => !clash(one.needs, needs, rivals));
    if (group === undefined) {
      group = { fields: new Set(), needs: new Set() };
      groups.push(group);
    }
    group.fields.add(field);
    for (const need of needs) group.needs.add(need);
  }
  const claimed = new Set(groups.flatMap(({ needs }) => [...needs]));
  return groups.map(({ fields, needs }) => ({
    document: withoutUnused(keepEntityFields(document, fields)),
    requires: keepNeeded(requires, needs, claimed),
  }));
}

type Rivals = readonly (readonly [string, string])[];

function clash(some: ReadonlySet<string>, others: ReadonlySet<string>, rivals: Rivals): boolean {
  return rivals.some(
    ([one, two]) => (some.has(one) && others.has(two)) || (some.has(two) && others.has(one)),
  );
}

/**
 * The pairs of stand-ins that claim one name of one object. Fragments on different types count as about one
 * object: at worst, a fetch is split that need not have been.
 */
function findRivals(
  selections: readonly QueryPlanSelectionNode[],
  fields: ReadonlyMap<string, RequiredField>,
): Rivals {
  const inner = new Map<string, QueryPlanSelectionNode[]>();
  const walk = (list: readonly QueryPlanSelectionNode[]): void => {
    for (const selection of list) {
      if (selection.kind === 'InlineFragment') walk(selection.selections);
      else inner.set(selection.name, [...(inner.get(selection.name) ?? []), ...(selection.selections ?? [])]);
    }
  };
  walk(selections);
  const standIns = [...inner.keys()].filter((name) => fields.has(name));
  const here = standIns.flatMap((one, index) =>
    standIns
      .slice(index + 1)
      .filter((two) => fields.get(one)?.name === fields.get(two)?.name)
      .map((two): [string, string] => [one, two]),
  );
  return [...here, ...[...inner.values()].flatMap((list) => findRivals(list, fields))];
}

/** The requirements without the stand-ins that only other parts need, and without objects left empty by that. */
function keepNeeded(
  selections: readonly QueryPlanSelectionNode[],
  needs: ReadonlySet<string>,
  claimed: ReadonlySet<string>,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'Field' && claimed.has(selection.name) && !needs.has(selection.name)) return [];
    if (selection.selections === undefined) return [selection];
    const kept = keepNeeded(selection.selections, needs, claimed);
    return kept.length === 0 ? [] : [{ ...selection, selections: kept }];
  });
}

interface EntityField {
  readonly field: FieldNode;
  readonly typeName: string;
}

function listEntityFields(document: DocumentNode): readonly EntityField[] {
  const found: EntityField[] = [];
  const walk = (set: SelectionSetNode, typeName: string): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) found.push({ field: selection, typeName });
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
      }
    }
  };
  mapEntitySelections(document, (set) => {
    walk(set, '');
    return set;
  });
  return found;
}

function keepEntityFields(document: DocumentNode, kept: ReadonlySet<FieldNode>): DocumentNode {
  const keep = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return kept.has(selection) ? [selection] : [];
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      const inner = keep(selection.selectionSet);
      return inner.selections.length === 0 ? [] : [{ ...selection, selectionSet: inner }];
    }),
  });
  return mapEntitySelections(document, keep);
}

/** Replaces what is selected of `_entities`, the only root field of an entity fetch. */
function mapEntitySelections(
  document: DocumentNode,
  map: (set: SelectionSetNode) => SelectionSetNode,
): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) => {
      if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
      const selections = definition.selectionSet.selections.map((selection) =>
        selection.kind === Kind.FIELD && selection.selectionSet !== undefined
          ? { ...selection, selectionSet: map(selection.selectionSet) }
          : selection,
      );
      return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
    }),
  };
}

/** The document without the variables that nothing in it uses any more. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? false : null),
  });
}
