import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { isAbsolute, join, relative } from 'node:path';
import type { Logger } from 'pino';
import { isExplained } from '../explainedFaults.ts';
import { UsageError } from '../usage.ts';
import { readLine, sendLine } from './lines.ts';

/**
 * The private Unix socket in the data folder. The embedded database has one owner; other commands on the same
 * folder send their request here: one line of JSON, answered by lines of JSON, or, for a session, by whatever
 * protocol it speaks.
 */
export interface Control {
  /** Resolves when no other command is attached. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface ControlRequest {
  readonly command: string;
  readonly [argument: string]: unknown;
}

const MAX_REQUEST_BYTES = 1024 * 1024;

/** Answers one request. What it throws goes to the other side as text: both sides are one user's. */
export type ControlHandler = (request: ControlRequest, socket: Socket) => Promise<void>;

export async function openControl(
  dataFolder: string,
  handlers: Readonly<Record<string, ControlHandler>>,
  log: Logger,
): Promise<Control> {
  const path = controlPath(dataFolder);
  // The folder is ours, so a socket that lies there is a killed program's.
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  // Half-open, because a client that has sent its last request still waits for answers.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // The other side may leave at any time; whoever writes to it finds out there.
    socket.on('error', (error) => log.debug({ err: error }, 'a command left'));
    answer(socket, handlers).catch((error: unknown) => {
      if (isExplained(error)) log.info({ err: error }, 'a command was refused');
      else log.error({ err: error }, 'a command failed');
    });
  });
  await listenPrivately(server, path);
  return {
    async idle() {
      for (const socket of open) await once(socket, 'close');
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.end();
      await closed;
    },
  };
}

/** A Unix socket's address has room for 107 bytes; a relative one may fit where an absolute one does not. */
export function controlPath(dataFolder: string): string {
  const absolute = join(dataFolder, 'genkan.sock');
  const fromHere = relative(process.cwd(), absolute);
  return isAbsolute(fromHere) || fromHere.length > absolute.length ? absolute : fromHere;
}

async function listenPrivately(server: Server, path: string): Promise<void> {
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(mask);
  }
}

async function answer(socket: Socket, handlers: Readonly<Record<string, ControlHandler>>): Promise<void> {
  try {
    const line = await readLine(socket, MAX_REQUEST_BYTES);
    // Whoever only looks whether anybody is here asks nothing.
    if (line === undefined) return;
    const request = parseRequest(line);
    const handler = Object.hasOwn(handlers, request.command) ? handlers[request.command] : undefined;
    if (handler === undefined) throw new UsageError('The running program does not know this command.');
    await handler(request, socket);
  } catch (error) {
    sendLine(socket, { error: error instanceof Error ? error.message : 'It failed.' });
    socket.end();
    // What is still on its way is not read by anybody else.
    socket.resume();
    throw error;
  }
}

/** @throws UsageError */
function parseRequest(line: string): ControlRequest {
  const request = parseJson(line);
  if (
    typeof request === 'object' &&
    request !== null &&
    'command' in request &&
    typeof request.command === 'string'
  ) {
    return request as ControlRequest;
  }
  throw new UsageError('A request must be one line of JSON that names a command.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
