import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { connectDatabase } from '../../../subgraphs/database/database.ts';
import { openEmbeddedDatabase } from '../../../subgraphs/database/embeddedDatabase.ts';
import { FolderInUseError } from '../../../subgraphs/database/folderLock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'genkan-killed-'));
  return () => rmSync(folder, { recursive: true });
});

const failOnCrash = (error: Error) => {
  throw error;
};

/** Lets another process commit rows until it has printed `count` more, then kills it. */
async function writeAndKill(dataFolder: string, count: number): Promise<number[]> {
  const script = fileURLToPath(new URL('./writeUntilKilled.ts', import.meta.url));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const writer = spawn(process.execPath, [script, dataFolder], {
    // What the killed process leaves in its temporary folder goes with the test's.
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const committed: number[] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    committed.push(Number(line));
    if (committed.length === count) writer.kill('SIGKILL');
  }
  if (writer.signalCode === null) await once(writer, 'exit');
  expect(writer.signalCode).toBe('SIGKILL');
  return committed;
}

it('80: keeps every committed row when its process is killed, twice over, and has one owner after', async () => {
  const dataFolder = join(folder, 'data');
  const committed = [...(await writeAndKill(dataFolder, 100)), ...(await writeAndKill(dataFolder, 100))];

  const embedded = await openEmbeddedDatabase(dataFolder, failOnCrash);
  await expect(openEmbeddedDatabase(dataFolder, failOnCrash)).rejects.toThrow(FolderInUseError);
  const connection = connectDatabase({ pool: embedded.pool, onConnectionLost: () => {} });
  const { rows } = await sql<{ id: number; text: string }>`select * from written order by id`.execute(
    connection.tables(),
  );
  await connection.close();
  await embedded.close();
  // Neither the killed processes nor this one leave a socket.
  expect(existsSync(join(dataFolder, 'socket'))).toBe(false);
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);

  expect(committed.length).toBeGreaterThanOrEqual(200);
  const ids = new Set(rows.map(({ id }) => id));
  expect(committed.filter((id) => !ids.has(id))).toEqual([]);
  // At most one more row per kill: committed, and killed before it could say so.
  expect(rows.length - committed.length).toBeLessThanOrEqual(2);
  expect(rows.every(({ text }) => text === 'y'.repeat(2_000))).toBe(true);
});

it('opens in a folder whose path is too long for a socket, and cleans up after itself', async () => {
  const dataFolder = join(folder, 'x'.repeat(120));
  const embedded = await openEmbeddedDatabase(dataFolder, failOnCrash);
  const connection = connectDatabase({ pool: embedded.pool, onConnectionLost: () => {} });
  expect((await sql`select 1 as one`.execute(connection.tables())).rows).toEqual([{ one: 1 }]);
  await connection.close();
  await embedded.close();
  expect(existsSync(String(embedded.pool.host))).toBe(false);
});
