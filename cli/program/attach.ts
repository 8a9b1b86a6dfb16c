import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { FolderInUseError } from '../../subgraphs/database/folderLock.ts';
import { isErrno } from '../../subgraphs/errno.ts';
import type { Config } from '../config.ts';
import { type ControlRequest, controlPath } from './control.ts';
import { readLine, sendLine } from './lines.ts';

/** Thrown with what the running program said. */
export class AttachError extends Error {
  override name = 'AttachError';
}

const RETRY_MS = 100;
const MAX_RETRIES = 100;

/**
 * Connects to the program that has the data folder, or opens the folder here where none has. A program that is
 * just starting or ending has the folder and does not answer: that is waited for.
 * @param open throws FolderInUseError while another process has the folder.
 */
export async function attachOrOpen<Opened>(
  config: Config,
  request: ControlRequest,
  open: () => Promise<Opened>,
): Promise<{ readonly socket: Socket } | { readonly opened: Opened }> {
  for (let retries = 0; ; retries += 1) {
    const socket = await attach(config, request);
    if (socket !== undefined) return { socket };
    try {
      return { opened: await open() };
    } catch (error) {
      if (!(error instanceof FolderInUseError) || retries === MAX_RETRIES) throw error;
      await setTimeout(RETRY_MS);
    }
  }
}

/** @returns undefined when no program answers on the data folder. */
async function attach(config: Config, request: ControlRequest): Promise<Socket | undefined> {
  if (config.databaseUrl !== undefined) return undefined;
  const socket = connect(controlPath(config.dataFolder));
  const connected = await new Promise<boolean>((resolve, reject) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', (error) =>
      isErrno(error, 'ENOENT', 'ECONNREFUSED') ? resolve(false) : reject(error),
    );
  });
  if (!connected) return undefined;
  sendLine(socket, request);
  return socket;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface ControlAnswer {
  readonly progress?: Progress;
  readonly result?: unknown;
  readonly error?: string;
}

/** @throws AttachError when the program ends before it answers. */
export async function readAnswer(socket: Socket): Promise<ControlAnswer> {
  const line = await readLine(socket);
  if (line === undefined) throw new AttachError('The running program ended before it had answered.');
  return JSON.parse(line) as ControlAnswer;
}

/**
 * Reads answers until one with a result.
 * @throws AttachError with what the program says went wrong.
 */
export async function readResult(socket: Socket, onProgress: (progress: Progress) => void): Promise<unknown> {
  for (;;) {
    const answer = await readAnswer(socket);
    if (answer.progress !== undefined) {
      onProgress(answer.progress);
      continue;
    }
    socket.end();
    if (answer.error !== undefined) throw new AttachError(answer.error);
    return answer.result;
  }
}
