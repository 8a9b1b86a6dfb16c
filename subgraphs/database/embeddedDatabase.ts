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
  const socketFolder = makeSocketFolder(dataFolder);
  const release = () => {
    rmSync(socketFolder, { recursive: true, force: true });
    unlock();
  };
  try {
    const worker = await startWorker({
      folder: join(dataFolder, 'postgres'),
      socketPath: join(socketFolder, SOCKET_NAME),
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

/** What the `pg` driver looks for in the folder that it is given as host. */
const SOCKET_NAME = '.s.PGSQL.5432';
/** What a Unix socket's address has room for on macOS; Linux has four bytes more. */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Inside the data folder where its path is short enough: what a killed program leaves there, the next one, who has
 * the lock, clears away. Else among the temporary files.
 */
function makeSocketFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'socket');
  if (Buffer.byteLength(join(folder, SOCKET_NAME)) > MAX_SOCKET_PATH_BYTES) {
    return mkdtempSync(join(tmpdir(), 'genkan-'));
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

async function startWorker(workerData: { folder: string; socketPath: string }): Promise<Worker> {
  const worker = new Worker(new URL('./embeddedDatabaseWorker.ts', import.meta.url), { workerData });
  await once(worker, 'message');
  return worker;
}
