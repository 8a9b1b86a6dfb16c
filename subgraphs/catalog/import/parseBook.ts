import { foldTitle } from '../../foldText.ts';
import { normalizeIsbn13 } from '../../scalars.ts';
import type { Format } from '../resolvers.generated.ts';
import { type ListedVolumes, parseVolumes } from './parseVolumes.ts';

/** What a book file has of each book, in the order of a file that does not name them. */
export const COLUMNS = ['series', 'link', 'publisher', 'title', 'volume', 'format', 'isbn', 'date'] as const;
export type Column = (typeof COLUMNS)[number];

/** One book as the file has it, checked. */
export interface Book {
  /** The title of the series it belongs to, without the volume. */
  readonly title: string;
  readonly volumes: ListedVolumes;
  readonly format: Format;
  readonly isbn13: string | null;
  readonly asin: string | null;
  readonly publisher: string;
  readonly link: string;
  /** A calendar date; null where unknown. */
  readonly releaseDate: string | null;
}

/** Checks one row; the reason of a bad one names the first column at fault, its rule and its value. */
export function parseBook(cellOf: (column: Column) => string): { book: Book } | { reason: string } {
  try {
    const volumes = parseColumn('volume', cellOf, {
      parse: parseVolumes,
      rule: 'must be a number, an ascending range of at most 100 volumes, or a label of up to 20 letters and digits',
    });
    const format = parseColumn('format', cellOf, {
      parse: (text) => FORMATS.get(text.toLowerCase()),
      rule: `must be one of ${[...FORMATS.keys()].join(', ')}`,
    });
    const numbers = parseColumn('isbn', cellOf, {
      parse: parseBookNumber,
      rule: 'must be empty, an ISBN of 13 digits with the right check digit, or an ASIN',
    });
    return {
      book: {
        title: parseColumn('title', cellOf, {
          parse: (text) => (text.length <= 300 && foldTitle(text) !== '' ? text : undefined),
          rule: 'must have a letter or digit, and at most 300 characters',
        }),
        volumes,
        format: PRINTED.has(format) && volumes.contents.length > 1 ? 'OMNIBUS' : format,
        ...numbers,
        publisher: parseColumn('publisher', cellOf, {
          parse: (text) => (text !== '' && text.length <= 200 ? text : undefined),
          rule: 'must have 1 to 200 characters',
        }),
        link: parseColumn('link', cellOf, {
          parse: (text) =>
            /^https?:\/\//.test(text) && text.length <= 2_000 && URL.canParse(text) ? text : undefined,
          rule: 'must be an http or https URL of at most 2000 characters',
        }),
        releaseDate: parseColumn('date', cellOf, {
          parse: (text) => (text === '' ? null : parseDate(text)),
          rule: 'must be empty or a calendar date such as 2026-03-10',
        }),
      },
    };
  } catch (error) {
    if (error instanceof BadValueError) return { reason: error.message };
    throw error;
  }
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['digital', 'DIGITAL'],
  ['paperback', 'PAPERBACK'],
  ['physical', 'PAPERBACK'],
  ['hardcover', 'HARDCOVER'],
  ['hardback', 'HARDCOVER'],
  ['audiobook', 'AUDIOBOOK'],
  ['audio', 'AUDIOBOOK'],
]);

/** Formats that are ink on paper. */
export const PRINTED: ReadonlySet<Format> = new Set<Format>(['PAPERBACK', 'HARDCOVER', 'OMNIBUS']);

class BadValueError extends Error {}

/** White space at the ends goes, and within a value each run of it, line breaks too, becomes one space. */
function parseColumn<Value>(
  column: Column,
  cellOf: (column: Column) => string,
  { parse, rule }: { parse: (text: string) => Value | undefined; rule: string },
): Value {
  const cell = cellOf(column);
  const text = cell.trim().replaceAll(/\s+/g, ' ');
  const value = /\p{Cc}/u.test(text) ? undefined : parse(text);
  if (value === undefined) {
    throw new BadValueError(`${column} ${rule}, got ${JSON.stringify(cell.slice(0, 80))}.`);
  }
  return value;
}

function parseBookNumber(text: string): Pick<Book, 'isbn13' | 'asin'> | undefined {
  if (text === '') return { isbn13: null, asin: null };
  if (/^B0[0-9A-Z]{8}$/.test(text)) return { isbn13: null, asin: text };
  const isbn13 = normalizeIsbn13(text);
  return isbn13 === undefined ? undefined : { isbn13, asin: null };
}

function parseDate(text: string): string | undefined {
  if (!/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}
