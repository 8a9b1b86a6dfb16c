import { importBooks } from '../../subgraphs/catalog/import/importBooks.ts';
import { readBookFile } from '../../subgraphs/catalog/import/readBookFile.ts';
import { listEditionIds } from '../../subgraphs/catalog/repository.ts';
import { importOrders } from '../../subgraphs/orders/import/importOrders.ts';
import type { Progress } from './attach.ts';
import type { ControlRequest } from './control.ts';
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

/** @throws ImportError when the source cannot be read; then nothing has changed. */
export async function runImport(
  services: Pick<Services, 'database' | 'now'>,
  request: ImportRequest,
  onProgress: (progress: Progress) => void,
): Promise<ImportSummary> {
  switch (request.kind) {
    case 'books':
      return runBookImport(services, request.path, onProgress);
    case 'orders':
      return runOrderImport(services, request.path, onProgress);
  }
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
