import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendJson } from '../harness/httpRequest.ts';
import { openPendingRequest, waitUntilRefused } from '../harness/pendingRequest.ts';
import { type RunningGenkan, runGenkan, startGenkan } from '../harness/spawnGenkan.ts';
import type { TestData } from '../harness/testDatabase.ts';
import { makeFolder } from './gatewayFiles.ts';
import { FIRST_ANSWER, QUERY, SECOND_ANSWER, startTwoVersions, type TwoVersions } from './gatewayGraphs.ts';

let graphs: TwoVersions;
beforeAll(async () => {
  graphs = await startTwoVersions();
});
afterAll(() => graphs.close());

/** No data at all: only where a program could leave any. */
let data: TestData;
let supergraph: string;
let gateway: RunningGenkan | undefined;
beforeEach(() => {
  const { folder, remove } = makeFolder();
  data = { dataFolder: folder, databaseUrl: undefined, remove: async () => remove() };
  supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, graphs.first);
});
afterEach(async () => {
  await gateway?.end('SIGKILL');
  gateway = undefined;
  await data.remove();
});

const start = async (...args: string[]) => {
  gateway = await startGenkan(data, ['--supergraph', supergraph, ...args], {
    command: 'gateway',
    env: { GENKAN_LOG_LEVEL: 'silent' },
  });
  return gateway;
};

async function ask({ url }: RunningGenkan) {
  const { text } = await sendJson(`${url}/graphql`, { query: QUERY });
  return JSON.parse(text);
}

describe('the process of genkan gateway', () => {
  it('says where it is ready, on the port that --port says over PORT', async () => {
    const running = await start('--port', '0');
    expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(running.adminUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await ask(running)).toEqual(FIRST_ANSWER);
  });

  it('reads its files again on SIGHUP, valid or not, and goes on', async () => {
    const running = await start();
    writeFileSync(supergraph, 'nonsense');
    running.hangUp();
    await vi.waitFor(async () => {
      const status = await (await fetch(`${running.adminUrl}/status`)).json();
      expect(status).toMatchObject({ reloadFailure: { reason: expect.any(String) } });
    }, 30_000);
    expect(await ask(running)).toEqual(FIRST_ANSWER);
    writeFileSync(supergraph, graphs.second);
    running.hangUp();
    await vi.waitFor(async () => expect(await ask(running)).toEqual(SECOND_ANSWER), 30_000);
  });

  it('attack 83: on SIGTERM answers what is under way, and exits with 0', async () => {
    const running = await start('--watch');
    const pending = await openPendingRequest(running.url, '/graphql', JSON.stringify({ query: QUERY }));
    const ended = running.end('SIGTERM');
    await waitUntilRefused(running.url);
    const [answer] = await pending.finish('/healthz');
    expect(answer?.status).toBe(200);
    expect(answer?.text).toContain(JSON.stringify(FIRST_ANSWER));
    expect(await ended).toBe(0);
  });

  it.each<[string[], string]>([
    [[], 'genkan gateway --supergraph <file>'],
    [['--supergraph', '/no/such'], '/no/such: there is no such file that can be read.'],
    [['--supergraph', '/no/such', '--port', 'x'], 'PORT must be a port from 0 to 65535, got x.'],
  ])('explains in one line what is wrong with %j', async (args, message) => {
    const { code, stdout, stderr } = await runGenkan(data, ['gateway', ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim()).not.toContain('\n');
  });
});
