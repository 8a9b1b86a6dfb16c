import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { byId, byPosition, groupInKeyOrder, inKeyOrder } from '../batch.ts';
import type { RequestContext } from '../requestContext.ts';
import {
  type CatalogTables,
  type ContributionRow,
  type ContributorRow,
  type EditionRow,
  loadContributions,
  loadContributors,
  loadEditions,
  loadEditionsByIsbn,
  loadReadingLists,
  loadSeries,
  loadVolumeEditions,
  type ReadingStepRow,
  type SeriesRow,
  type VolumeRow,
} from './repository.ts';
import {
  type ContentRow,
  type EditionPageKey,
  loadEditionPages,
  loadEditionsAround,
  loadEditionsWithVolume,
  loadSeriesContents,
  type VolumeNumberKey,
} from './repositoryEditions.ts';
import {
  loadContents,
  loadNextVolumes,
  loadReleasedVolumes,
  loadReleaseFacts,
  loadVolumePages,
  loadVolumes,
  type NextVolumeKey,
  type ReleaseFactsRow,
  type VolumePageKey,
} from './repositoryVolume.ts';

export interface CatalogContext {
  readonly request: RequestContext;
  readonly database: Kysely<CatalogTables>;
  /** The calendar day in UTC by which something is released or still to come. */
  readonly today: string;
  readonly series: DataLoader<string, SeriesRow | undefined>;
  readonly contributors: DataLoader<string, ContributorRow | undefined>;
  /** By series. */
  readonly contributions: DataLoader<string, ContributionRow[]>;
  readonly volumes: DataLoader<string, VolumeRow | undefined>;
  readonly editions: DataLoader<string, EditionRow | undefined>;
  readonly editionsByIsbn: DataLoader<string, EditionRow | undefined>;
  /** By volume. */
  readonly volumeEditions: DataLoader<string, EditionRow[]>;
  /** By edition. */
  readonly contents: DataLoader<string, VolumeRow[]>;
  /** By series; undefined where nothing of it is released. */
  readonly releaseFacts: DataLoader<string, ReleaseFactsRow | undefined>;
  /** By series, in reading order. */
  readonly releasedVolumes: DataLoader<string, VolumeRow[]>;
  /** By series: the list that it is in; empty where it stands alone. */
  readonly readingLists: DataLoader<string, ReadingStepRow[]>;
  /** By series: what all its editions have inside. */
  readonly seriesContents: DataLoader<string, ContentRow[]>;
  /** One row more than asked for where there is more. */
  readonly editionPages: DataLoader<EditionPageKey, EditionRow[], string>;
  /** By volume: alone or among others. */
  readonly editionsAround: DataLoader<string, EditionRow[]>;
  readonly editionsWithVolume: DataLoader<VolumeNumberKey, EditionRow[], string>;
  readonly nextVolumes: DataLoader<NextVolumeKey, VolumeRow | undefined, string>;
  /** One row more than asked for where there is more. */
  readonly volumePages: DataLoader<VolumePageKey, VolumeRow[], string>;
}

/** Each loader answers all of a request's keys in one statement. */
export function createCatalogContext(
  database: Kysely<CatalogTables>,
  request: RequestContext,
): CatalogContext {
  const today = request.now().toISOString().slice(0, 10);
  return {
    request,
    database,
    today,
    series: byId((ids) => loadSeries(database, ids)),
    contributors: byId((ids) => loadContributors(database, ids)),
    contributions: new DataLoader(async (ids) =>
      groupInKeyOrder(ids, await loadContributions(database, ids), (row) => row.series_id),
    ),
    volumes: byId((ids) => loadVolumes(database, ids)),
    editions: byId((ids) => loadEditions(database, ids)),
    editionsByIsbn: new DataLoader(async (isbns) =>
      inKeyOrder(isbns, await loadEditionsByIsbn(database, isbns), (row) => row.isbn13),
    ),
    volumeEditions: new DataLoader(async (ids) =>
      groupInKeyOrder(ids, await loadVolumeEditions(database, ids), (row) => row.volume_id),
    ),
    contents: new DataLoader(async (ids) =>
      groupInKeyOrder(ids, await loadContents(database, ids), (row) => row.edition_id),
    ),
    releaseFacts: new DataLoader(async (ids) =>
      inKeyOrder(ids, await loadReleaseFacts(database, ids, today), (row) => row.series_id),
    ),
    releasedVolumes: new DataLoader(async (ids) =>
      groupInKeyOrder(ids, await loadReleasedVolumes(database, ids, today), (row) => row.series_id),
    ),
    readingLists: new DataLoader(async (ids) =>
      groupInKeyOrder(ids, await loadReadingLists(database, ids), (row) => row.asked),
    ),
    seriesContents: new DataLoader(async (ids) =>
      groupInKeyOrder(ids, await loadSeriesContents(database, ids), (row) => row.series_id),
    ),
    editionPages: byPosition((keys) => loadEditionPages(database, keys)),
    editionsAround: new DataLoader(async (ids) =>
      groupInKeyOrder(ids, await loadEditionsAround(database, ids), (row) => row.inside),
    ),
    editionsWithVolume: byPosition((keys) => loadEditionsWithVolume(database, keys)),
    nextVolumes: new DataLoader(
      async (keys) => {
        const rows = await loadNextVolumes(database, keys);
        return inKeyOrder(keys.map(describeNextVolumeKey), rows, (row) =>
          describeNextVolumeKey({ seriesId: row.series_id, after: row.after }),
        );
      },
      { cacheKeyFn: describeNextVolumeKey },
    ),
    volumePages: byPosition((keys) => loadVolumePages(database, keys)),
  };
}

function describeNextVolumeKey(key: NextVolumeKey): string {
  return JSON.stringify([key.seriesId, key.after]);
}
