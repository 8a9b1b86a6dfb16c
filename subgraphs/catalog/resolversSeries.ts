import { parseAge } from '../arguments.ts';
import { createCursors, parsePageSize } from '../connection.ts';
import { isInLanguage } from '../language.ts';
import { describeRuns } from './contentRuns.ts';
import { findReferenced } from './findReferenced.ts';
import { describeFormats } from './formatCoverage.ts';
import type { CatalogContext } from './loaders.ts';
import { findMissingVolumes } from './missingVolumes.ts';
import { describeReadingOrder } from './readingOrder.ts';
import type { SeriesRow } from './repository.ts';
import type { EditionPosition } from './repositoryEditions.ts';
import type { VolumePosition } from './repositoryVolume.ts';
import type {
  MissingVolumesResolvers,
  ReadingStepResolvers,
  SeriesEditionsArgs,
  SeriesResolvers,
} from './resolvers.generated.ts';

/** A series, with what the caller's library has of it where the gateway has asked for that. */
export interface SeriesParent extends SeriesRow {
  readonly libraryEditionIds?: readonly string[];
}

export const seriesResolvers: SeriesResolvers = {
  async __resolveReference(reference, { series }) {
    const row = await series.load(reference.id);
    if (row === undefined) return null;
    return 'libraryEditionIds' in reference
      ? { ...row, libraryEditionIds: reference.libraryEditionIds }
      : row;
  },
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
  ageGuidance: (series, { age }) => ({
    rating: series.age_rating,
    minimumAge: series.minimum_age,
    suitable: age == null ? null : isSuitable(series, parseAge(age)),
    contentNotes: series.content_notes,
  }),
  async readingOrder(series, _args, { readingLists }) {
    return describeReadingOrder(series.id, await readingLists.load(series.id));
  },
  editions: pageEditions,
  async formats(series, { format, language }, { seriesContents }) {
    const formats = describeFormats(await seriesContents.load(series.id));
    return formats.filter(
      (covered) =>
        (format == null || covered.format === format) &&
        (language == null || isInLanguage(covered.language, language)),
    );
  },
  async editionsWithVolume(series, { volume, language }, { editionsWithVolume }) {
    const editions = await editionsWithVolume.load({ seriesId: series.id, number: volume });
    return editions.filter((edition) => language == null || isInLanguage(edition.language, language));
  },
  async missingVolumes({ id, libraryEditionIds }, _args, { releasedVolumes, contents }) {
    // Without it everything would be missing, which may be wrong.
    if (libraryEditionIds === undefined) throw new Error('The library was not asked for.');
    const [released, ...owned] = await Promise.all([
      releasedVolumes.load(id),
      ...libraryEditionIds.map((editionId) => contents.load(editionId)),
    ]);
    const inSeries = owned.flat().filter((volume) => volume.series_id === id);
    return findMissingVolumes(released, inSeries);
  },
  async editionContents(series, _args, { seriesContents }) {
    return describeRuns(await seriesContents.load(series.id));
  },
};

export const readingStepResolvers: ReadingStepResolvers = {
  series: (step, _args, { series }) => findReferenced(series, step.seriesId),
};

export const missingVolumesResolvers: MissingVolumesResolvers = {
  volumes: ({ missing }, { first }) => missing.slice(0, parsePageSize(first)),
};

/** Null where nobody says from which age on. */
function isSuitable({ minimum_age }: SeriesRow, age: number): boolean | null {
  return minimum_age === null ? null : age >= minimum_age;
}

async function pageVolumes(
  series: SeriesRow,
  { first, after }: { first: number; after?: string | null },
  { request, volumePages }: CatalogContext,
) {
  const size = parsePageSize(first);
  const list = JSON.stringify(['volumes', series.id]);
  const cursors = createCursors<VolumePosition>(request.secret, request.caller, list, ['number', 'label']);
  const rows = await volumePages.load({ seriesId: series.id, first: size, after: cursors.parse(after) });
  return cursors.page(rows, size, (volume) => ({ number: volume.number ?? 'Infinity', label: volume.label }));
}

async function pageEditions(
  series: SeriesRow,
  { format, language, first, after }: SeriesEditionsArgs & { first: number },
  { request, editionPages }: CatalogContext,
) {
  const size = parsePageSize(first);
  const list = JSON.stringify(['editions', series.id, format, language]);
  const cursors = createCursors<EditionPosition>(request.secret, request.caller, list, ['number', 'id']);
  const rows = await editionPages.load({
    seriesId: series.id,
    format: format ?? undefined,
    language: language ?? undefined,
    first: size,
    after: cursors.parse(after),
  });
  return cursors.page(rows, size, ({ first_number, id }) => ({ number: first_number ?? 'Infinity', id }));
}
