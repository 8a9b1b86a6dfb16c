import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../harness/openConnection.ts';
import { openPendingRequest } from '../harness/pendingRequest.ts';
import { type RunningGenkan, startGenkan } from '../harness/spawnGenkan.ts';
import { copyTestData, type TestData } from '../harness/testDatabase.ts';

let data: TestData;
let program: RunningGenkan;
beforeEach(async () => {
  data = await copyTestData();
});
afterEach(async () => {
  await program.end('SIGKILL');
  await data.remove();
});

const SILENT = ['', 'GET /heal', 'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-'];

/** What a program that was killed, or gave up, leaves in its data folder. */
const leftovers = () =>
  ['genkan.pid', 'genkan.sock'].filter((name) => existsSync(join(data.dataFolder, name)));

/** How a program ends by SIGTERM, and whether before it would give up requests under way. */
async function terminate() {
  const before = performance.now();
  const code = await program.end('SIGTERM');
  return { code, prompt: performance.now() - before < 4_000, leftovers: leftovers() };
}

describe('SIGTERM', () => {
  it('ends a program at once whose clients are connected and silent, on both addresses', async () => {
    program = await startGenkan(data);
    for (const sent of SILENT) await openConnection(program.url, sent);
    for (const sent of SILENT) await openConnection(program.adminUrl, sent);
    expect(await terminate()).toEqual({ code: 0, prompt: true, leftovers: [] });
  });

  it('ends a subgraph of its own the same way', async () => {
    program = await startGenkan(data, ['--subgraph', 'inventory']);
    for (const sent of SILENT) await openConnection(program.url, sent);
    expect(await terminate()).toEqual({ code: 0, prompt: true, leftovers: [] });
  });

  it('gives up a request whose body never comes, closes the database and exits with 0', async () => {
    program = await startGenkan(data);
    await openPendingRequest(program.url, '/graphql', '{"query":"{ __typename }"}');
    expect(await terminate()).toEqual({ code: 0, prompt: false, leftovers: [] });
  });
});
