import { type ConstDirectiveNode, type DocumentNode, parse } from 'graphql';
import type { SubgraphSource } from './composeSupergraph.ts';
import { CONTRACT } from './contractDirectives.ts';
import {
  FEDERATION,
  findLikeness,
  type GuardedDirective,
  nameGuarded,
  nameGuardedOfSupergraph,
} from './guardedDirectives.ts';
import { readArguments, readSchemaDirectives, readSubgraphLinks } from './links.ts';
import { listElements } from './schemaElements.ts';

/**
 * Finds what composition would drop without a word though somebody relies on it: rules and the contract's
 * directives that a subgraph only seems to use, because it declares them itself, imports them from elsewhere, is of
 * a version of Federation that has none, 1 among them, or does not have them composed.
 * @returns a line for each fault, beginning with subgraph and coordinate.
 */
export function findLookAlikes({ name: subgraph, sdl }: SubgraphSource): readonly string[] {
  const document = parse(sdl);
  const guarded = nameGuarded(document);
  const composed = readComposed(document);
  return listElements(document).flatMap(({ coordinate, directives }) =>
    directives.flatMap(({ name: { value: written } }) => {
      const known = guarded.get(written);
      if (known !== undefined) {
        return known.identity !== CONTRACT || composed.has(`@${written}`)
          ? []
          : [
              `${subgraph} ${coordinate}: @${written} is dropped without @composeDirective(name: "@${written}").`,
            ];
      }
      const meant = findLikeness(written);
      return meant === undefined
        ? []
        : [
            `${subgraph} ${coordinate}: @${written} protects nothing: import @${meant.name} from ${sourceOf(meant)}.`,
          ];
    }),
  );
}

function sourceOf({ sinceMinor }: GuardedDirective): string {
  return sinceMinor === undefined ? `${CONTRACT}/v1.1` : `${FEDERATION}/v2.${sinceMinor} or a later one`;
}

/** What a subgraph names by `@composeDirective`, each with its `@`. */
function readComposed(document: DocumentNode): ReadonlySet<unknown> {
  const federation = readSubgraphLinks(document).find(({ identity }) => identity === FEDERATION);
  const composeDirective = federation?.nameOf('composeDirective');
  return new Set(
    readSchemaDirectives(document)
      .filter(({ name }) => name.value === composeDirective)
      .map((directive) => readArguments(directive).name),
  );
}

/**
 * Finds what subgraphs say by guarded directives and their supergraph does not, though it has the element: because
 * they contradict one another, or say it where composition does not look, such as at an external field.
 * @returns a line for each fault, beginning with subgraph and coordinate.
 */
export function findLost(subgraphs: readonly SubgraphSource[], supergraphSdl: string): readonly string[] {
  const supergraph = parse(supergraphSdl);
  const kept = indexStatements(supergraph, nameGuardedOfSupergraph(supergraph));
  return subgraphs.flatMap(({ name: subgraph, sdl }) => {
    const document = parse(sdl);
    const said = indexStatements(document, nameGuarded(document));
    return [...said].flatMap(([coordinate, statements]) => {
      const others = kept.get(coordinate);
      // What is not in the supergraph at all cannot be selected either.
      if (others === undefined) return [];
      return [...statements]
        .filter((statement) => !others.has(statement))
        .map((statement) => `${subgraph} ${coordinate}: ${statement} is lost in composition.`);
    });
  });
}

/** What guarded directives say of each element, under their own names and with their arguments in one form. */
function indexStatements(
  document: DocumentNode,
  guarded: ReadonlyMap<string, GuardedDirective>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>();
  for (const { coordinate, directives } of listElements(document)) {
    const statements = index.get(coordinate) ?? new Set();
    index.set(coordinate, statements);
    for (const directive of directives) {
      const known = guarded.get(directive.name.value);
      if (known !== undefined) statements.add(describeStatement(known, directive));
    }
  }
  return index;
}

/** Of a rule only that there is one: composition joins what several subgraphs ask for. */
function describeStatement({ name, identity }: GuardedDirective, directive: ConstDirectiveNode): string {
  if (identity !== CONTRACT) return `@${name}`;
  const args = Object.entries(readArguments(directive)).sort(([left], [right]) => (left < right ? -1 : 1));
  return args.length === 0 ? `@${name}` : `@${name}(${JSON.stringify(Object.fromEntries(args))})`;
}
