import type { Demographic, Format, SeriesKind } from '../../facts.ts';
import type { ContributorRole, SeriesStatus } from '../resolvers.generated.ts';

/** One series of the sample shop. All are read from right to left. */
export interface SampleSeries {
  readonly id: string;
  /** Manga where left out. */
  readonly kind?: SeriesKind;
  readonly titles: readonly [english: string, romaji: string | null, native: string];
  readonly demographic: Demographic | null;
  readonly status: SeriesStatus;
  readonly start: readonly [year: number, originalPublisher: string];
  readonly genres: readonly string[];
  /** The publisher's rating as printed, null where that is not certain; the shop's advice; what may not suit. */
  readonly age: readonly [rating: string | null, minimumAge: number, ...notes: string[]];
  readonly creators: readonly SampleCreator[];
  /** Who publishes it in English. */
  readonly publisher: string;
  /** How many there are, numbered from 1, or their numbers. */
  readonly volumes: number | readonly number[];
  readonly editions: readonly (readonly SampleEdition[])[];
  /** What is known of single editions, by suffix. */
  readonly facts?: Readonly<Record<string, EditionFacts>>;
}

export interface SampleCreator {
  readonly name: string;
  readonly nativeName: string | null;
  readonly role: ContributorRole;
}

/** Its id is the series' id, a hyphen and `suffix`. */
export interface SampleEdition {
  readonly suffix: string;
  /** The series' own where left out. */
  readonly title?: string;
  readonly format: Format;
  /** The first and the last volume inside. */
  readonly volumes: readonly [first: number, last: number];
  /** English where left out. */
  readonly language?: 'ja' | 'de';
  /** The series' own for that language where left out. */
  readonly publisher?: string;
}

interface EditionFacts {
  readonly isbn13?: string;
  /** A calendar date, or days from the day of seeding; unknown where left out. */
  readonly released?: string | number;
}

export const by = (name: string, nativeName: string | null): SampleCreator => ({
  name,
  nativeName,
  role: 'STORY_AND_ART',
});
export const story = (name: string, nativeName: string | null): SampleCreator => ({
  name,
  nativeName,
  role: 'STORY',
});
export const art = (name: string, nativeName: string | null): SampleCreator => ({
  name,
  nativeName,
  role: 'ART',
});
export const illustration = (name: string, nativeName: string | null): SampleCreator => ({
  name,
  nativeName,
  role: 'ILLUSTRATION',
});

/** Volumes by themselves, from the first to the last number. */
export function singles(first: number, last: number, options: SingleOptions = {}): SampleEdition[] {
  const { format = 'PAPERBACK', ...rest } = options;
  return count(first, last).map((volume) => ({
    suffix: `${volume}-${format.toLowerCase()}${rest.language === undefined ? '' : `-${rest.language}`}`,
    format,
    volumes: [volume, volume],
    ...rest,
  }));
}

interface SingleOptions {
  readonly format?: 'PAPERBACK' | 'HARDCOVER' | 'DIGITAL';
  readonly language?: 'ja' | 'de';
  readonly publisher?: string;
}

/** Several volumes in one book, `size` in each but perhaps the last. */
export function collected(
  format: 'OMNIBUS' | 'DELUXE',
  title: string,
  size: number,
  last: number,
  publisher?: string,
): SampleEdition[] {
  return count(1, Math.ceil(last / size)).map((book) => {
    const volumes = [(book - 1) * size + 1, Math.min(book * size, last)] as const;
    const range = volumes[0] === volumes[1] ? `${volumes[0]}` : volumes.join('-');
    return {
      suffix: `${range}-${format.toLowerCase()}`,
      title: `${title}, Vol${range.includes('-') ? 's' : ''}. ${range}`,
      format,
      volumes,
      ...(publisher !== undefined && { publisher }),
    };
  });
}

/** One edition with several volumes, named by itself. */
export function together(
  format: 'BOX_SET' | 'OMNIBUS' | 'DELUXE',
  suffix: string,
  title: string,
  volumes: readonly [first: number, last: number],
): SampleEdition[] {
  return [{ suffix, title, format, volumes }];
}

export function count(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_number, index) => first + index);
}
