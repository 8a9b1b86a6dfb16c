import { importBooks } from '../../subgraphs/catalog/import/importBooks.ts';
import { readBookFile } from '../../subgraphs/catalog/import/readBookFile.ts';
import { listEditionIds } from '../../subgraphs/catalog/repository.ts';
import { importOrders } from '../../subgraphs/orders/import/importOrders.ts';
import { UsageError } from '../usage.ts';
import type { Progress } from './attach.ts';
import type { ControlRequest } from './control.ts';
import { runSync } from './runSync.ts';
import type { Services } from './services.ts';

export type ImportRequest = { readonly kind: 'books' | 'orders'; readonly path: string };

/** What an import did, in numbers to print, and what it left out. */
export interface ImportSummary {
  readonly counts: Readonly<Record<string, number>>;
  readonly rejected: readonly { readonly place: string; readonly reason: string }[];
}

export function parseImportRequest({ kind, path }: ControlRequest): ImportRequest {
  if ((kind !== 'books' && kind !== 'orders') || typeof path !== 'string') {
    throw new TypeError('An import needs a kind and a path.');
  }
  return { kind, path };
}

/** What an import needs of a program. */
export type ImportServices = Pick<Services, 'database' | 'subgraphs' | 'now'>;

/**
 * Imports, then brings up to date what other subgraphs keep of it.
 * @throws ImportError when the source cannot be read; then nothing has changed.
 * @throws UsageError where the subgraphs that it is for run elsewhere.
 */
export async function runImport(
  services: ImportServices,
  request: ImportRequest,
  onProgress: (progress: Progress) => void,
): Promise<ImportSummary> {
  const summary = await importKind(services, request, onProgress);
  await runSync(services);
  return summary;
}

async function importKind(
  services: ImportServices,
  { kind, path }: ImportRequest,
  onProgress: (progress: Progress) => void,
): Promise<ImportSummary> {
  switch (kind) {
    case 'books':
      requireSubgraphs(services, ['catalog']);
      return runBookImport(services, path, onProgress);
    case 'orders':
      requireSubgraphs(services, ['catalog', 'orders']);
      return runOrderImport(services, path, onProgress);
  }
}

function requireSubgraphs({ subgraphs }: ImportServices, names: readonly string[]): void {
  const missing = names.filter((name) => !subgraphs.has(name));
  if (missing.length === 0) return;
  throw new UsageError(`Served elsewhere: ${missing.join(', ')}. Import where their database is.`);
}

async function runBookImport(
  { database }: Pick<Services, 'database'>,
  path: string,
  onProgress: (progress: Progress) => void,
): Promise<ImportSummary> {
  const source = readBookFile(path);
  const { read, imported, updated, unchanged, rejected } = await importBooks(database.tables(), source, {
    // Reading is quick; storing is what one waits for.
    onProgress: ({ rowsRead, rowsStored }) => onProgress({ done: rowsStored, total: rowsRead }),
  });
  return {
    counts: { read, imported, updated, unchanged, 'left out': rejected.length },
    rejected: rejected.map(({ line, reason }) => ({ place: `line ${line}`, reason })),
  };
}

async function runOrderImport(
  { database, now }: Pick<Services, 'database' | 'now'>,
  folder: string,
  onProgress: (progress: Progress) => void,
): Promise<ImportSummary> {
  const { read, added, present, rejected } = await importOrders(database.tables(), folder, {
    editionIds: await listEditionIds(database.tables()),
    now: now(),
    onProgress: (done, total) => onProgress({ done, total }),
  });
  return {
    counts: { read, imported: added, unchanged: present, 'left out': rejected.length },
    rejected: rejected.map(({ key, reason }) => ({ place: key, reason })),
  };
}
