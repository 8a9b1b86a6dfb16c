import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import type { Decision } from '../authorization/decide.ts';
import type { CompiledOperation } from '../planning/compileOperation.ts';
import { isIncluded } from '../response/conditions.ts';
import type { AccessedCoordinate } from './access.ts';

/**
 * What of an operation is audited under a decision: its classified coordinates, each given if any selection of it
 * is fetched; of a mutation also its root fields, for what they do; and what arguments read.
 * @param trueConditions the variables of `@skip` and `@include` that are true; what is left out is not asked for.
 * @param variables coerced: what arguments read goes by them.
 */
export function listAudited(
  operation: CompiledOperation,
  decision: Decision,
  trueConditions: ReadonlySet<string>,
  variables: Readonly<Record<string, unknown>>,
): readonly AccessedCoordinate[] {
  const reached = reachSelections(operation, operation.findDenied(decision), trueConditions);
  const audited = new Map<string, AccessedCoordinate>();
  if (operation.kind === 'mutation') {
    for (const { coordinate, isGiven } of listRoots(operation, reached)) {
      audited.set(coordinate, { coordinate, classes: [], outcome: isGiven ? 'given' : 'withheld' });
    }
  }
  for (const { node, coordinate, classes } of operation.classified) {
    if (!reached.given.has(node) && !reached.withheld.has(node)) continue;
    const isGiven = reached.given.has(node) || audited.get(coordinate)?.outcome === 'given';
    audited.set(coordinate, { coordinate, classes, outcome: isGiven ? 'given' : 'withheld' });
  }
  const read = new Map<string, AccessedCoordinate>();
  for (const { node, list } of operation.classifiedReads) {
    const isRead = reached.given.has(node);
    if (!isRead && !reached.withheld.has(node)) continue;
    for (const { coordinate, classes } of list(variables)) {
      const outcome = isRead || read.get(coordinate)?.outcome === 'read' ? 'read' : 'withheld';
      read.set(coordinate, { coordinate, classes, outcome });
    }
  }
  return [...audited.values(), ...read.values()];
}

interface Reached {
  readonly given: ReadonlySet<FieldNode>;
  readonly withheld: ReadonlySet<FieldNode>;
}

/** Which selections a call asks for; one within a denied one is withheld with it. */
function reachSelections(
  { document, definition }: CompiledOperation,
  denied: ReadonlySet<FieldNode>,
  trueConditions: ReadonlySet<string>,
): Reached {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const part of document.definitions) {
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part);
  }
  const given = new Set<FieldNode>();
  const withheld = new Set<FieldNode>();
  // A selection set says the same wherever it is spread; what differs is whether something around it is denied.
  const visited = { given: new Set<SelectionSetNode>(), withheld: new Set<SelectionSetNode>() };
  const visit = (set: SelectionSetNode, isWithheld: boolean) => {
    const before = isWithheld ? visited.withheld : visited.given;
    if (before.has(set)) return;
    before.add(set);
    for (const selection of set.selections) {
      if (!isIncluded(selection, trueConditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const isHere = isWithheld || denied.has(selection);
        (isHere ? withheld : given).add(selection);
        if (selection.selectionSet !== undefined) visit(selection.selectionSet, isHere);
        continue;
      }
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (inner !== undefined) visit(inner.selectionSet, isWithheld);
    }
  };
  visit(definition.selectionSet, false);
  return { given, withheld };
}

function listRoots({ rootTypename, shape }: CompiledOperation, { given }: Reached) {
  return shape.fields
    .filter(({ value }) => value.kind !== 'typename')
    .flatMap(({ nodes }) => nodes)
    .map((node) => ({ coordinate: `${rootTypename}.${node.name.value}`, isGiven: given.has(node) }));
}
