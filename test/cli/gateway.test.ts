import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type StartedGateway, startGateway } from '../../cli/commands/gateway.ts';
import { parseGatewayConfig } from '../../cli/config.ts';
import { TEST_NOW } from '../harness/clock.ts';
import { sendHttp, sendJson } from '../harness/httpRequest.ts';
import { startOidcIssuer } from '../harness/oidcIssuer.ts';
import { runGenkan } from '../harness/spawnGenkan.ts';
import { composeTestSupergraph } from '../secondGraph/openGraph.ts';
import { FILE_LAYOUTS, makeFolder } from './gatewayFiles.ts';
import { FIRST_ANSWER, QUERY, SECOND_ANSWER, startTwoVersions, type TwoVersions } from './gatewayGraphs.ts';

let graphs: TwoVersions;
beforeAll(async () => {
  graphs = await startTwoVersions();
});
afterAll(() => graphs.close());

let folder: string;
let removeFolder: () => void;
/** What a test has started; ended after it. */
const started: StartedGateway[] = [];
beforeEach(() => {
  ({ folder, remove: removeFolder } = makeFolder());
});
afterEach(async () => {
  for (const gateway of started.splice(0)) await gateway.stop();
  removeFolder();
});

interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly urls?: readonly string[];
  readonly operations?: string;
  readonly callers?: string;
  readonly policies?: string;
  readonly watch?: boolean;
}

async function start(supergraph: string, options: StartOptions = {}): Promise<StartedGateway> {
  const config = parseGatewayConfig(
    { PORT: '0', ADMIN_PORT: '0', ...options.environment },
    { urls: options.urls ?? [] },
  );
  const gateway = await startGateway(
    {
      config,
      paths: {
        supergraph,
        operations: options.operations,
        callers: options.callers,
        policies: options.policies,
        candidate: config.candidateFile,
        manifests: config.manifestFiles,
      },
      watch: options.watch ?? false,
    },
    { log: pino({ level: 'silent' }), now: () => TEST_NOW },
  );
  started.push(gateway);
  return gateway;
}

function writeFile(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function ask({ url }: StartedGateway, body: object, headers: Record<string, string> = {}) {
  const { status, text } = await sendJson(`${url}/graphql`, body, headers);
  return { status, answer: JSON.parse(text) };
}

async function readStatus({ adminUrl }: StartedGateway) {
  const { text } = await sendHttp(`${adminUrl}/status`, { method: 'GET' });
  return JSON.parse(text);
}

async function readMetric({ adminUrl }: StartedGateway, name: string): Promise<number> {
  const { text } = await sendHttp(`${adminUrl}/metrics`, { method: 'GET' });
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

const CALLERS = JSON.stringify({
  contextClaim: 'context',
  vouchedClaims: [],
  contexts: { reader: { scopes: ['journal:read'] } },
});

describe('genkan gateway', () => {
  it('withholds what is denied, or refuses the whole operation for it', async () => {
    const supergraph = writeFile('supergraph.graphql', graphs.first);
    const query = '{ people { name email } }';
    const { status, answer } = await ask(await start(supergraph), { query });
    expect([status, answer.data.people[0]]).toEqual([200, { name: 'Ada', email: null }]);
    const rejecting = await start(supergraph, { environment: { GENKAN_AUTHORIZATION_MODE: 'reject' } });
    expect((await ask(rejecting, { query })).status).toBe(401);
    expect((await ask(rejecting, { query: '{ people { name } }' })).status).toBe(200);
  });

  it('counts what candidate rules would decide otherwise, and serves by its own', async () => {
    const candidate = writeFile('candidate.graphql', graphs.first.replace(/(email: String) @\w+/, '$1'));
    const gateway = await start(writeFile('supergraph.graphql', graphs.first), {
      environment: { GENKAN_CANDIDATE_SUPERGRAPH: candidate },
    });
    const allowed = () => readMetric(gateway, 'genkan_candidate_differences_total{kind="allowed"}');
    expect((await ask(gateway, { query: '{ people { email } }' })).answer.data.people).toEqual([
      { email: null },
      { email: null },
    ]);
    expect(await allowed()).toBe(1);
    await ask(gateway, { query: '{ people { name } }' });
    expect(await allowed()).toBe(1);
    writeFileSync(candidate, graphs.first);
    await gateway.reload();
    await ask(gateway, { query: '{ people { email } }' });
    expect(await allowed()).toBe(1);
  });

  it('does not start with candidate rules that cannot be evaluated', async () => {
    const candidate = writeFile(
      'candidate.graphql',
      graphs.first.replace('authenticated/v0.1', 'authenticated/v9'),
    );
    const supergraph = writeFile('supergraph.graphql', graphs.first);
    await expect(
      start(supergraph, { environment: { GENKAN_CANDIDATE_SUPERGRAPH: candidate } }),
    ).rejects.toThrow(/candidate\.graphql: Person\.email is guarded by .*authenticated\/v9/);
  });

  it('serves a supergraph file, its subgraphs over HTTP where the file says', async () => {
    const gateway = await start(writeFile('supergraph.graphql', graphs.second));
    expect(await ask(gateway, { query: QUERY })).toEqual({ status: 200, answer: SECOND_ANSWER });
    for (const path of ['/healthz', '/readyz']) {
      expect((await sendHttp(gateway.url + path, { method: 'GET' })).status).toBe(200);
    }
    expect((await readStatus(gateway)).subgraphs.map(({ name }: { name: string }) => name)).toEqual([
      'moods',
      'people',
    ]);
  });

  it('shows browsers Sandbox, with nobody signed in', async () => {
    const gateway = await start(writeFile('supergraph.graphql', graphs.first));
    const { status, text } = await sendHttp(`${gateway.url}/graphql`, {
      method: 'GET',
      headers: { accept: 'text/html' },
    });
    expect(status).toBe(200);
    expect(text).toContain('<html');
    expect(text).not.toContain('authorization');
  });

  it('asks a subgraph where --url or GENKAN_SUBGRAPH_URLS says, in that order', async () => {
    const elsewhere = graphs.first.replaceAll(graphs.peopleUrl, 'http://127.0.0.1:1/graphql');
    const supergraph = writeFile('supergraph.graphql', elsewhere);
    const gateway = await start(supergraph, {
      urls: [`people=${graphs.peopleUrl}`],
      environment: { GENKAN_SUBGRAPH_URLS: 'people=http://127.0.0.1:2/graphql' },
    });
    expect((await ask(gateway, { query: QUERY })).answer).toEqual(FIRST_ANSWER);
    await expect(start(supergraph, { urls: ['peple=http://127.0.0.1:1'] })).rejects.toThrow(
      '--url or GENKAN_SUBGRAPH_URLS names peple, which is no subgraph of',
    );
    await expect(start(supergraph, { urls: ['people'] })).rejects.toThrow(
      '--url, people must be an http or https URL',
    );
  });

  it('attack 70: starts whether or not subgraphs are there, and answers partially', async () => {
    const gone = graphs.first.replaceAll(graphs.peopleUrl, 'http://127.0.0.1:1/graphql');
    const gateway = await start(writeFile('supergraph.graphql', gone));
    expect((await sendHttp(`${gateway.url}/readyz`, { method: 'GET' })).status).toBe(200);
    expect(await ask(gateway, { query: '{ __typename journal }' })).toMatchObject({ status: 401 });
    expect(await ask(gateway, { query: '{ __typename people { name } }' })).toMatchObject({
      status: 200,
      answer: { data: null, errors: [{ path: ['people'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
    });
  });

  it.each([
    ['is not there', undefined, 'there is no such file that can be read.'],
    ['is empty', '', 'Syntax Error: Unexpected <EOF>.'],
    ['is no supergraph', 'type Query { a: Int }', 'The supergraph does not link to the link specification.'],
    ['has a subgraph without an address', 'url: ""', 'subgraph people has no http or https URL'],
  ])('says what is wrong with a supergraph file that %s', async (_what, content, message) => {
    const path = join(folder, 'supergraph.graphql');
    if (content !== undefined) {
      const isPatch = content.startsWith('url:');
      writeFileSync(path, isPatch ? graphs.first.replaceAll(`url: "${graphs.peopleUrl}"`, content) : content);
    }
    await expect(start(path)).rejects.toThrow(message);
    await expect(start(path)).rejects.toThrow(path);
  });
});

describe('a gateway on a graph with classified fields', () => {
  const classified = () =>
    writeFile(
      'classified.graphql',
      composeTestSupergraph([
        {
          name: 'people',
          sdl: `extend schema
            @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
            @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@classified"])
            @composeDirective(name: "@classified")
            directive @classified(as: [String!]!) on FIELD_DEFINITION
            type Query { version: String people: [Person] }
            type Person { name: String @classified(as: ["contact"]) }`,
        },
      ]),
    );

  it('keeps an audit in the data folder, which genkan audit reads', async () => {
    const environment = { GENKAN_DATA_DIR: folder };
    const urls = [`people=${graphs.peopleUrl}`];
    const { url, stop } = await start(classified(), { environment, urls });
    const { text } = await sendJson(`${url}/graphql`, { query: '{ version people { name } }' });
    expect(JSON.parse(text)).toMatchObject({ data: { version: 'first', people: [{ name: 'Ada' }, {}] } });
    await stop();
    const { stdout } = await runGenkan(
      { dataFolder: folder, databaseUrl: undefined, remove: async () => {} },
      ['audit', 'list'],
    );
    expect(stdout).toMatch(/\taccessed\t/);
  });

  it('refuses what it cannot audit, serves the rest, and its readiness says so until it can', async () => {
    const urls = [`people=${graphs.peopleUrl}`];
    const gateway = await start(classified(), { environment: { GENKAN_DATA_DIR: folder }, urls });
    const readiness = async () =>
      JSON.parse((await sendHttp(`${gateway.url}/readyz`, { method: 'GET' })).text);
    rmSync(join(folder, 'audit-heads'), { recursive: true });
    expect(await ask(gateway, { query: '{ people { name } }' })).toMatchObject({
      status: 503,
      answer: { errors: [{ extensions: { code: 'AUDIT_UNAVAILABLE' } }] },
    });
    expect(await readiness()).toEqual({ status: 'ready', audit: 'unavailable' });
    expect(await ask(gateway, { query: '{ version }' })).toMatchObject({ status: 200 });
    mkdirSync(join(folder, 'audit-heads'));
    expect(await ask(gateway, { query: '{ people { name } }' })).toMatchObject({ status: 200 });
    expect(await readiness()).toEqual({ status: 'ready' });
  });

  it('does not start where it cannot keep one, and needs none on another graph', async () => {
    const environment = { GENKAN_DATA_DIR: folder, DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' };
    await expect(start(classified(), { environment, urls: [`people=${graphs.peopleUrl}`] })).rejects.toThrow(
      /DATABASE_URL|ECONNREFUSED/,
    );
    await start(writeFile('first.graphql', graphs.first), { environment });
  });
});

describe('who is there, for a gateway', () => {
  it('without an issuer, is anonymous whatever token comes, and is refused what needs more', async () => {
    const gateway = await start(writeFile('supergraph.graphql', graphs.first));
    for (const headers of [{}, { authorization: 'Bearer x' }]) {
      expect((await ask(gateway, { query: '{ version }' }, headers)).answer).toEqual({
        data: { version: 'first' },
      });
      expect(await ask(gateway, { query: '{ people { email } }' }, headers)).toMatchObject({
        status: 200,
        answer: { data: { people: [{ email: null }, { email: null }] } },
      });
      expect(await ask(gateway, { query: '{ journal }' }, headers)).toMatchObject({ status: 401 });
    }
  });

  it('with an issuer, in development too, is whom its tokens and the caller rules say', async () => {
    const issuer = await startOidcIssuer('people');
    const gateway = await start(writeFile('supergraph.graphql', graphs.first), {
      environment: { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: 'people' },
      callers: writeFile('callers.json', CALLERS),
    });
    const token = await issuer.sign({ sub: 'ada', context: 'reader', scope: 'journal:read' });
    const authorization = `Bearer ${token}`;
    expect((await ask(gateway, { query: '{ journal }' }, { authorization })).answer).toEqual({
      data: { journal: 'Dear diary' },
    });
    expect((await ask(gateway, { query: '{ version }' }, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await ask(gateway, { query: '{ journal }' })).status).toBe(401);
    await issuer.close();
  });

  it('needs rules where there is an issuer, and both and operations in production', async () => {
    const supergraph = writeFile('supergraph.graphql', graphs.first);
    const callers = writeFile('callers.json', CALLERS);
    const oidc = { OIDC_ISSUER: 'https://issuer.example', OIDC_AUDIENCE: 'people' };
    const production = { GENKAN_MODE: 'production' };
    await expect(start(supergraph, { environment: oidc })).rejects.toThrow('--callers is needed');
    await expect(start(supergraph, { environment: { OIDC_ISSUER: oidc.OIDC_ISSUER } })).rejects.toThrow(
      'OIDC_AUDIENCE must be set',
    );
    await expect(start(supergraph, { environment: production })).rejects.toThrow('OIDC_ISSUER must be set');
    await expect(start(supergraph, { environment: { ...production, ...oidc }, callers })).rejects.toThrow(
      'name them by --operations or GENKAN_MANIFESTS',
    );
    await expect(start(supergraph, { environment: { HOST: '0.0.0.0' } })).rejects.toThrow('HOST is 0.0.0.0');
  });

  it('in production gets registered operations alone, and no page', async () => {
    const operations = join(folder, 'operations');
    mkdirSync(join(operations, 'people'), { recursive: true });
    writeFileSync(join(operations, 'directives.graphql'), 'directive @tool(title: String!) on QUERY');
    writeFileSync(
      join(operations, 'people', 'Version.graphql'),
      'query Version @tool(title: "V") { version }',
    );
    const gateway = await start(writeFile('supergraph.graphql', graphs.first), {
      environment: {
        GENKAN_MODE: 'production',
        OIDC_ISSUER: 'https://issuer.example',
        OIDC_AUDIENCE: 'people',
      },
      callers: writeFile('callers.json', CALLERS),
      operations,
    });
    const [{ id }] = (await readStatus(gateway)).operations;
    const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash: id } } };
    expect(await ask(gateway, persisted)).toEqual({ status: 200, answer: { data: { version: 'first' } } });
    expect(await ask(gateway, { query: '{ version }' })).toMatchObject({
      status: 400,
      answer: { errors: [{ extensions: { code: 'OPERATION_NOT_REGISTERED' } }] },
    });
    const page = await sendHttp(`${gateway.url}/graphql`, {
      method: 'GET',
      headers: { accept: 'text/html' },
    });
    expect(page.status).toBe(406);
  });
});

describe('a reload', () => {
  it.each(Object.entries(FILE_LAYOUTS))(
    'is made by itself of a watched file that is %s',
    async (_how, layout) => {
      const { path, change } = layout.create(folder, graphs.first);
      const gateway = await start(path, { watch: true });
      expect((await ask(gateway, { query: QUERY })).answer).toEqual(FIRST_ANSWER);
      for (const [supergraph, answer] of [
        [graphs.second, SECOND_ANSWER],
        [graphs.first, FIRST_ANSWER],
      ] as const) {
        change(supergraph);
        await vi.waitFor(
          async () => expect((await ask(gateway, { query: QUERY })).answer).toEqual(answer),
          10_000,
        );
      }
    },
  );

  it('attack 84: fails no request under load', async () => {
    const { path, change } = FILE_LAYOUTS['mounted as a config map is'].create(folder, graphs.first);
    const gateway = await start(path, { watch: true });
    const counts = { first: 0, second: 0 };
    const wrong: unknown[] = [];
    let stopped = false;
    const load = Array.from({ length: 8 }, async () => {
      while (!stopped) {
        const { status, answer } = await ask(gateway, { query: QUERY });
        const isFirst = answer.data?.version === 'first';
        if (status === 200 && isDeepStrictEqual(answer, isFirst ? FIRST_ANSWER : SECOND_ANSWER)) {
          counts[isFirst ? 'first' : 'second']++;
        } else wrong.push({ status, answer });
      }
    });
    for (const name of ['second', 'first', 'second', 'first'] as const) {
      change(graphs[name]);
      const before = counts[name];
      await vi.waitFor(() => expect(counts[name]).toBeGreaterThan(before + 50), 30_000);
    }
    stopped = true;
    await Promise.all(load);
    expect(wrong).toEqual([]);
    expect(await readMetric(gateway, 'genkan_reloads_total')).toBe(4);
    expect(await readMetric(gateway, 'genkan_reload_failures_total')).toBe(0);
  });

  it('of an invalid file is told to operators, and what was there goes on', async () => {
    const path = writeFile('supergraph.graphql', graphs.first);
    const gateway = await start(path);
    writeFileSync(path, graphs.second.slice(0, -40));
    await gateway.reload();
    expect((await ask(gateway, { query: QUERY })).answer).toEqual(FIRST_ANSWER);
    expect((await sendHttp(`${gateway.url}/readyz`, { method: 'GET' })).status).toBe(200);
    expect((await readStatus(gateway)).reloadFailure).toMatchObject({
      at: TEST_NOW.toISOString(),
      reason: expect.stringContaining(`${path}: Syntax Error`),
    });
    expect(await readMetric(gateway, 'genkan_reload_failures_total')).toBe(1);
    writeFileSync(path, graphs.second);
    await gateway.reload();
    expect((await ask(gateway, { query: QUERY })).answer).toEqual(SECOND_ANSWER);
    expect((await readStatus(gateway)).reloadFailure).toBeNull();
  });

  it('of operations that do not fit the supergraph beside them leaves both as they were', async () => {
    const operations = join(folder, 'operations');
    mkdirSync(operations);
    writeFileSync(join(operations, 'Version.graphql'), 'query Version { version }');
    const gateway = await start(writeFile('supergraph.graphql', graphs.first), { operations, watch: true });
    const [{ id }] = (await readStatus(gateway)).operations;
    writeFileSync(join(operations, 'Other.graphql'), 'query Other { nothing }');
    await vi.waitFor(async () => {
      expect((await readStatus(gateway)).reloadFailure).toMatchObject({
        reason: expect.stringContaining('Other.graphql: Cannot query field "nothing"'),
      });
    }, 30_000);
    const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash: id } } };
    expect((await ask(gateway, persisted)).answer).toEqual({ data: { version: 'first' } });
    writeFileSync(join(operations, 'Other.graphql'), 'query Other { people { name } }');
    await vi.waitFor(async () => {
      const names = (await readStatus(gateway)).operations.map(({ name }: { name: string }) => name);
      expect(names).toEqual(['Other', 'Version']);
    }, 30_000);
  });

  it('takes over caller rules too', async () => {
    const issuer = await startOidcIssuer('people');
    const callers = writeFile('callers.json', CALLERS);
    const gateway = await start(writeFile('supergraph.graphql', graphs.first), {
      environment: { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: 'people' },
      callers,
    });
    const authorization = `Bearer ${await issuer.sign({ sub: 'ada', context: 'reader', scope: 'journal:read' })}`;
    expect((await ask(gateway, { query: '{ journal }' }, { authorization })).status).toBe(200);
    writeFileSync(callers, CALLERS.replace('journal:read', 'other:read'));
    await gateway.reload();
    expect((await ask(gateway, { query: '{ journal }' }, { authorization })).status).toBe(403);
    await issuer.close();
  });
});
