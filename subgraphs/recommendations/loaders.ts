import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { groupInKeyOrder } from '../batch.ts';
import type { RequestContext } from '../requestContext.ts';
import {
  findGifts,
  findSimilarSeries,
  type GiftOptions,
  type GiftRow,
  type RecommendationRow,
  type RecommendationsTables,
  type SimilarOptions,
} from './repository.ts';

/** All that this subgraph is given of a series. */
export interface SeriesReference {
  readonly id: string;
}

/** Loaders by series, one for each set of options: all series of a request need one statement for each of these. */
export interface RecommendationsContext {
  readonly request: RequestContext;
  similar(options: SimilarOptions): DataLoader<string, RecommendationRow[]>;
  gifts(options: GiftOptions): DataLoader<string, GiftRow[]>;
}

export function createRecommendationsContext(
  database: Kysely<RecommendationsTables>,
  request: RequestContext,
): RecommendationsContext {
  return {
    request,
    similar: createOnce((options) =>
      bySeries((ids) => findSimilarSeries(database, request.caller, ids, options)),
    ),
    gifts: createOnce((options) => bySeries((ids) => findGifts(database, ids, options))),
  };
}

function createOnce<Options, Loader>(create: (options: Options) => Loader): (options: Options) => Loader {
  const created = new Map<string, Loader>();
  return (options) => {
    const key = JSON.stringify(options);
    const loader = created.get(key) ?? create(options);
    created.set(key, loader);
    return loader;
  };
}

function bySeries<Row extends RecommendationRow>(find: (ids: readonly string[]) => Promise<Row[]>) {
  return new DataLoader<string, Row[]>(async (ids) =>
    groupInKeyOrder(ids, await find(ids), (row) => row.series_id),
  );
}
