import { visit } from 'graphql';
import { readSubgraph, type SubgraphText } from './readSubgraph.ts';

/** The scopes and policies that any rule of the subgraphs names. */
export function listVocabulary(subgraphs: readonly SubgraphText[]): {
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
} {
  const names = { authenticated: new Set<string>(), scopes: new Set<string>(), policies: new Set<string>() };
  for (const { document, ruleOf } of subgraphs.map(readSubgraph)) {
    visit(document, {
      enter(node) {
        if (!('directives' in node)) return;
        for (const clause of ruleOf(node as Parameters<typeof ruleOf>[0])) {
          if (clause.kind === 'authenticated') continue;
          for (const name of clause.anyOf.flat()) names[clause.kind].add(name);
        }
      },
    });
  }
  return { scopes: [...names.scopes].sort(), policies: [...names.policies].sort() };
}
