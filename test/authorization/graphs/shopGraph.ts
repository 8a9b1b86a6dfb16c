import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readSubgraphSdl } from '../../../subgraphs/subgraph.ts';
import { listVocabulary } from '../oracle/listVocabulary.ts';
import type { GivenGraph } from '../pairs/sceneArbitrary.ts';
import { compose } from './composeGraph.ts';

const SUBGRAPHS = new URL('../../../subgraphs/', import.meta.url);

/** The bundled shop's schemas over made-up data: no database. */
export function describeShop(): GivenGraph {
  const names = globSync('*/schema.graphql', { cwd: SUBGRAPHS.pathname }).map((path) =>
    basename(dirname(path)),
  );
  const subgraphs = names.sort().map((name) => ({ name, sdl: readSubgraphSdl(name) }));
  const supergraphSdl = compose(subgraphs);
  if (supergraphSdl === undefined) throw new TypeError('The shop does not compose.');
  return {
    graph: { name: 'the shop', subgraphs, bare: subgraphs, supergraphSdl },
    vocabulary: listVocabulary(subgraphs),
  };
}
