import { createCursors, parsePageSize } from '../connection.ts';
import { subgraphError } from '../errors.ts';
import type { CatalogContext } from './loaders.ts';
import type { SeriesRow } from './repository.ts';
import { findUpcomingEditions, type ReleasePosition } from './repositorySearch.ts';
import type { VolumePosition } from './repositoryVolume.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { describeFacets, findMatchingSeries, searchCatalog } from './search.ts';
import { checkLength } from './searchTerms.ts';

export const catalogResolvers: Resolvers = {
  Query: {
    searchCatalog: (_parent, args, context) => searchCatalog(args, context),

    async edition(_parent, { id, isbn13 }, { editions, editionsByIsbn }) {
      if (id != null && isbn13 == null) return (await editions.load(id)) ?? null;
      if (isbn13 != null && id == null) return (await editionsByIsbn.load(isbn13)) ?? null;
      throw subgraphError('INVALID_ARGUMENT', 'Exactly one of "id" and "isbn13" must be given.');
    },

    async series(_parent, { match }, { database }) {
      checkLength('match', match);
      return (await findMatchingSeries(database, match)) ?? null;
    },

    async upcomingReleases(_parent, { series, publisher, first, after }, { database, request, today }) {
      const size = parsePageSize(first);
      checkLength('series', series ?? '');
      checkLength('publisher', publisher ?? '');
      const list = JSON.stringify(['upcomingReleases', series, publisher]);
      const cursors = createCursors<ReleasePosition>(request.secret, request.caller, list);
      const position = cursors.parse(after);
      const found = series == null ? undefined : await findMatchingSeries(database, series);
      // A series that nobody knows has no releases; it must not mean every series.
      if (series != null && found === undefined) return cursors.page([], size, (row) => row);
      const rows = await findUpcomingEditions(database, {
        seriesId: found?.id,
        publisher: publisher ?? undefined,
        today,
        limit: size + 1,
        after: position,
      });
      return cursors.page(rows, size, ({ release_date, id }) => ({ release_date, id }));
    },
  },

  CatalogSearch: {
    facets: (page, _args, context) => describeFacets(page, context),
  },

  Series: {
    __resolveReference: async (reference, { series }) => (await series.load(reference.id)) ?? null,
    titles: (series) => ({
      english: series.title_english,
      romaji: series.title_romaji,
      native: series.title_native,
    }),
    ageRating: (series) => series.age_rating,
    readingDirection: (series) => series.reading_direction,
    originalPublisher: (series) => series.original_publisher,
    startYear: (series) => series.start_year,
    contributors: (series, _args, { contributions }) => contributions.load(series.id),
    async releasedVolumes(series, _args, { releaseFacts }) {
      return (await releaseFacts.load(series.id))?.released_volumes ?? 0;
    },
    async latestVolume(series, _args, { releaseFacts, volumes }) {
      const facts = await releaseFacts.load(series.id);
      return facts === undefined ? null : ((await volumes.load(facts.latest_volume_id)) ?? null);
    },
    async nextVolume(series, { after }, { nextVolumes }) {
      return (await nextVolumes.load({ seriesId: series.id, after })) ?? null;
    },
    volumes: pageVolumes,
  },

  Contribution: {
    contributor: (contribution, _args, { contributors }) =>
      findReferenced(contributors, contribution.contributor_id),
  },

  Contributor: {
    __resolveReference: async (reference, { contributors }) =>
      (await contributors.load(reference.id)) ?? null,
    nativeName: (contributor) => contributor.native_name,
  },

  Volume: {
    __resolveReference: async (reference, { volumes }) => (await volumes.load(reference.id)) ?? null,
    series: (volume, _args, { series }) => findReferenced(series, volume.series_id),
    async editions(volume, { format, language }, { volumeEditions }) {
      const editions = await volumeEditions.load(volume.id);
      return editions.filter(
        (edition) =>
          (format == null || edition.format === format) &&
          (language == null || edition.language === language),
      );
    },
  },

  Edition: {
    async __resolveReference(reference, { editions, editionsByIsbn }) {
      if ('id' in reference) return (await editions.load(reference.id)) ?? null;
      return reference.isbn13 == null ? null : ((await editionsByIsbn.load(reference.isbn13)) ?? null);
    },
    series: (edition, _args, { series }) => findReferenced(series, edition.series_id),
    volume: (edition, _args, { volumes }) =>
      edition.volume_id === null ? null : findReferenced(volumes, edition.volume_id),
    contains: (edition, _args, { contents }) => contents.load(edition.id),
    releaseDate: (edition) => edition.release_date,
    preorder: (edition, _args, { today }) => edition.release_date !== null && edition.release_date > today,
  },
};

async function pageVolumes(
  series: SeriesRow,
  { first, after }: { first: number; after?: string | null },
  { request, volumePages }: CatalogContext,
) {
  const size = parsePageSize(first);
  const list = JSON.stringify(['volumes', series.id]);
  const cursors = createCursors<VolumePosition>(request.secret, request.caller, list);
  const rows = await volumePages.load({ seriesId: series.id, first: size, after: cursors.parse(after) });
  return cursors.page(rows, size, (volume) => ({ number: volume.number ?? 'Infinity', label: volume.label }));
}

/** @throws Error where a row that a foreign key promises is gone. */
async function findReferenced<Row>(
  loader: { load(id: string): Promise<Row | undefined> },
  id: string,
): Promise<Row> {
  const row = await loader.load(id);
  if (row === undefined) throw new Error(`No row has the id ${id}, which another refers to.`);
  return row;
}
