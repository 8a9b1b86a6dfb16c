import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type StartedGateway, startGateway } from '../../cli/commands/gateway.ts';
import { parseGatewayConfig } from '../../cli/config.ts';
import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import type { TestServer } from '../gateway/testServer.ts';
import { TEST_NOW } from '../harness/clock.ts';
import { sendHttp, sendJson } from '../harness/httpRequest.ts';
import { type KeptLog, keepLog } from '../harness/keptLog.ts';
import { startGenkan } from '../harness/spawnGenkan.ts';
import { startSubgraphServer } from '../harness/subgraphServer.ts';
import type { TestSubgraph } from '../secondGraph/openGraph.ts';
import { makeFolder } from './gatewayFiles.ts';

const DIARIES: TestSubgraph = {
  name: 'diaries',
  sdl: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@policy"])
    type Query { title: String secret: String @policy(policies: [["reads_secret"]]) }
  `,
  resolvers: { Query: { title: () => 'Diary', secret: () => 'Dear diary' } },
};
const SCHEMA = `
  type Call = { operation?: { id: String, name: String, source: String }, stated: {} };
  entity Caller = { context: String, scopes: Set<String>, claims: {} };
  entity Graph;
  action reads_secret appliesTo { principal: Caller, resource: Graph, context: Call };
`;
const PERMIT = 'permit (principal, action == Action::"reads_secret", resource);';
const FORBID = 'forbid (principal, action, resource) when { principal.context == "anonymous" };';
const OVERFLOW = `permit (principal, action, resource) when {
  principal.context == "anonymous" && context has operation && 9223372036854775807 + 1 > 0 };`;

let server: TestServer;
let supergraphSdl: string;
beforeAll(async () => {
  server = await startSubgraphServer(DIARIES);
  supergraphSdl = composeSupergraph([{ name: 'diaries', sdl: DIARIES.sdl, url: `${server.url}/graphql` }]);
});
afterAll(() => server.close());

let folder: string;
let supergraph: string;
let policies: string;
let removeFolder: () => void;
let kept: KeptLog;
const started: StartedGateway[] = [];
beforeEach(() => {
  ({ folder, remove: removeFolder } = makeFolder());
  supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, supergraphSdl);
  policies = join(folder, 'policies');
  mkdirSync(policies);
  writePolicy('schema.cedarschema', SCHEMA);
  kept = keepLog('info');
});
afterEach(async () => {
  for (const gateway of started.splice(0)) await gateway.stop();
  removeFolder();
});

function writePolicy(name: string, text: string): void {
  writeFileSync(join(policies, name), text);
}

async function start(
  options: { policies?: string; candidatePolicies?: string; operations?: string; watch?: boolean } = {
    policies,
  },
): Promise<StartedGateway> {
  const gateway = await startGateway(
    {
      config: parseGatewayConfig({ PORT: '0', ADMIN_PORT: '0' }, { urls: [] }),
      paths: {
        supergraph,
        operations: options.operations,
        callers: undefined,
        policies: options.policies,
        candidatePolicies: options.candidatePolicies,
        manifests: [],
      },
      watch: options.watch ?? false,
    },
    { log: kept.log, now: () => TEST_NOW },
  );
  started.push(gateway);
  return gateway;
}

async function readSecret({ url }: { url: string }): Promise<unknown> {
  const { text } = await sendJson(`${url}/graphql`, { query: '{ title secret }' });
  const { title, secret } = JSON.parse(text).data;
  expect(title).toBe('Diary');
  return secret;
}

async function readReloadFailure({ adminUrl }: { adminUrl: string }): Promise<{ reason: string } | null> {
  const { text } = await sendHttp(`${adminUrl}/status`, { method: 'GET' });
  return JSON.parse(text).reloadFailure;
}

const listReloads = () =>
  kept
    .entries()
    .flatMap(({ code, reason, msg }) => (/^changed files/.test(String(msg)) ? [{ code, reason }] : []));

describe('genkan gateway --policies', () => {
  it('withholds what no policy permits, in an empty folder too', async () => {
    expect(await readSecret(await start())).toBeNull();
  });

  it('reads policies of folders in it', async () => {
    writePolicy('secret.cedar', PERMIT);
    expect(await readSecret(await start())).toBe('Dear diary');
    mkdirSync(join(policies, 'by-team'));
    writePolicy('by-team/secret.cedar', FORBID);
    expect(await readSecret(await start())).toBeNull();
  });

  it('logs a policy that fails by its name alone, and denies', async () => {
    writePolicy('secret.cedar', `${PERMIT} ${OVERFLOW}`);
    const operations = join(folder, 'operations');
    mkdirSync(operations);
    writeFileSync(join(operations, 'Secret.graphql'), 'query Secret { title secret }');
    const gateway = await start({ policies, operations });
    expect(await readSecret(gateway)).toBe('Dear diary');
    const { text } = await sendHttp(`${gateway.adminUrl}/status`, { method: 'GET' });
    const [{ id }] = JSON.parse(text).operations;
    const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash: id } } };
    const answer = await sendJson(`${gateway.url}/graphql`, persisted);
    expect(JSON.parse(answer.text).data).toEqual({ title: 'Diary', secret: null });
    const faults = kept.entries().filter(({ code }) => code === 'POLICY_FAILED');
    expect(faults).toEqual([expect.objectContaining({ policy: 'reads_secret' })]);
    expect(kept.text()).not.toMatch(/overflow|922337/);
  });

  it('does not start without policies that the graph asks for', async () => {
    const fault = 'Query.secret asks for the policy "reads_secret", which is not known here.';
    await expect(start({})).rejects.toThrow(fault);
    writePolicy('schema.cedarschema', SCHEMA.replace('reads_secret', 'reads_other'));
    await expect(start()).rejects.toThrow(fault);
  });

  it('does not start without a schema, or with a file that is invalid, and says where', async () => {
    writePolicy('secret.cedar', `${PERMIT}\nforbid (principal`);
    await expect(start()).rejects.toThrow(`${policies}/secret.cedar:2:18: unexpected end of input`);
    writePolicy('schema.cedarschema', 'entity');
    await expect(start()).rejects.toThrow(`${policies}/schema.cedarschema:1:7: error parsing schema`);
    rmSync(join(policies, 'schema.cedarschema'));
    await expect(start()).rejects.toThrow('schema.cedarschema: there is no such file that can be read');
  });
});

describe('a reload of policies', () => {
  it.each([
    ['does not parse', 'forbid (principal', 'x.cedar:1:18: unexpected end of input'],
    ['is not valid', FORBID.replace('context ==', 'name =='), 'attribute `name`'],
    [
      'nests too deeply',
      PERMIT.replace(';', ` when { ${Array(4_000).fill('true').join(' && ')} };`),
      'x.cedar: it is nested too deeply.',
    ],
    [
      'is a template',
      PERMIT.replace('principal', 'principal == ?principal'),
      'x.cedar: a template is no policy',
    ],
  ])('with one that %s goes on with those before, and says so with a code', async (_, text, reason) => {
    writePolicy('secret.cedar', PERMIT);
    const gateway = await start();
    expect(await readSecret(gateway)).toBe('Dear diary');
    writePolicy('x.cedar', text);
    await gateway.reload();
    expect(await readSecret(gateway)).toBe('Dear diary');
    expect(listReloads()).toEqual([{ code: 'RELOAD_FAILED', reason: expect.stringContaining(reason) }]);
    expect((await readReloadFailure(gateway))?.reason).toContain(
      `${policies}/${reason.startsWith('x') ? reason : 'x.cedar:'}`,
    );
    writePolicy('x.cedar', FORBID);
    await gateway.reload();
    expect(await readSecret(gateway)).toBeNull();
    expect(await readReloadFailure(gateway)).toBeNull();
  });

  it('whose schema lacks what the graph asks for goes on with those before', async () => {
    writePolicy('secret.cedar', PERMIT);
    const gateway = await start();
    writePolicy('schema.cedarschema', SCHEMA.replace('reads_secret', 'reads_other'));
    writePolicy('secret.cedar', PERMIT.replace('reads_secret', 'reads_other'));
    await gateway.reload();
    expect(await readSecret(gateway)).toBe('Dear diary');
    expect(listReloads()[0]?.reason).toContain(
      'asks for the policy "reads_secret", which is not known here.',
    );
  });

  it('decides the next call by the new ones, whatever was answered before', async () => {
    const gateway = await start();
    for (const [name, text, answer] of [
      ['a.cedar', PERMIT, 'Dear diary'],
      ['b.cedar', FORBID, null],
      ['b.cedar', '', 'Dear diary'],
      ['a.cedar', '', null],
      ['a.cedar', PERMIT, 'Dear diary'],
    ] as const) {
      // Twice: the second is remembered.
      const before = await readSecret(gateway);
      expect(await readSecret(gateway)).toBe(before);
      writePolicy(name, text);
      await gateway.reload();
      expect(await readSecret(gateway)).toBe(answer);
    }
  });

  it('is made by itself of a watched folder, of new files and of removed ones', async () => {
    const gateway = await start({ policies, watch: true });
    expect(await readSecret(gateway)).toBeNull();
    writePolicy('secret.cedar', PERMIT);
    await vi.waitFor(async () => expect(await readSecret(gateway)).toBe('Dear diary'), 30_000);
    writePolicy('other.cedar', 'oops');
    await vi.waitFor(
      async () => expect((await readReloadFailure(gateway))?.reason).toContain('other.cedar:1:5: '),
      30_000,
    );
    expect(await readSecret(gateway)).toBe('Dear diary');
    rmSync(join(policies, 'other.cedar'));
    rmSync(join(policies, 'secret.cedar'));
    await vi.waitFor(async () => expect(await readSecret(gateway)).toBeNull(), 30_000);
  });

  it('is made on SIGHUP', async () => {
    const data = { dataFolder: folder, databaseUrl: undefined, remove: async () => {} };
    const running = await startGenkan(data, ['--supergraph', supergraph, '--policies', policies], {
      command: 'gateway',
      env: { GENKAN_LOG_LEVEL: 'silent' },
    });
    try {
      expect(await readSecret(running)).toBeNull();
      writePolicy('secret.cedar', 'oops');
      running.hangUp();
      await vi.waitFor(
        async () => expect((await readReloadFailure(running))?.reason).toContain('secret.cedar:1:5: '),
        30_000,
      );
      writePolicy('secret.cedar', PERMIT);
      running.hangUp();
      await vi.waitFor(async () => expect(await readSecret(running)).toBe('Dear diary'), 30_000);
    } finally {
      await running.end();
    }
  });
});

describe('genkan gateway --candidate-policies', () => {
  let candidatePolicies: string;
  beforeEach(() => {
    candidatePolicies = join(folder, 'candidate');
    mkdirSync(candidatePolicies);
    writeFileSync(join(candidatePolicies, 'schema.cedarschema'), SCHEMA);
  });
  const listDifferences = () =>
    kept
      .entries()
      .filter(({ msg }) => msg === 'the candidate would decide otherwise')
      .map(({ newlyDenied, newlyAllowed }) => ({ newlyDenied, newlyAllowed }));

  it('tells what they would allow, and allows none of it', async () => {
    writeFileSync(join(candidatePolicies, 'a.cedar'), PERMIT);
    const gateway = await start({ policies, candidatePolicies });
    expect(await readSecret(gateway)).toBeNull();
    expect(listDifferences()).toEqual([{ newlyDenied: [], newlyAllowed: ['Query.secret'] }]);
  });

  it('tells what they would deny, and serves it; from files that change, too', async () => {
    writePolicy('a.cedar', PERMIT);
    writeFileSync(join(candidatePolicies, 'a.cedar'), PERMIT);
    const gateway = await start({ policies, candidatePolicies });
    expect(await readSecret(gateway)).toBe('Dear diary');
    expect(listDifferences()).toEqual([]);
    writeFileSync(join(candidatePolicies, 'b.cedar'), FORBID);
    await gateway.reload();
    expect(await readSecret(gateway)).toBe('Dear diary');
    expect(listDifferences()).toEqual([{ newlyDenied: ['Query.secret'], newlyAllowed: [] }]);
  });

  it('does not start with invalid ones, and names the file', async () => {
    writeFileSync(join(candidatePolicies, 'a.cedar'), 'permit (everybody);');
    await expect(start({ policies, candidatePolicies })).rejects.toThrow(/candidate\/a\.cedar/);
  });
});
