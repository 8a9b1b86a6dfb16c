import { type FieldNode, Kind, OperationTypeNode, visit } from 'graphql';
import type { EntityFetch, EntityPart, PlanStep } from './fetchPlan.ts';
import { ENTITIES, parseFetch, printFetch, REPRESENTATIONS } from './subgraphDocument.ts';

/** One request asks for no more parts than this; a larger plan sends several. */
const MAX_PARTS = 20;

interface Branch {
  /** Undefined where the branch begins with anything else. */
  readonly head: EntityFetch | undefined;
  readonly rest: readonly PlanStep[];
  readonly whole: PlanStep;
}

/**
 * Makes one request of the entity fetches to one subgraph that branches of a parallel step begin with; what
 * follows them goes on side by side.
 */
export function mergeEntityFetches(branches: readonly PlanStep[]): PlanStep[] {
  const merged: PlanStep[] = [];
  const bySubgraph = new Map<string, Branch[]>();
  for (const branch of branches.map(splitBranch)) {
    if (branch.head === undefined) {
      merged.push(branch.whole);
      continue;
    }
    const same = bySubgraph.get(branch.head.subgraph) ?? [];
    if (same.length < MAX_PARTS) bySubgraph.set(branch.head.subgraph, [...same, branch]);
    else merged.push(branch.whole);
  }
  for (const same of bySubgraph.values()) {
    const [first] = same;
    if (same.length === 1 && first !== undefined) merged.push(first.whole);
    else merged.push(joinBranches(same));
  }
  return merged;
}

function splitBranch(whole: PlanStep): Branch {
  const [head, ...rest] = whole.kind === 'sequence' ? whole.steps : [whole];
  const canMerge = head?.kind === 'entities' && head.parts.every(({ contexts }) => contexts.length === 0);
  return { head: canMerge ? head : undefined, rest, whole };
}

function joinBranches(branches: readonly Branch[]): PlanStep {
  const head = mergeFetches(branches.flatMap((branch) => branch.head ?? []));
  const rests = branches
    .filter(({ rest }) => rest.length > 0)
    .map(
      ({ rest }): PlanStep =>
        rest.length === 1 && rest[0] !== undefined ? rest[0] : { kind: 'sequence', steps: rest },
    );
  const following = mergeEntityFetches(rests);
  const [only] = following;
  if (only === undefined) return head;
  return {
    kind: 'sequence',
    steps: [head, following.length === 1 ? only : { kind: 'parallel', steps: following }],
  };
}

function mergeFetches(fetches: readonly EntityFetch[]): EntityFetch {
  const parts = fetches.flatMap((fetch) => fetch.parts);
  const renamed = parts.map((part, index) => renamePart(part, index));
  const variables = new Map(parts.flatMap(({ alone }) => alone.variables).map((pick) => [pick.name, pick]));
  return {
    kind: 'entities',
    subgraph: fetches[0]?.subgraph ?? '',
    parts: renamed.map(({ part }) => part),
    variables: [...variables.values()],
    document: printFetch({
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.QUERY,
      variableDefinitions: [
        ...new Map(
          renamed
            .flatMap(({ definition }) => definition.variableDefinitions ?? [])
            .map((definition) => [definition.variable.name.value, definition]),
        ).values(),
      ],
      selectionSet: {
        kind: Kind.SELECTION_SET,
        selections: renamed.flatMap(({ definition }) => definition.selectionSet.selections),
      },
    }),
  };
}

/** A part under names of its own, which no client's variable has (see fetchedNames.ts). */
function renamePart(part: EntityPart, index: number) {
  const responseKey = `${ENTITIES}_${index}`;
  const representationsVariable = `${REPRESENTATIONS}_${index}`;
  const definition = visit(parseFetch(part.alone.document), {
    Variable: (node) =>
      node.name.value === REPRESENTATIONS
        ? { ...node, name: { kind: Kind.NAME, value: representationsVariable } }
        : undefined,
    Field: (node): FieldNode | undefined =>
      node.name.value === ENTITIES ? { ...node, alias: { kind: Kind.NAME, value: responseKey } } : undefined,
  });
  return { definition, part: { ...part, responseKey, representationsVariable } };
}
