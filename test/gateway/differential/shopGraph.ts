import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readSubgraphSdl } from '../../../subgraphs/subgraph.ts';
import { createWorldGraph } from './world/worldGraph.ts';

const SUBGRAPHS = new URL('../../../subgraphs/', import.meta.url);
const NAMES = globSync('*/schema.graphql', { cwd: SUBGRAPHS.pathname }).map((path) =>
  basename(dirname(path)),
);

/** The bundled shop's schemas over made-up data: no database. */
export const SHOP = createWorldGraph({
  name: 'shop',
  subgraphs: NAMES.sort().map((name) => ({ name, sdl: readSubgraphSdl(name) })),
  policies: ['full_address', 'reveals_tracking'],
  scopes: [
    'alerts:write',
    'customers:contact',
    'customers:read',
    'library:read',
    'library:write',
    'orders:address',
    'orders:read',
    'orders:tracking',
    'orders:write',
    'profile:read',
    'support:notes',
    'tickets:read',
    'tickets:write',
  ],
});
