import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/**
 * Runs PostgreSQL in this thread, so that a slow query never blocks the event loop that serves callers.
 * Posts `ready` once it listens; any message to it closes the database and ends the thread.
 */
const { folder, socketPath } = workerData as { folder: string; socketPath: string };

const database = await PGlite.create(folder, { extensions: { pg_trgm } });
// The pool holds one connection; a second place lets it reconnect while the first is still closing.
const server = new PGLiteSocketServer({ db: database, path: socketPath, maxConnections: 2 });
await server.start();

parentPort?.once('message', async () => {
  await server.stop();
  await database.close();
  parentPort?.close();
});
parentPort?.postMessage('ready');
