import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { attachOrOpen, readResult } from '../program/attach.ts';
import { createLog } from '../program/log.ts';
import { listLocalSubgraphs, type OpenSubgraphs, openSubgraphs } from '../program/openSubgraphs.ts';
import { type ImportRequest, type ImportSummary, runImport } from '../program/runImport.ts';
import { UsageError } from '../usage.ts';
import { createProgressBar, type ShowProgress } from './progressBar.ts';

const MAX_REJECTED_SHOWN = 50;

/** `genkan import <books.csv>` or `genkan import --orders <folder>` */
export async function importData(args: string[]): Promise<void> {
  const request = parseRequest(args);
  const config = readConfig();
  const bar = createProgressBar(process.stderr);
  try {
    const found = await attachOrOpen(config, { command: 'import', ...request }, () =>
      openSubgraphs(config, listLocalSubgraphs(config), { now, log: createLog(config.logLevel) }),
    );
    const summary =
      'socket' in found
        ? // The program on the other side runs this very code.
          ((await readResult(found.socket, bar.show)) as ImportSummary)
        : await importHere(found.opened, request, bar.show);
    bar.end();
    report(summary);
  } finally {
    bar.end();
  }
}

function parseRequest(args: string[]): ImportRequest {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { orders: { type: 'string' } },
  });
  const [books, ...rest] = positionals;
  if (rest.length === 0 && values.orders !== undefined && books === undefined) {
    return { kind: 'orders', path: resolve(values.orders) };
  }
  if (rest.length === 0 && values.orders === undefined && books !== undefined) {
    return { kind: 'books', path: resolve(books) };
  }
  throw new UsageError('genkan import <books.csv>, or genkan import --orders <folder>');
}

const now = () => new Date();

async function importHere(
  opened: OpenSubgraphs,
  request: ImportRequest,
  show: ShowProgress,
): Promise<ImportSummary> {
  try {
    return await runImport({ ...opened, now }, request, show);
  } finally {
    await opened.close();
  }
}

function report({ counts, rejected }: ImportSummary): void {
  const numbers = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`${numbers.join(', ')}\n`);
  for (const { place, reason } of rejected.slice(0, MAX_REJECTED_SHOWN)) {
    process.stderr.write(`left out: ${place}: ${reason}\n`);
  }
  if (rejected.length > MAX_REJECTED_SHOWN) {
    process.stderr.write(`left out: ${rejected.length - MAX_REJECTED_SHOWN} more\n`);
  }
}
