import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  environmentOf,
  GENKAN,
  type GenkanOutcome,
  type RunningGenkan,
  runGenkan,
  startGenkan,
} from '../harness/spawnGenkan.ts';
import { copyTestData, type TestData } from '../harness/testDatabase.ts';

const EXPIRED = {
  code: 1,
  stdout: '',
  stderr: 'The token has expired, and the session with it. Start again with a new GENKAN_TOKEN.\n',
};

async function signIn(data: TestData, ttl: string): Promise<string> {
  return (await runGenkan(data, ['token', '--as', 'customer-us', '--ttl', ttl])).stdout.trim();
}

/** Runs `genkan mcp` for a client that stays connected and silent, until the session ends by itself. */
async function runSession(data: TestData, token: string): Promise<GenkanOutcome> {
  const child = spawn(process.execPath, [GENKAN, 'mcp'], {
    env: { ...environmentOf(data), GENKAN_TOKEN: token },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  return { code, stdout, stderr };
}

describe('a stdio session', () => {
  let data: TestData;
  let program: RunningGenkan | undefined;
  beforeAll(async () => {
    data = await copyTestData();
  });
  afterAll(async () => {
    await program?.end();
    await data.remove();
  });

  it('ends with its token where the program opens for it', async () => {
    expect(await runSession(data, await signIn(data, '1s'))).toEqual(EXPIRED);
  });

  it('ends with its token where it goes through a running program, which stays', async () => {
    program = await startGenkan(data);
    expect(await runSession(data, await signIn(data, '1s'))).toEqual(EXPIRED);
    const { code } = await runGenkan(data, ['call', 'search_catalog', '{"query":"yotsuba"}']);
    expect(code).toBe(0);
    // Nothing of the session is left to wait for.
    expect(await program.end()).toBe(0);
  });
});
