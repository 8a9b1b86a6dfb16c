import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { composeSupergraph } from '../gateway/supergraph/composeSupergraph.ts';
import { BENCH_QUERIES, BENCH_SUBGRAPHS, type BenchQuery } from './gatewayHttp/graph.ts';
import type { Load, LoadResult } from './gatewayHttp/loadGenerator.ts';
import { Processes, receive, type ServedGateway } from './gatewayHttp/processes.ts';
import { percentile, type Row } from './table.ts';

const CONNECTIONS = 32;
const ROUNDS = 5;

/**
 * Whole requests over HTTP through this gateway and the stock one, on the same supergraph and the same four subgraph
 * servers: CPU time of the gateway's process per request. Subgraphs, gateways and load are processes of their own;
 * the gateways take turns, so that whatever else the machine does meets both.
 */
export async function measureGatewayHttp(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-bench-'));
  const processes = new Processes(folder);
  try {
    const urls = await receive<Record<string, string>>(
      processes.start(['bench/gatewayHttp/subgraphServers.ts']),
    );
    const file = join(folder, 'supergraph.graphql');
    writeFileSync(
      file,
      composeSupergraph(BENCH_SUBGRAPHS.map(({ name, sdl }) => ({ name, sdl, url: urls[name] ?? '' }))),
    );
    const load = processes.start(['bench/gatewayHttp/loadGenerator.ts']);
    const stock = await processes.startGateway(['bench/gatewayHttp/stockGateway.ts', file], '/');
    const own = await processes.startGateway(
      ['--require', './cli/bootstrap.cjs', 'cli/genkan.ts', 'gateway', '--supergraph', file, '--port', '0'],
      '/graphql',
    );
    const rows: Row[] = [];
    for (const query of BENCH_QUERIES) rows.push(await compare(load, { stock, own }, query));
    return rows;
  } finally {
    await processes.stop();
    rmSync(folder, { recursive: true });
  }
}

async function compare(
  load: ChildProcess,
  { stock, own }: Readonly<Record<'stock' | 'own', ServedGateway>>,
  query: BenchQuery,
): Promise<Row> {
  // As much again before it counts: code is compiled and plans are made then.
  const stockWarm = await send(load, stock, query);
  const ownWarm = await send(load, own, query);
  if (!isDeepStrictEqual(JSON.parse(ownWarm.answer), JSON.parse(stockWarm.answer))) {
    throw new Error(`The answers to "${query.work}" differ:\n${stockWarm.answer}\n${ownWarm.answer}`);
  }
  const stockMs: number[] = [];
  const ownMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    stockMs.push(await measureCpu(load, stock, query));
    ownMs.push(await measureCpu(load, own, query));
  }
  const [stockMedianMs, ownMedianMs] = [findMedian(stockMs), findMedian(ownMs)];
  return {
    work: query.work,
    'answer bytes': stockWarm.answer.length,
    'stock, CPU ms': stockMedianMs,
    'genkan, CPU ms': ownMedianMs,
    'times less': stockMedianMs / ownMedianMs,
    'at least': query.atLeast,
    aim: query.aim,
  };
}

/** CPU milliseconds per request. */
async function measureCpu(load: ChildProcess, gateway: ServedGateway, query: BenchQuery): Promise<number> {
  const beforeMs = await readCpuMs(gateway.child);
  await send(load, gateway, query);
  return ((await readCpuMs(gateway.child)) - beforeMs) / query.requests;
}

async function readCpuMs(child: ChildProcess): Promise<number> {
  child.send('cpu');
  return (await receive<{ cpuMs: number }>(child)).cpuMs;
}

function send(load: ChildProcess, { url }: ServedGateway, query: BenchQuery): Promise<LoadResult> {
  load.send({ url, query: query.text, connections: CONNECTIONS, requests: query.requests } satisfies Load);
  return receive<LoadResult>(load);
}

function findMedian(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return percentile(sorted, 0.5);
}
