import { createHash } from 'node:crypto';
import { foldTitle } from '../../foldText.ts';
import type { Format } from '../resolvers.generated.ts';
import { type Book, PRINTED } from './parseBook.ts';

export interface ListedBook {
  readonly line: number;
  readonly book: Book;
}

export interface Rejection {
  readonly line: number;
  readonly reason: string;
}

/** A book with the edition it becomes. */
export interface SettledBook extends ListedBook {
  readonly editionId: string;
  /** Null where the number belongs to another edition of the same volume. */
  readonly isbn13: string | null;
  readonly seriesKey: string;
}

export interface Settlement {
  readonly books: readonly SettledBook[];
  readonly rejected: readonly Rejection[];
}

/** An edition that the catalog has already. */
export interface KnownEdition {
  readonly id: string;
  readonly isbn13: string | null;
  readonly asin: string | null;
  readonly format: Format;
  readonly kind: 'MANGA' | 'LIGHT_NOVEL';
  readonly title_key: string;
  /** In reading order. */
  readonly labels: readonly string[];
}

/**
 * Decides among the books of one file which edition each becomes. An ISBN or ASIN belongs to one volume: the
 * first one listed. Where a digital edition is listed with the ISBN of the printed one, the printed one keeps it.
 * @param books in the order of the file.
 */
export function settleBooks(books: readonly ListedBook[]): Settlement {
  const isbnHolders = new Map<string, ListedBook>();
  const asinHolders = new Map<string, ListedBook>();
  const rejected: Rejection[] = [];
  const kept: ListedBook[] = [];
  for (const listed of books) {
    const { isbn13, asin } = listed.book;
    const isbnHolder = isbn13 === null ? undefined : isbnHolders.get(isbn13);
    const asinHolder = asin === null ? undefined : asinHolders.get(asin);
    if (isbnHolder !== undefined && !mayShareIsbn(listed.book, isbnHolder.book)) {
      rejected.push(rejectNumber(listed, `line ${isbnHolder.line}`));
    } else if (asinHolder !== undefined) {
      rejected.push(rejectNumber(listed, `line ${asinHolder.line}`));
    } else {
      kept.push(listed);
      if (isbn13 !== null && (isbnHolder === undefined || PRINTED.has(listed.book.format))) {
        isbnHolders.set(isbn13, listed);
      }
      if (asin !== null) asinHolders.set(asin, listed);
    }
  }
  const settled = kept.map((listed) => {
    const { isbn13 } = listed.book;
    return settle(listed, isbn13 !== null && isbnHolders.get(isbn13) === listed ? isbn13 : null);
  });
  return { books: settled, rejected };
}

/**
 * The same against what the catalog has: an ISBN or ASIN never leaves the volume that has
 * it. Afterwards no two books become one edition.
 * @param known the editions that have the ISBN or ASIN of any of the books.
 */
export function settleAgainstCatalog(
  books: readonly SettledBook[],
  known: readonly KnownEdition[],
): Settlement {
  const byIsbn = new Map(known.map((edition) => [edition.isbn13, edition]));
  const byAsin = new Map(known.map((edition) => [edition.asin, edition]));
  const lines = new Map<string, number>();
  const rejected: Rejection[] = [];
  const kept: SettledBook[] = [];
  for (const listed of books) {
    const isbnHolder = listed.isbn13 === null ? undefined : byIsbn.get(listed.isbn13);
    if (isbnHolder !== undefined && identifyVolumes(listed.book) !== identifyKnownVolumes(isbnHolder)) {
      rejected.push(rejectNumber(listed, `edition ${isbnHolder.id}`));
      continue;
    }
    const yieldsIsbn =
      isbnHolder !== undefined && PRINTED.has(isbnHolder.format) && !PRINTED.has(listed.book.format);
    const book = yieldsIsbn ? settle(listed, null) : listed;
    const asinHolder = book.book.asin === null ? undefined : byAsin.get(book.book.asin);
    const repeated = lines.get(book.editionId);
    if (asinHolder !== undefined && asinHolder.id !== book.editionId) {
      rejected.push(rejectNumber(book, `edition ${asinHolder.id}`));
    } else if (repeated !== undefined) {
      rejected.push({ line: book.line, reason: `The row repeats the book of line ${repeated}.` });
    } else {
      lines.set(book.editionId, book.line);
      kept.push(book);
    }
  }
  return { books: kept, rejected };
}

function settle({ line, book }: ListedBook, isbn13: string | null): SettledBook {
  return {
    line,
    book,
    isbn13,
    editionId: isbn13 === null ? hashBook(book) : `isbn-${isbn13}`,
    seriesKey: foldTitle(book.title),
  };
}

/** A book without a number is known by where it is sold and what it is. */
function hashBook({ link, title, volumes, format }: Book): string {
  const hash = createHash('sha256').update(JSON.stringify([link, title, volumes.label, format]));
  return `book-${hash.digest('hex').slice(0, 12)}`;
}

function mayShareIsbn(book: Book, holder: Book): boolean {
  return (
    identifyVolumes(book) === identifyVolumes(holder) &&
    PRINTED.has(book.format) !== PRINTED.has(holder.format)
  );
}

/** Equal for two books with the same volumes of the same series inside. */
function identifyVolumes({ title, volumes }: Book): string {
  return JSON.stringify(['LIGHT_NOVEL', foldTitle(title), volumes.contents.map((volume) => volume.label)]);
}

function identifyKnownVolumes({ kind, title_key, labels }: KnownEdition): string {
  return JSON.stringify([kind, title_key, labels]);
}

/** The file has an ASIN in the same column as an ISBN. */
function rejectNumber({ line, book }: ListedBook, holder: string): Rejection {
  return {
    line,
    reason: `isbn must belong to one volume, got ${JSON.stringify(book.isbn13 ?? book.asin)}, which ${holder} has.`,
  };
}
