import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { serveToolsOverStdio } from '../../mcp/stdio.ts';
import { openObservatoryTools } from './observatoryTools.ts';

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

function callTool(id: number) {
  const params = { name: 'find_telescopes', arguments: { first: 1 } };
  return { jsonrpc: '2.0', id, method: 'tools/call', params };
}

describe('a stdio session', () => {
  it('answers what was asked before its input ended', async () => {
    const { server } = openObservatoryTools();
    const [input, output] = [new PassThrough(), new PassThrough()];
    const session = serveToolsOverStdio(server, ANONYMOUS, { input, output });
    const messages = [
      INITIALIZE,
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      callTool(2),
      callTool(3),
    ];
    input.end(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
    await session.finished;
    const answers = String(output.read())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
    expect(answers.find(({ id }) => id === 3).result).toHaveProperty('structuredContent.telescopes');
    await session.close();
  });

  it('is finished when its client breaks off', async () => {
    const { server } = openObservatoryTools();
    const [input, output] = [new PassThrough(), new PassThrough()];
    const session = serveToolsOverStdio(server, ANONYMOUS, { input, output });
    input.destroy();
    await once(input, 'close');
    await expect(session.finished).resolves.toBeUndefined();
    await session.close();
  });
});
