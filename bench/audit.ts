import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openAudit } from '../cli/audit/openAudit.ts';
import { parseConfig } from '../cli/config.ts';
import { compileGraph, openGateway } from '../cli/program/openGateway.ts';
import { listLocalSubgraphs, openSubgraphs } from '../cli/program/openSubgraphs.ts';
import { loadCallerRules } from '../cli/program/operationFiles.ts';
import type { AuditTrail } from '../gateway/audit/access.ts';
import { mapClaims } from '../gateway/authentication/mapClaims.ts';
import { openPlannerThread } from '../gateway/planning/planner/plannerThread.ts';
import { describeClaims, PERSONAS } from '../subgraphs/personas.ts';
import { percentile, type Row } from './table.ts';

/** Asks for a name, addresses or tracking: each call must be audited. */
const OPERATION = 'OrderStatus';
const CONNECTIONS = [1, 16, 64];
const ROUNDS = 20;
const CALLS_PER_ROUND = 100;

/**
 * The same calls with the audit and with one that keeps nothing, in turns of which every other one begins with the
 * other, so that whatever else the machine does falls on both. The figures to reach: the audit keeps 99 of 100 calls
 * waiting for at most 10 ms, and takes less than 5 % of the throughput.
 */
export async function measureAudit(databaseUrl: string | undefined): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'genkan-bench-'));
  const config = parseConfig({ GENKAN_DATA_DIR: dataFolder, DATABASE_URL: databaseUrl });
  const options = { now: () => new Date(), log: pino({ level: 'silent' }) };
  const { subgraphs, database, close } = await openSubgraphs(config, listLocalSubgraphs(config), options);
  const audit = await openAudit(config, database, options);
  const waits: number[] = [];
  const timed: AuditTrail = {
    async record(access) {
      const askedAt = performance.now();
      await audit.trail.record(access);
      waits.push(performance.now() - askedAt);
    },
    noteRefusal: (access) => audit.trail.noteRefusal(access),
  };
  const compiled = await compileGraph(config);
  const planner = await openPlannerThread(compiled.supergraph.sdl);
  const open = (trail: AuditTrail) =>
    openGateway(config, compiled, subgraphs, { ...options, planner, audit: trail });
  const audited = await open(timed);
  const plain = await open(NOTHING_KEPT);
  try {
    const call = prepareCall(compiled.operations.find(({ name }) => name === OPERATION)?.id ?? '');
    const rows: Row[] = [];
    for (const connections of CONNECTIONS) {
      const callAudited = () => call(audited.gateway);
      const callPlain = () => call(plain.gateway);
      rows.push(await compare(connections, callAudited, callPlain, waits));
    }
    return rows;
  } finally {
    await audited.close();
    await plain.close();
    await audit.close();
    await close();
    rmSync(dataFolder, { recursive: true });
  }
}

const NOTHING_KEPT: AuditTrail = { record: async () => {}, noteRefusal: () => {} };

type Gateway = Awaited<ReturnType<typeof openGateway>>['gateway'];

function prepareCall(operationId: string): (gateway: Gateway) => Promise<unknown> {
  const persona = PERSONAS.find(({ id }) => id === 'customer-us');
  const caller = persona && mapClaims(loadCallerRules(), describeClaims(persona));
  if (caller === undefined) throw new Error('The persona is gone.');
  return (gateway) =>
    gateway.executeRegistered(operationId, {
      variables: {},
      caller,
      requestId: crypto.randomUUID(),
      signal: new AbortController().signal,
    });
}

type Call = () => Promise<unknown>;

/** @param waits how long calls waited for the audit. */
async function compare(connections: number, audited: Call, plain: Call, waits: number[]): Promise<Row> {
  const withAudit = createMeasured();
  const without = createMeasured();
  for (const call of [audited, plain]) await measure(connections, call, createMeasured());
  waits.length = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const turns = [
      () => measure(connections, audited, withAudit),
      () => measure(connections, plain, without),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  return {
    'calls at once': connections,
    'audit p50 ms': quantile(waits, 0.5),
    'audit p99 ms': quantile(waits, 0.99),
    'call p99 ms with': quantile(withAudit.latenciesMs, 0.99),
    'call p99 ms without': quantile(without.latenciesMs, 0.99),
    'CPU µs/call without': (takeLeast(without.roundsCpuMs) * 1_000) / CALLS_PER_ROUND,
    '% more CPU': (takeLeast(withAudit.roundsCpuMs) / takeLeast(without.roundsCpuMs) - 1) * 100,
    '% less throughput': (1 - takeLeast(without.roundsMs) / takeLeast(withAudit.roundsMs)) * 100,
    '% less throughput, all rounds': (1 - sum(without.roundsMs) / sum(withAudit.roundsMs)) * 100,
  };
}

/** The mean of the lowest quarter: the rounds that nothing else on the machine disturbed, or least. */
function takeLeast(rounds: readonly number[]): number {
  const least = rounds.toSorted((left, right) => left - right).slice(0, Math.ceil(rounds.length / 4));
  return sum(least) / least.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

interface Measured {
  readonly latenciesMs: number[];
  readonly roundsMs: number[];
  /** Of this process: an embedded database's too, and not a server's. */
  readonly roundsCpuMs: number[];
}

function createMeasured(): Measured {
  return { latenciesMs: [], roundsMs: [], roundsCpuMs: [] };
}

async function measure(connections: number, call: Call, into: Measured): Promise<void> {
  let left = CALLS_PER_ROUND;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) {
        const sentAt = performance.now();
        await call();
        into.latenciesMs.push(performance.now() - sentAt);
      }
    }),
  );
  into.roundsMs.push(performance.now() - startedAt);
  const { user, system } = process.cpuUsage(cpu);
  into.roundsCpuMs.push((user + system) / 1_000);
}

function quantile(values: readonly number[], share: number): number {
  return percentile(
    values.toSorted((left, right) => left - right),
    share,
  );
}
