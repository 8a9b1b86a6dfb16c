import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { AuditFault } from '../../gateway/audit/verifyChains.ts';
import { type AuditOutcome, type AuditRequest, runAudit } from '../audit/auditRequest.ts';
import { type AuditDatabase, openAuditDatabase } from '../audit/lazyAudit.ts';
import type { ListedEntry } from '../audit/runAudit.ts';
import { readConfig } from '../config.ts';
import { attachOrOpen, readResult } from '../program/attach.ts';
import { createLog } from '../program/log.ts';
import { UsageError } from '../usage.ts';

const USAGE = `genkan audit list [--subject <id>] [--since <time>] [--limit <entries>] [--json]
genkan audit verify [--keys <file>]… [--heads <folder>]… [--json]
genkan audit prune --before <time> [--keys <file>]… [--heads <folder>]…`;

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 100_000;

/**
 * `genkan audit`: lists, verifies or prunes the audit, through the program that has the data folder where one runs.
 * Where it does not verify, it ends with status 1 and the first wrong entry of each chain.
 */
export async function audit(args: string[]): Promise<void> {
  const { request, asJson } = parseRequest(args);
  const config = readConfig();
  const log = createLog(config.logLevel);
  const found = await attachOrOpen(config, { command: 'audit', ...request }, () =>
    openAuditDatabase(config, { now: () => new Date(), log }),
  );
  const outcome =
    'socket' in found
      ? // The program on the other side runs this very code.
        ((await readResult(found.socket, () => {})) as AuditOutcome)
      : await runHere(found.opened, request);
  process.stdout.write(asJson ? `${JSON.stringify(outcome)}\n` : describeOutcome(outcome));
  if (outcome.action === 'verify' && outcome.faults.length > 0) process.exitCode = 1;
}

async function runHere({ audit, close }: AuditDatabase, request: AuditRequest): Promise<AuditOutcome> {
  try {
    return await runAudit(audit, request);
  } finally {
    await close();
  }
}

function parseRequest(args: string[]): { request: AuditRequest; asJson: boolean } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      subject: { type: 'string' },
      since: { type: 'string' },
      limit: { type: 'string' },
      before: { type: 'string' },
      keys: { type: 'string', multiple: true },
      heads: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
  });
  const [action, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(USAGE);
  const { subject, since, before, limit, keys = [], heads = [], json = false } = values;
  // The program that answers may run in another folder.
  const sources = {
    keyFiles: keys.map((path) => resolve(path)),
    headFolders: heads.map((path) => resolve(path)),
  };
  switch (action) {
    case 'list': {
      const from = since === undefined ? undefined : parseTime('--since', since);
      return { request: { action, subject, since: from, limit: parseLimit(limit) }, asJson: json };
    }
    case 'verify':
      return { request: { action, ...sources }, asJson: json };
    case 'prune':
      if (before === undefined) throw new UsageError(USAGE);
      return { request: { action, before: parseTime('--before', before), ...sources }, asJson: json };
    default:
      throw new UsageError(USAGE);
  }
}

function parseTime(option: string, text: string): string {
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(time.getTime())) {
    throw new UsageError(`${option} must be a time such as 2026-03-10 or 2026-03-10T09:00:00Z, got ${text}.`);
  }
  return time.toISOString();
}

function parseLimit(text: string | undefined): number {
  const limit = text === undefined ? DEFAULT_LIMIT : Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new UsageError(`--limit must be an integer from 1 to ${MAX_LIMIT}, got ${text}.`);
  }
  return limit;
}

function describeOutcome(outcome: AuditOutcome): string {
  switch (outcome.action) {
    case 'list':
      return outcome.entries.map((entry) => `${describeEntry(entry)}\n`).join('');
    case 'prune':
      return `pruned ${outcome.pruned} entries of ${outcome.chains} chains\n`;
    case 'verify': {
      const { chains, faults } = outcome;
      const entries = chains.reduce((sum, chain) => sum + chain.entries, 0);
      const open = chains.filter(({ isClosed }) => !isClosed).length;
      const verdict = faults.length === 0 ? 'verified' : `${faults.length} faults in`;
      const lines = [
        ...faults.map(describeFault),
        `${verdict} ${entries} entries of ${chains.length} chains`,
      ];
      if (open > 0) lines.push(`${open} chains have no end: still written, or killed`);
      return lines.map((line) => `${line}\n`).join('');
    }
  }
}

function describeFault({ kind, writer, sequence, detail }: AuditFault): string {
  return writer === undefined
    ? `${kind}: ${detail}`
    : `${kind}: entry ${sequence} of chain ${writer}: ${detail}`;
}

function describeEntry({
  at,
  kind,
  caller,
  context,
  operationName,
  operationId,
  subjects,
  omitted,
  stated,
}: ListedEntry): string {
  const names = Array.isArray(subjects) ? subjects.map((name) => name ?? '(erased)') : [];
  // Of a refusal it counts other refusals.
  const more = kind === 'refused' ? 'more refusals before it' : 'more people';
  if (typeof omitted === 'number' && omitted > 0) names.push(`and ${omitted} ${more}`);
  const who =
    kind === 'accessed' || kind === 'intended' || kind === 'refused' ? (caller ?? '(nobody known)') : '';
  const reason = stated === undefined || stated === null ? '' : JSON.stringify(stated);
  return [at, kind, who, context, operationName ?? operationId, names.join(','), reason]
    .map((part) => (part === undefined || part === null ? '' : String(part)))
    .join('\t')
    .trimEnd();
}
