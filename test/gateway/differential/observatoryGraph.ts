import { OBSERVATORY_SUBGRAPHS } from '../../secondGraph/observatory.ts';
import { mergeResolvers } from '../../secondGraph/openGraph.ts';
import type { DifferentialGraph } from './differentialGraph.ts';

/** Telescopes and observations, with resolvers written by hand. */
export const OBSERVATORY: DifferentialGraph = {
  name: 'observatory',
  subgraphs: OBSERVATORY_SUBGRAPHS,
  scopes: [
    'observations:read',
    'observations:write',
    'instruments:service',
    'archive:read',
    'archive:referee',
  ],
  texts: ['t1', 't2', 't9', 'o1', 'o3', 'Vega', 'Encke', 'cam-1'],
  merge: (apiSchema) => mergeResolvers(apiSchema, OBSERVATORY_SUBGRAPHS),
};
