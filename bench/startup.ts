import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, stopProcess } from './shop.ts';
import type { Row } from './table.ts';

const WARM_STARTS = 5;

/** One start on an empty folder, with seeding, then warm ones on the same folder. */
export async function measureStartup(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-bench-'));
  try {
    const firstMs = await measureStart(folder);
    const warmMs: number[] = [];
    for (let run = 0; run < WARM_STARTS; run++) warmMs.push(await measureStart(folder));
    warmMs.sort((left, right) => left - right);
    return [
      { start: 'first, with seeding', ms: Math.round(firstMs), 'at most': 8_000 },
      { start: `warm, median of ${WARM_STARTS}`, ms: Math.round(warmMs[2] ?? Number.NaN), 'at most': 2_000 },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureStart(folder: string): Promise<number> {
  const startedAt = performance.now();
  const { child } = await startProcess(folder);
  const elapsedMs = performance.now() - startedAt;
  await stopProcess(child);
  return elapsedMs;
}
