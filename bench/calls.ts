import { PLAIN_QUESTIONS } from './questions.ts';
import { createClient, type Shop } from './shop.ts';
import { percentile, type Row } from './table.ts';

const WARM_UP_CALLS = 50;
const MEASURED_CALLS = 300;
const CONNECTIONS = [1, 16];

/** Latency and throughput of each tool, at one connection and at many. */
export async function measureCalls(shop: Shop): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { tool, args } of PLAIN_QUESTIONS) {
    for (const connections of CONNECTIONS) rows.push(await measureTool(shop, tool, args, connections));
  }
  return rows;
}

async function measureTool(shop: Shop, tool: string, args: unknown, connections: number): Promise<Row> {
  const client = createClient(shop, connections);
  await run(WARM_UP_CALLS, connections, () => client.call(tool, args));
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  await run(MEASURED_CALLS, connections, async () => {
    const sentAt = performance.now();
    await client.call(tool, args);
    latenciesMs.push(performance.now() - sentAt);
  });
  const elapsedMs = performance.now() - startedAt;
  client.close();
  latenciesMs.sort((left, right) => left - right);
  return {
    tool,
    connections,
    'p50 ms': percentile(latenciesMs, 0.5),
    'p99 ms': percentile(latenciesMs, 0.99),
    'calls/s': Math.round((MEASURED_CALLS / elapsedMs) * 1_000),
  };
}

/** Makes that many calls, so many at a time. */
async function run(calls: number, atOnce: number, call: () => Promise<unknown>): Promise<void> {
  let left = calls;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await call();
    }),
  );
}
