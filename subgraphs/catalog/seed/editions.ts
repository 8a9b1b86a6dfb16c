import type { EditionRow } from '../repository.ts';
import { count, type SampleEdition, type SampleSeries } from './sample.ts';
import { SAMPLE_SERIES } from './series.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** An edition of the sample shop with the numbers of the volumes inside. */
export interface DescribedEdition {
  readonly series: SampleSeries;
  readonly row: EditionRow;
  readonly volumes: readonly number[];
}

/** All editions of the sample shop; release dates that lie ahead are counted from `now`. */
export function describeEditions(now: Date): DescribedEdition[] {
  return SAMPLE_SERIES.flatMap((series) =>
    series.editions.flat().map((edition) => describeEdition(series, edition, now)),
  );
}

export function listVolumes({ volumes }: SampleSeries): readonly number[] {
  return typeof volumes === 'number' ? count(1, volumes) : volumes;
}

function describeEdition(series: SampleSeries, edition: SampleEdition, now: Date): DescribedEdition {
  const [first, last] = edition.volumes;
  const { isbn13, released } = series.facts?.[edition.suffix] ?? {};
  return {
    series,
    volumes: listVolumes(series).filter((volume) => volume >= first && volume <= last),
    row: {
      id: `${series.id}-${edition.suffix}`,
      isbn13: isbn13 ?? null,
      asin: null,
      title: edition.title ?? nameSingle(series, edition),
      series_id: series.id,
      volume_id: first === last ? `${series.id}-${first}` : null,
      first_number: String(first),
      format: edition.format,
      language: edition.language ?? 'en',
      publisher: edition.publisher ?? (edition.language === 'ja' ? series.start[1] : series.publisher),
      release_date:
        typeof released === 'number'
          ? new Date(now.getTime() + released * DAY_MS).toISOString().slice(0, 10)
          : (released ?? null),
    },
  };
}

function nameSingle(series: SampleSeries, { language, volumes: [volume] }: SampleEdition): string {
  const [english, , native] = series.titles;
  if (language === 'ja') return `${native} ${volume}`;
  if (series.volumes === 1) return english;
  return `${english}, ${language === 'de' ? 'Band' : 'Vol.'} ${volume}`;
}
