import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PoolConfig } from 'pg';
import { lockFolder } from './folderLock.ts';

export interface EmbeddedDatabase {
  /** How the ordinary `pg` driver reaches it: a private Unix socket, never a TCP port. */
  readonly pool: PoolConfig;
  /** Ends the database and gives its folder back. Close every pool on it first. */
  close(): Promise<void>;
}

/**
 * Opens the PostgreSQL that lives in `dataFolder`, creating it on first use.
 * @param onCrash called when the database thread dies by itself; nothing works after that.
 * @throws FolderInUseError while another process has the folder.
 */
export async function openEmbeddedDatabase(
  dataFolder: string,
  onCrash: (error: Error) => void,
): Promise<EmbeddedDatabase> {
  mkdirSync(dataFolder, { recursive: true });
  chmodSync(dataFolder, 0o700);
  const unlock = lockFolder(dataFolder);
  // Not inside the data folder: its path may be longer than the 107 bytes a Unix socket address holds.
  const socketFolder = mkdtempSync(join(tmpdir(), 'genkan-'));
  const release = () => {
    rmSync(socketFolder, { recursive: true, force: true });
    unlock();
  };
  try {
    const worker = await startWorker({
      folder: join(dataFolder, 'postgres'),
      socketPath: join(socketFolder, '.s.PGSQL.5432'),
    });
    worker.on('error', onCrash);
    return {
      // One connection, because PGlite is one PostgreSQL backend: a second would share its transaction.
      pool: { host: socketFolder, port: 5432, user: 'postgres', database: 'postgres', max: 1 },
      async close() {
        const exited = once(worker, 'exit');
        worker.postMessage('close');
        await exited;
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function startWorker(workerData: { folder: string; socketPath: string }): Promise<Worker> {
  const worker = new Worker(new URL('./embeddedDatabaseWorker.ts', import.meta.url), { workerData });
  await once(worker, 'message');
  return worker;
}
