import type { Socket } from 'node:net';
import { serveToolsOverStdio } from '../../mcp/stdio.ts';
import { type Config, readConfig } from '../config.ts';
import { AttachError, attachOrOpen, readAnswer } from '../program/attach.ts';
import { readAuthorization } from '../program/controlHandlers.ts';
import { createLog } from '../program/log.ts';
import { openProgram, type Program } from '../program/program.ts';
import { expiryMs, whenTokenExpires } from '../program/tokenExpiry.ts';

/**
 * `genkan mcp`: serves one client over standard input and output, until its token expires. Where a program runs on
 * the same data folder, that one does the work and this one passes bytes on; else the program opens here.
 */
export async function mcp(): Promise<void> {
  const config = readConfig();
  const found = await attachOrOpen(config, { command: 'mcp', token: config.token }, () =>
    openProgram(config, { now, log: createLog(config.logLevel) }),
  );
  if ('socket' in found) await passOn(found.socket, config);
  else await serveHere(found.opened, config);
}

const now = () => new Date();

async function passOn(socket: Socket, { token }: Config): Promise<void> {
  const answer = await readAnswer(socket);
  if (answer.error !== undefined) throw new AttachError(answer.error);
  process.stdin.pipe(socket).pipe(process.stdout);
  // Without the program, or once it has ended the session, there is nobody left to answer.
  socket.once('close', () => {
    const expired = token !== undefined && expiryMs(token) <= now().getTime();
    if (expired) sayExpired();
    process.exit(expired ? 1 : 0);
  });
}

async function serveHere(program: Program, { token }: Config): Promise<void> {
  const end = (code: number) => void program.close().then(() => process.exit(code));
  try {
    const caller = await program.verifyCaller(readAuthorization(token));
    const session = serveToolsOverStdio(program.tools, caller, {
      input: process.stdin,
      output: process.stdout,
    });
    const stopWaiting = whenTokenExpires(token, now, async () => {
      sayExpired();
      await session.close();
      await program.idle();
      end(1);
    });
    // Other clients on the same folder may be attached here: they are served to their end.
    session.finished.then(async () => {
      stopWaiting();
      await program.idle();
      end(0);
    });
  } catch (error) {
    await program.close();
    throw error;
  }
  process.once('SIGTERM', () => end(0));
  process.once('SIGINT', () => end(0));
}

function sayExpired(): void {
  process.stderr.write(
    'The token has expired, and the session with it. Start again with a new GENKAN_TOKEN.\n',
  );
}
