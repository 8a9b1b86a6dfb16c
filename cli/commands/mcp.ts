import { serveToolsOverStdio } from '../../mcp/stdio.ts';
import { readConfig } from '../config.ts';
import { AttachError, attachOrOpen, readAnswer } from '../program/attach.ts';
import { readAuthorization } from '../program/controlHandlers.ts';
import { createLog } from '../program/log.ts';
import { openProgram } from '../program/program.ts';

/**
 * `genkan mcp`: serves one client over standard input and output. Where a program runs on the same data folder,
 * that one does the work and this one passes bytes on; else the program opens here.
 */
export async function mcp(): Promise<void> {
  const config = readConfig();
  const found = await attachOrOpen(config, { command: 'mcp', token: config.token }, () =>
    openProgram(config, { now: () => new Date(), log: createLog(config.logLevel) }),
  );
  if ('socket' in found) {
    const { socket } = found;
    const answer = await readAnswer(socket);
    if (answer.error !== undefined) throw new AttachError(answer.error);
    process.stdin.pipe(socket).pipe(process.stdout);
    // Without the program there is nobody left to answer.
    socket.once('close', () => process.exit(0));
    return;
  }
  const program = found.opened;
  const end = () => void program.close().then(() => process.exit(0));
  try {
    const caller = await program.verifyCaller(readAuthorization(config.token));
    serveToolsOverStdio(program.tools, caller);
  } catch (error) {
    await program.close();
    throw error;
  }
  // Other clients on the same folder may be attached here: they are served to their end.
  process.stdin.once('end', () => void program.idle().then(end));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}
