import { composeServices } from '@apollo/composition';
import { GraphQLError, parse } from 'graphql';
import { consultSubgraphs } from '../oracle/oracle.ts';
import type { SubgraphText } from '../oracle/readSubgraph.ts';
import { type GraphDraft, printSubgraph } from './draft.ts';
import { type NamingStyle, printClause, printHeader } from './namingStyle.ts';
import { annotateSupergraph, type SupergraphNames } from './oldComposer.ts';
import type { PlacedRead } from './placeReads.ts';
import { type Composer, joinClauses, type PlacedRule } from './placeRules.ts';

/** All that a graph is made of. */
export interface GraphRecipe {
  readonly draft: GraphDraft;
  readonly rules: readonly PlacedRule[];
  readonly reads: readonly PlacedRead[];
  /** The arguments by which a call states its reason, as coordinates. */
  readonly statements: readonly string[];
  readonly composer: Composer;
  readonly style: NamingStyle;
  readonly supergraphNames: SupergraphNames;
}

export interface AuthorizedGraph {
  readonly name: string;
  /** As their teams wrote them. */
  readonly subgraphs: readonly SubgraphText[];
  /** The same without any rule. */
  readonly bare: readonly SubgraphText[];
  readonly supergraphSdl: string;
}

/** @returns undefined where the subgraphs do not fit together. */
export function composeGraph(recipe: GraphRecipe): AuthorizedGraph | undefined {
  const bare = printSubgraphs(recipe, []);
  const rules = recipe.composer === 'current' ? passOnRules(recipe) : recipe.rules;
  const subgraphs = rules && printSubgraphs(recipe, rules);
  if (rules === undefined || subgraphs === undefined || bare === undefined) return undefined;
  const composed = compose(recipe.composer === 'current' ? subgraphs : bare);
  const supergraphSdl =
    composed === undefined || recipe.composer === 'current'
      ? composed
      : annotateSupergraph(composed, rules, recipe.supergraphNames);
  if (supergraphSdl === undefined) return undefined;
  return { name: `${recipe.composer} composition`, subgraphs, bare, supergraphSdl };
}

/** Today's composition wants each field to ask for what the fields it is computed from ask for. */
function passOnRules(recipe: GraphRecipe): readonly PlacedRule[] | undefined {
  const subgraphs = printSubgraphs(recipe, recipe.rules);
  if (subgraphs === undefined) return undefined;
  const { rules } = consultSubgraphs(subgraphs);
  const passedOn = recipe.draft.subgraphs.flatMap(({ name: subgraph, types }) =>
    [...types.values()].flatMap((type) =>
      [...type.fields]
        .filter(([, { directives, args }]) =>
          /@(requires|fromContext)\(/.test([...directives, ...args].join()),
        )
        .flatMap(([field]) =>
          rules
            .reachedBy(type.name, field)
            .map((clause) => ({ subgraph, coordinate: `${type.name}.${field}`, clause })),
        ),
    ),
  );
  return [...recipe.rules, ...passedOn];
}

/** @returns undefined where a rule would be too long. */
function printSubgraphs(
  { draft, style, reads, statements }: GraphRecipe,
  rules: readonly PlacedRule[],
): readonly SubgraphText[] | undefined {
  const printed = new Map<string, readonly string[]>();
  for (const { subgraph, coordinate } of rules) {
    const own = rules.filter((one) => one.subgraph === subgraph && one.coordinate === coordinate);
    const joined = joinClauses(own.map(({ clause }) => clause));
    if (joined === undefined) return undefined;
    printed.set(
      `${subgraph} ${coordinate}`,
      joined.map((clause) => printClause(clause, style)),
    );
  }
  const marks = new Map(
    reads.map(({ coordinate, fields }) => [
      coordinate,
      [`@${style.imported.reads}(fields: ${JSON.stringify(fields)})`],
    ]),
  );
  for (const coordinate of statements) {
    marks.set(coordinate, [...(marks.get(coordinate) ?? []), `@${style.imported.stated}(as: "reason")`]);
  }
  const header = printHeader(style, {
    hasRules: rules.length > 0,
    contract: [
      ...(reads.length > 0 ? (['reads'] as const) : []),
      ...(statements.length > 0 ? (['stated'] as const) : []),
    ],
  });
  return draft.subgraphs.map((subgraph) => ({
    name: subgraph.name,
    sdl: printSubgraph(subgraph, header, (coordinate) => [
      ...(printed.get(`${subgraph.name} ${coordinate}`) ?? []),
      ...(marks.get(coordinate) ?? []),
    ]),
  }));
}

/** @returns undefined where they do not fit together. */
export function compose(subgraphs: readonly SubgraphText[]): string | undefined {
  try {
    const { supergraphSdl } = composeServices(
      subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}.test`, typeDefs: parse(sdl) })),
    );
    return supergraphSdl;
  } catch (error) {
    // Composition itself fails on some circles of required fields.
    if (error instanceof RangeError || error instanceof GraphQLError) return undefined;
    throw error;
  }
}
