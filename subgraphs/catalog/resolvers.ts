import { parseEditionId } from '../arguments.ts';
import { createCursors, parsePageSize } from '../connection.ts';
import { subgraphError } from '../errors.ts';
import { isInLanguage } from '../language.ts';
import { parseEditionIds, parseName } from './arguments.ts';
import { findReferenced } from './findReferenced.ts';
import { findUpcomingEditions, type ReleasePosition } from './repositorySearch.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { missingVolumesResolvers, readingStepResolvers, seriesResolvers } from './resolversSeries.ts';
import { describeFacets, findMatchingSeries, searchCatalog } from './search.ts';

export const catalogResolvers: Resolvers = {
  Query: {
    searchCatalog: (_parent, args, context) => searchCatalog(args, context),

    async edition(_parent, { id, isbn13 }, { editions, editionsByIsbn }) {
      if (id != null && isbn13 == null) return (await editions.load(parseEditionId('id', id))) ?? null;
      if (isbn13 != null && id == null) return (await editionsByIsbn.load(isbn13)) ?? null;
      throw subgraphError('INVALID_ARGUMENT', 'Exactly one of "id" and "isbn13" must be given.');
    },

    async editions(_parent, { ids }, { editions }) {
      const found = await Promise.all(parseEditionIds(ids).map((id) => editions.load(id)));
      return found.filter((edition) => edition !== undefined);
    },

    async series(_parent, { match }, { database }) {
      return (await findMatchingSeries(database, parseName('match', match))) ?? null;
    },

    async upcomingReleases(_parent, { series, publisher, first, after }, { database, request, today }) {
      const size = parsePageSize(first);
      parseName('series', series ?? '');
      parseName('publisher', publisher ?? '');
      const list = JSON.stringify(['upcomingReleases', series, publisher]);
      const cursors = createCursors<ReleasePosition>(request.secret, request.caller, list, [
        'release_date',
        'id',
      ]);
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

  Series: seriesResolvers,
  ReadingStep: readingStepResolvers,
  MissingVolumes: missingVolumesResolvers,

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
    async includedIn(volume, { language, first }, { editionsAround }) {
      const size = parsePageSize(first);
      const editions = await editionsAround.load(volume.id);
      return editions
        .filter((edition) => language == null || isInLanguage(edition.language, language))
        .slice(0, size);
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
    volumeCount: async (edition, _args, { contents }) => (await contents.load(edition.id)).length,
    releaseDate: (edition) => edition.release_date,
    preorder: (edition, _args, { today }) => edition.release_date !== null && edition.release_date > today,
  },
};
