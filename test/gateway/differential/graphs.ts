import type { DifferentialGraph } from './differentialGraph.ts';
import { LABORATORY } from './laboratoryGraph.ts';
import { MUSEUM } from './museumGraph.ts';
import { OBSERVATORY } from './observatoryGraph.ts';
import { RAILWAY } from './railwayGraph.ts';
import { SHOP } from './shopGraph.ts';

/** What random operations are sent to. */
export const GRAPHS: readonly DifferentialGraph[] = [OBSERVATORY, SHOP, MUSEUM, RAILWAY, LABORATORY];
