import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { parseConfig } from '../cli/config.ts';
import { openProgram } from '../cli/program/program.ts';
import { runTool } from '../cli/program/runTool.ts';
import { describeClaims, PERSONAS } from '../subgraphs/personas.ts';
import { addManyOrders } from '../test/harness/manyOrders.ts';
import type { Row } from './table.ts';

/** Whether statements grow with the length of a list: the same call for 1 and for 20 orders. */
export async function countStatements(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-bench-'));
  let statements = 0;
  const program = await openProgram(parseConfig({ GENKAN_DATA_DIR: folder }), {
    now: () => new Date(),
    log: pino({ level: 'silent' }),
    onStatement: () => {
      statements++;
    },
  });
  try {
    await addManyOrders(program.database);
    const persona = PERSONAS.find(({ id }) => id === 'customer-us');
    if (persona === undefined || program.issuer === undefined) throw new Error('Nobody can sign in.');
    const token = await program.issuer.sign(describeClaims(persona), 600, new Date());
    const rows: Row[] = [];
    for (const first of [1, 20]) {
      statements = 0;
      await runTool(program, 'recent_orders', { first }, `Bearer ${token}`);
      rows.push({ call: `recent_orders, first: ${first}`, statements, 'at most': 8 });
    }
    return rows;
  } finally {
    await program.close();
    rmSync(folder, { recursive: true });
  }
}
