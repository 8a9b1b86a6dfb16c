import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { attach, readResult } from '../program/attach.ts';
import { createLog } from '../program/log.ts';
import { openSubgraphs } from '../program/openSubgraphs.ts';
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
    const socket = await attach(config, { command: 'import', ...request });
    const summary =
      socket === undefined
        ? await importHere(config, request, bar.show)
        : // The program on the other side runs this very code.
          ((await readResult(socket, bar.show)) as ImportSummary);
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

async function importHere(
  config: Config,
  request: ImportRequest,
  show: ShowProgress,
): Promise<ImportSummary> {
  const options = { now: () => new Date(), log: createLog(config.logLevel) };
  const { database, close } = await openSubgraphs(config, ['catalog', 'inventory', 'orders'], options);
  try {
    return await runImport({ database, now: options.now }, request, show);
  } finally {
    await close();
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
