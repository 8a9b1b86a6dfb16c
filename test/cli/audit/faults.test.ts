import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenAudit } from '../../../cli/audit/openAudit.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import { copyTestData, openTestData, type TestData, type TestDatabase } from '../../harness/testDatabase.ts';
import { type OpenGraph, openGraph } from '../../secondGraph/openGraph.ts';
import { type DatabaseProxy, startDatabaseProxy } from './databaseProxy.ts';
import { listFaults, openTestAudit } from './openTestAudit.ts';

const SDL = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
  @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@classified"])
  @composeDirective(name: "@classified")
  directive @classified(as: [String!]!) on FIELD_DEFINITION
  type Query { version: String phone: String @classified(as: ["contact"]) }
  type Mutation { forget: Boolean }`;

let data: TestData;
let database: TestDatabase;
let folder: string;
let proxy: DatabaseProxy | undefined;
let audit: OpenAudit;
let graph: OpenGraph;
let forgotten: number;

beforeAll(async () => {
  data = await copyTestData();
  database = await openTestData(data);
});
afterAll(async () => {
  await database.close();
  await data.remove();
});
beforeEach(async () => {
  await sql`drop schema if exists audit cascade`.execute(database.tables());
  folder = mkdtempSync(join(tmpdir(), 'genkan-test-'));
  proxy = data.databaseUrl === undefined ? undefined : await startDatabaseProxy(data.databaseUrl);
  audit = await openTestAudit({ dataFolder: folder, databaseUrl: proxy?.url }, database);
  forgotten = 0;
  const forget = () => {
    forgotten += 1;
    return true;
  };
  graph = openGraph({
    subgraphs: [
      {
        name: 'library',
        sdl: SDL,
        resolvers: { Query: { version: () => '1', phone: () => '555' }, Mutation: { forget } },
      },
    ],
    callerRules: parseCallerRules({ contextClaim: 'context', vouchedClaims: [], contexts: {} }),
    audit: audit.trail,
  });
});
afterEach(async () => {
  proxy?.resume();
  await audit.close();
  await proxy?.close();
  rmSync(folder, { recursive: true });
});

const refusal = { status: 'rejected', reason: { code: 'AUDIT_UNAVAILABLE' } };

async function expectServed(): Promise<void> {
  const before = forgotten;
  expect((await graph.run('{ phone }')).data).toEqual({ phone: '555' });
  expect((await graph.run('mutation { forget }')).data).toEqual({ forget: true });
  expect(forgotten).toBe(before + 1);
  expect(audit.trail.isAvailable()).toBe(true);
}

/** Nothing classified comes out, no mutation runs, all else is served. */
async function expectRefused(): Promise<void> {
  const before = forgotten;
  const settled = Promise.allSettled([graph.run('{ version phone }'), graph.run('mutation { forget }')]);
  expect((await graph.run('{ version }')).data).toEqual({ version: '1' });
  expect(await settled).toMatchObject([refusal, refusal]);
  expect(forgotten).toBe(before);
  expect(audit.trail.isAvailable()).toBe(false);
}

describe('a call that must be audited', () => {
  it('fails while the disk is full, and is served again after', async () => {
    await expectServed();
    await sql`
      create or replace function audit.fill_disk() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`.execute(
      database.tables(),
    );
    await sql`
      create trigger disk_full before insert on audit.entry
      for each row execute function audit.fill_disk()`.execute(database.tables());
    await expectRefused();
    await audit.trail.probe();
    expect(audit.trail.isAvailable()).toBe(false);
    await sql`drop trigger disk_full on audit.entry`.execute(database.tables());
    await audit.trail.probe();
    expect(audit.trail.isAvailable()).toBe(true);
    await expectServed();
    expect(await listFaults(audit)).toEqual([]);
  });

  it('fails where the register of heads cannot be written', async () => {
    await audit.close();
    rmSync(join(folder, 'audit-heads'), { recursive: true });
    await expectRefused();
  });
});

describe.runIf(process.env.DATABASE_URL !== undefined)('a call that must be audited on a server', () => {
  it('fails while it is down, and is served again without another start', async () => {
    await expectServed();
    proxy?.stop();
    await expectRefused();
    proxy?.resume();
    await audit.trail.probe();
    await expectServed();
    expect(await listFaults(audit)).toEqual([]);
  });

  it('fails where it does not answer in time, and its late answer spoils nothing', async () => {
    await expectServed();
    proxy?.hold();
    await expectRefused();
    proxy?.resume();
    await expectServed();
    expect(await listFaults(audit)).toEqual([]);
  });
});
