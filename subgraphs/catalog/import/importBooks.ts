import type { Kysely } from 'kysely';
import type { CatalogTables } from '../repository.ts';
import { parseBooks } from './parseBooks.ts';
import { loadKnownEditions, lockCatalog } from './repository.ts';
import { type ListedBook, type Rejection, settleAgainstCatalog, settleBooks } from './settleBooks.ts';
import { storeBooks } from './storeBooks.ts';

export interface ImportReport {
  /** Rows of the file. Each is counted in exactly one of the others. */
  readonly read: number;
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  /** In the order of the file. */
  readonly rejected: readonly Rejection[];
}

export interface ImportProgress {
  readonly bytesRead: number;
  readonly rowsRead: number;
  readonly rowsStored: number;
}

export interface ImportOptions {
  /** Told after each chunk read and each chunk stored. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/**
 * Takes the light novels of a CSV file into the catalog; see {@link parseBooks} for its layout. All good rows go
 * in, in one transaction; a bad one is left out whole and reported. The same file again changes nothing.
 * @throws ImportError when it is no such file; nothing has changed then.
 */
export async function importBooks(
  database: Kysely<CatalogTables>,
  source: AsyncIterable<Uint8Array>,
  { onProgress = () => {} }: ImportOptions = {},
): Promise<ImportReport> {
  const progress = { bytesRead: 0, rowsRead: 0, rowsStored: 0 };
  const report = () => onProgress({ ...progress });
  // The whole file is read before the transaction begins: which edition keeps an ISBN may depend on a later row,
  // and the embedded database serves nobody else meanwhile.
  const listed: ListedBook[] = [];
  const rejected: Rejection[] = [];
  const counted = countBytes(source, (count) => {
    progress.bytesRead += count;
    report();
  });
  for await (const row of parseBooks(counted)) {
    progress.rowsRead++;
    if ('book' in row) listed.push(row);
    else rejected.push(row);
  }
  report();

  const settled = settleBooks(listed);
  return database.transaction().execute(async (transaction) => {
    await lockCatalog(transaction);
    const known = await loadKnownEditions(transaction, settled.books);
    const { books, rejected: refused } = settleAgainstCatalog(settled.books, known);
    const { added, updated } = await storeBooks(transaction, books, (count) => {
      progress.rowsStored += count;
      report();
    });
    return {
      read: progress.rowsRead,
      imported: added,
      updated,
      unchanged: books.length - added - updated,
      rejected: [...rejected, ...settled.rejected, ...refused].sort((a, b) => a.line - b.line),
    };
  });
}

async function* countBytes(source: AsyncIterable<Uint8Array>, onBytes: (count: number) => void) {
  for await (const bytes of source) {
    yield bytes;
    onBytes(bytes.byteLength);
  }
}
