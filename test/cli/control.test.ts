import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Control, controlPath, openControl } from '../../cli/program/control.ts';
import { sendLine } from '../../cli/program/lines.ts';

let folder: string;
let control: Control;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'genkan-control-'));
  const handlers = {
    async echo(request: object, socket: Parameters<typeof sendLine>[0]) {
      sendLine(socket, { result: request });
      socket.end();
    },
    async fail() {
      throw new Error('It broke.');
    },
  };
  control = await openControl(folder, handlers, pino({ level: 'silent' }));
});
afterEach(async () => {
  await control.close();
  rmSync(folder, { recursive: true });
});

/** What comes back until the other side ends; `sent` is all that this side says, and it does not hang up. */
async function ask(sent: string): Promise<unknown> {
  const socket = connect({ path: controlPath(folder), allowHalfOpen: true });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(sent);
  const answer = await text(socket);
  socket.destroy();
  return answer === '' ? undefined : JSON.parse(answer);
}

describe('the control socket', () => {
  it('answers a request, however long', async () => {
    const request = { command: 'echo', value: 'x'.repeat(1_000_000) };
    expect(await ask(`${JSON.stringify(request)}\n`)).toEqual({ result: request });
  });

  it.each([
    ['no JSON', '{', 'A request must be one line of JSON that names a command.'],
    ['nothing', '', 'A request must be one line of JSON that names a command.'],
    ['no request', '[1]', 'A request must be one line of JSON that names a command.'],
    ['no command', '{"command":1}', 'A request must be one line of JSON that names a command.'],
    ['an unknown command', '{"command":"constructor"}', 'The running program does not know this command.'],
    ['a command that fails', '{"command":"fail"}', 'It broke.'],
  ])('answers %s with what is wrong', async (_what, line, error) => {
    expect(await ask(`${line}\n`)).toEqual({ error });
  });

  it('refuses a line of more than a mebibyte before it ends', async () => {
    const error = 'A line must have at most 1048576 bytes.';
    expect(await ask('x'.repeat(1_048_577))).toEqual({ error });
    expect(await ask(`${'x'.repeat(5_000_000)}\n`)).toEqual({ error });
  });
});
