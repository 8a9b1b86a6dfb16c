import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openCountedShop } from './countedShop.ts';
import { HANDWRITTEN_TOOLS, type HandwrittenTool } from './handwrittenTools.ts';
import { type RecordedStatement, recordStatements } from './recordStatements.ts';
import type { Row } from './table.ts';

const CALLS = 400;
const ROUNDS = 6;

/**
 * CPU of a tool call in this process against that of a function written for this one tool, which sends the same
 * statements, as many at once, and shapes the same JSON.
 * @param databaseUrl a server: an embedded database would compute in this process.
 */
export async function measureHandwritten(databaseUrl: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-bench-'));
  const shop = await openCountedShop(folder, databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, types: { getTypeParser } });
  try {
    const rows: Row[] = [];
    for (const written of HANDWRITTEN_TOOLS) {
      const call = await shop.prepare('customer-us', written.tool, written.args);
      await call();
      const statements = await recordStatements(call);
      const byHand = () => runByHand(pool, statements, written);
      compareResults(written.tool, await call(), await byHand());
      const figures = await measureBoth(call, byHand);
      rows.push({
        tool: written.tool,
        statements: statements.length,
        'tool µs': figures.toolUs,
        'by hand µs': figures.byHandUs,
        ratio: figures.toolUs / figures.byHandUs,
        'at least': 1.5,
        aim: 1,
      });
    }
    return rows;
  } finally {
    await pool.end();
    await shop.close();
    rmSync(folder, { recursive: true });
  }
}

async function runByHand(
  pool: pg.Pool,
  statements: readonly RecordedStatement[],
  { shape }: HandwrittenTool,
): Promise<unknown> {
  const running: Promise<pg.QueryResult<Record<string, unknown>>>[] = [];
  for (const { text, values, after } of statements) {
    running.push(
      send(
        pool,
        text,
        values,
        after.map((index) => running[index]),
      ),
    );
  }
  const results = await Promise.all(running);
  const structuredContent = shape(
    results.map(({ rows }) => rows),
    new Date(),
  );
  return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] };
}

async function send(
  pool: pg.Pool,
  text: string,
  values: readonly unknown[],
  after: readonly (Promise<unknown> | undefined)[],
): Promise<pg.QueryResult<Record<string, unknown>>> {
  if (after.length > 0) await Promise.all(after);
  return pool.query(text, [...values]);
}

function compareResults(tool: string, ours: unknown, byHand: unknown): void {
  const [left, right] = [ours, byHand].map((result) =>
    // Sealed with another secret.
    JSON.stringify(result).replaceAll(/(?<=endCursor[\\":]+)[\w.-]+/g, 'sealed'),
  );
  if (left !== right) throw new Error(`${tool} answers another result than by hand:\n${left}\n${right}`);
}

/** The rounds alternate, and the best of each counts: what else the machine does only ever adds. */
async function measureBoth(call: () => Promise<unknown>, byHand: () => Promise<unknown>) {
  let toolUs = Number.POSITIVE_INFINITY;
  let byHandUs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    toolUs = Math.min(toolUs, await measureCpuUs(call));
    byHandUs = Math.min(byHandUs, await measureCpuUs(byHand));
  }
  return { toolUs, byHandUs };
}

async function measureCpuUs(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < CALLS; call++) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

const DATE_OID = 1082;
const INT8_OID = 20;

/** As the shop's own connection reads these types. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === DATE_OID) return (value: string) => value;
  if (oid === INT8_OID) return Number;
  return pg.types.getTypeParser(oid, format as 'text');
}
