import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type OpenAudit, openAudit } from '../audit/openAudit.ts';
import { type EraseSummary, runErase } from '../audit/runErase.ts';
import { type Config, readConfig } from '../config.ts';
import { attachOrOpen, readResult } from '../program/attach.ts';
import { createLog } from '../program/log.ts';
import {
  listLocalSubgraphs,
  type OpenOptions,
  type OpenSubgraphs,
  openSubgraphs,
} from '../program/openSubgraphs.ts';
import { UsageError } from '../usage.ts';

const USAGE = 'genkan erase --customer <id> [--yes]';

/** `genkan erase`: removes a customer's personal data from all subgraphs here, and its name from the audit. */
export async function erase(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { customer: { type: 'string' }, yes: { type: 'boolean' } } });
  const { customer: customerId, yes = false } = values;
  if (customerId === undefined || customerId === '') throw new UsageError(USAGE);
  if (!yes) await confirm(customerId);
  const config = readConfig();
  const options = { now: () => new Date(), log: createLog(config.logLevel) };
  const found = await attachOrOpen(config, { command: 'erase', customerId }, () => openHere(config, options));
  const summary =
    'socket' in found
      ? // The program on the other side runs this very code.
        ((await readResult(found.socket, () => {})) as EraseSummary)
      : await eraseHere(found.opened, customerId);
  for (const [subgraph, counts] of Object.entries(summary)) {
    const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
    process.stdout.write(`${subgraph}: ${parts.join(', ')}\n`);
  }
  for (const name of config.subgraphUrls.keys()) {
    process.stderr.write(`not here: ${name}; erase where its database is as well\n`);
  }
}

/** @throws UsageError unless somebody is there and agrees. */
async function confirm(customerId: string): Promise<void> {
  if (!process.stdin.isTTY)
    throw new UsageError(`What is erased cannot be brought back. Say so by --yes. ${USAGE}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Erase all personal data of ${customerId}, for good? Type its id: `);
  terminal.close();
  if (answer.trim() !== customerId) throw new UsageError('Nothing was erased.');
}

interface Opened extends OpenSubgraphs {
  readonly audit: OpenAudit;
}

async function openHere(config: Config, options: OpenOptions): Promise<Opened> {
  const opened = await openSubgraphs(config, listLocalSubgraphs(config), options);
  try {
    return { ...opened, audit: await openAudit(config, opened.database, options) };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function eraseHere({ audit, close, ...opened }: Opened, customerId: string): Promise<EraseSummary> {
  try {
    return await runErase(opened, audit, customerId);
  } finally {
    await audit.close();
    await close();
  }
}
