import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenAudit } from '../../../cli/audit/openAudit.ts';
import { listAudit, pruneAudit, verifyAudit } from '../../../cli/audit/runAudit.ts';
import { anAccess } from '../../gateway/audit/accesses.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { copyTestData, openTestData, type TestData, type TestDatabase } from '../../harness/testDatabase.ts';
import { listFaults, openTestAudit } from './openTestAudit.ts';

const NOWHERE = { keyFiles: [], headFolders: [] };

let data: TestData;
let database: TestDatabase;
/** Of the first program: its key and its register. */
let folder: string;
let now: Date;
const opened: OpenAudit[] = [];

const open = async (environment: Record<string, string> = {}) => {
  const audit = await openTestAudit({ ...data, dataFolder: folder }, database, () => now, environment);
  opened.push(audit);
  return audit;
};

let audit: OpenAudit;
beforeAll(async () => {
  data = await copyTestData();
  database = await openTestData(data);
});
afterAll(async () => {
  await database.close();
  await data.remove();
});
beforeEach(async () => {
  now = TEST_NOW;
  await sql`drop schema if exists audit cascade`.execute(database.tables());
  folder = mkdtempSync(join(tmpdir(), 'genkan-test-'));
  audit = await open();
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  rmSync(folder, { recursive: true });
});

/** A group of one and one of three: entries 1 and 2, then 3, 4 and 5. */
async function write({ trail }: OpenAudit): Promise<void> {
  await trail.record(anAccess());
  await Promise.all([1, 2, 3].map((number) => trail.record(anAccess({ requestId: `${number}` }))));
}

const later = (days: number) => new Date(TEST_NOW.getTime() + days * 24 * 60 * 60 * 1_000);

/** As somebody who may do anything to the database, and has neither key nor register. */
async function attack(statement: string): Promise<void> {
  const tables = database.tables<unknown>();
  for (const table of ['entry', 'party']) {
    await sql.raw(`alter table audit.${table} disable trigger all`).execute(tables);
  }
  await sql.raw(statement).execute(tables);
}

describe('the database', () => {
  it.each([
    "update audit.entry set body = 'x'",
    'delete from audit.entry',
    'truncate audit.entry',
    "update audit.party set name = 'x'",
    'delete from audit.party',
    'truncate audit.party',
    "update customers.audit_entry set reason = 'x'",
    'delete from customers.audit_entry',
  ])('refuses: %s', async (statement) => {
    await write(audit);
    const tables = database.tables<unknown>();
    await sql`
      insert into customers.audit_entry (at, subject, context, request_id, customer_id, reason, found)
      values (now(), 's', 'support', 'r', 'c', 'reason', true)`.execute(tables);
    await expect(sql.raw(statement).execute(tables)).rejects.toThrow(/only ever added/);
    expect(await listFaults(audit)).toEqual([]);
  });
});

describe('what is found of whoever has the database', () => {
  it.each([
    ["update audit.entry set body = replace(body, 'contact', 'public!') where sequence = 3", 'changed 3'],
    ["update audit.entry set at = at + interval '1 hour' where sequence = 3", 'changed 3'],
    ["update audit.entry set hash = repeat('0', 64) where sequence = 3", 'changed 3'],
    ['update audit.entry set signature = null where sequence = 2', 'changed 2'],
    ["update audit.entry set signature = 'AAAA' where sequence = 2", 'foreign 2'],
    ['update audit.entry set sequence = 9 where sequence = 4', 'removed 4'],
    ["update audit.entry set writer = 'w' where sequence = 4", 'removed 4'],
    ['delete from audit.entry where sequence = 1', 'removed 1'],
    ['delete from audit.entry where sequence = 3', 'removed 3'],
    ['delete from audit.entry where sequence = 5', 'truncated 5'],
    ['delete from audit.entry where sequence >= 3', 'truncated 5'],
    ['delete from audit.entry', 'truncated 5'],
    [
      `alter table audit.entry drop constraint entry_pkey;
       insert into audit.entry select * from audit.entry where sequence = 3`,
      'forked 3',
    ],
    ["update audit.party set name = 'caller:innocent' where name like 'caller:%'", 'party changed'],
    ["delete from audit.party where name like 'caller:%'", 'party removed'],
  ])('%s', async (statement, fault) => {
    await write(audit);
    await attack(statement);
    expect(await listFaults(audit)).toContain(fault);
  });

  it('a database set back to an earlier backup, by the register, and for good once it is written to again', async () => {
    await write(audit);
    await sql`drop table if exists public.backup`.execute(database.tables());
    await sql`create table public.backup as select * from audit.entry`.execute(database.tables());
    await audit.trail.record(anAccess());
    await attack('delete from audit.entry; insert into audit.entry select * from public.backup');
    expect(await listFaults(audit)).toEqual(['truncated 6']);
    await expect(audit.trail.record(anAccess())).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await audit.trail.record(anAccess());
    expect(await listFaults(audit)).toEqual(['truncated 6']);
  });
});

describe('two replicas on one database', () => {
  it('write a chain each, verified together where they share a key, and link one another', async () => {
    const otherFolder = mkdtempSync(join(tmpdir(), 'genkan-test-'));
    const other = await open({
      GENKAN_DATA_DIR: otherFolder,
      GENKAN_AUDIT_KEY_FILE: join(folder, 'audit-key.json'),
    });
    await Promise.all([write(audit), write(other)]);
    await audit.trail.link();
    const { chains, faults } = await verifyAudit(audit, NOWHERE);
    expect(faults).toEqual([]);
    expect(chains).toHaveLength(2);
    const { rows } = await sql<{ name: string }>`select name from audit.party order by name`.execute(
      database.tables(),
    );
    expect(rows).toEqual([{ name: 'caller:staff-1' }, { name: 'subject:ada' }]);
    // What only the other's register has seen is known here by the link.
    await other.trail.close();
    rmSync(otherFolder, { recursive: true });
    const { writer } = chains.find(({ entries }) => entries === 5) ?? {};
    await attack(`delete from audit.entry where writer = '${writer}' and sequence >= 5`);
    expect(await listFaults(audit)).toContain('truncated 5');
  });

  it('do not pass for one another with keys of their own, unless the key is given', async () => {
    const otherFolder = mkdtempSync(join(tmpdir(), 'genkan-test-'));
    const other = await open({ GENKAN_DATA_DIR: otherFolder });
    await write(other);
    expect(await listFaults(audit)).toEqual(['foreign 2']);
    const keyFiles = [join(otherFolder, 'audit-key.json')];
    expect((await verifyAudit(audit, { keyFiles, headFolders: [] })).faults).toEqual([]);
  });
});

describe('pruning', () => {
  it('removes what is older, goes on verifying, and lets a chain go on of which nothing is left', async () => {
    await write(audit);
    now = later(1);
    await audit.trail.record(anAccess({ at: now }));
    expect(await pruneAudit(audit, later(0.5), NOWHERE)).toEqual({ pruned: 5, chains: 1 });
    expect(await listFaults(audit)).toEqual([]);
    now = later(3);
    expect(await pruneAudit(audit, later(2), NOWHERE)).toEqual({ pruned: 2, chains: 1 });
    await audit.trail.record(anAccess());
    expect(await listFaults(audit)).toEqual([]);
    await attack('delete from audit.checkpoint');
    expect(await listFaults(audit)).not.toEqual([]);
  });

  it('remembers who was erased in what it removes', async () => {
    await write(audit);
    const { rows } = await sql<{ pseudonym: string }>`
      select pseudonym from audit.party where name = 'subject:ada'`.execute(database.tables());
    await audit.trail.write({ kind: 'erased', parties: rows.map(({ pseudonym }) => pseudonym) });
    now = later(1);
    // From before this program came to know.
    await audit.trail.record(anAccess({ at: now }));
    await attack("delete from audit.party where name = 'subject:ada'");
    await pruneAudit(audit, later(0.5), NOWHERE);
    expect(await listFaults(audit)).toEqual([]);
  });

  it('refuses where the audit does not verify', async () => {
    await write(audit);
    await attack('delete from audit.entry where sequence = 3');
    await expect(pruneAudit(audit, later(1), NOWHERE)).rejects.toThrow('nothing is pruned');
  });
});

describe('listing', () => {
  it('names who is known, filters by subject and time, and is latest first', async () => {
    await write(audit);
    now = later(1);
    await audit.trail.record(anAccess({ at: now, subjects: ['bob'] }));
    const list = (filter: { subject?: string; since?: string }) =>
      listAudit(audit, { subject: undefined, since: undefined, limit: 10, ...filter });
    expect(await list({})).toHaveLength(6);
    expect(await list({ subject: 'bob' })).toEqual([
      expect.objectContaining({
        caller: 'caller:staff-1',
        subjects: ['subject:bob'],
        tokenSubject: 'staff-1',
        stated: { reason: 'a parcel is lost' },
        at: now.toISOString(),
      }),
    ]);
    expect(await list({ subject: 'nobody' })).toEqual([]);
    expect(await list({ since: later(0.5).toISOString() })).toHaveLength(1);
  });
});
