import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenAudit } from '../../../cli/audit/openAudit.ts';
import { createAuditStore } from '../../../cli/audit/repository.ts';
import { verifyAudit } from '../../../cli/audit/runAudit.ts';
import { beginChain, type ChainRow, type Draft, extendChain } from '../../../gateway/audit/chain.ts';
import type { Head } from '../../../gateway/audit/entry.ts';
import { anAccess } from '../../gateway/audit/accesses.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { copyTestData, openTestData, type TestData, type TestDatabase } from '../../harness/testDatabase.ts';
import { listFaults, openTestAudit } from './openTestAudit.ts';

let data: TestData;
let database: TestDatabase;
let folder: string;
const opened: OpenAudit[] = [];

const open = async (dataFolder = folder, environment: Record<string, string> = {}) => {
  const audit = await openTestAudit({ ...data, dataFolder }, database, undefined, environment);
  opened.push(audit);
  return audit;
};

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
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  rmSync(folder, { recursive: true });
});

/** As whoever may do anything to the database, and has neither key nor register. */
async function removeRows(condition: string): Promise<void> {
  const tables = database.tables<unknown>();
  await sql`alter table audit.entry disable trigger all`.execute(tables);
  await sql.raw(`delete from audit.entry where ${condition}`).execute(tables);
}

describe('programs that share a database, a key and a folder', () => {
  it('write chains of their own, however many are at it at once', async () => {
    const audits = await Promise.all([open(), open(), open()]);
    for (let round = 0; round < 5; round++) {
      await Promise.all(
        audits.flatMap(({ trail }) => Array.from({ length: 4 }, () => trail.record(anAccess()))),
      );
      await Promise.all(audits.map(({ trail }) => trail.link()));
    }
    const [audit] = audits;
    if (audit === undefined) throw new Error('No audit is open.');
    const { chains, faults } = await verifyAudit(audit, { keyFiles: [], headFolders: [] });
    expect(faults).toEqual([]);
    expect(chains).toHaveLength(3);
  });
});

describe('two writers of one chain', () => {
  const draftOf = (keyId: string): Draft => ({ at: TEST_NOW, content: { kind: 'opened', keyId, heads: [] } });
  const LINKED: Draft = { at: TEST_NOW, content: { kind: 'linked', heads: [] } };

  /** Both at once, each as if it were alone. */
  async function race(audits: readonly OpenAudit[], head: Head, drafts: readonly (readonly Draft[])[]) {
    return Promise.allSettled(
      audits.map((audit, index) => {
        const rows = extendChain(head, drafts[index] ?? [], audit.signer.signHead);
        return createAuditStore(audit.database.tables()).append(head, rows);
      }),
    );
  }

  it('are refused but for one, at its beginning and further on', async () => {
    const audits = [await open(), await open()];
    const beginning = beginChain('shared');
    const began = await race(audits, beginning, [[draftOf('one')], [draftOf('other'), LINKED]]);
    expect(began.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await sql<ChainRow>`
      select writer, sequence, hash from audit.entry order by sequence desc limit 1`.execute(
      database.tables(),
    );
    const [head] = rows;
    if (head === undefined) throw new Error('Nothing was written.');
    const wentOn = await race(audits, head, [[LINKED, LINKED], [LINKED]]);
    expect(wentOn.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    // Whoever lost goes on from where it believes the chain to be.
    const [audit] = audits;
    if (audit === undefined) throw new Error('No audit is open.');
    const [lost] = extendChain(beginning, [draftOf('third')], audit.signer.signHead);
    if (lost === undefined) throw new Error('There is no row.');
    const late = extendChain(lost, [LINKED], audit.signer.signHead);
    expect(await createAuditStore(audit.database.tables()).append(lost, late)).toBe(false);
    expect(await listFaults(audit)).toEqual([]);
  });
});

describe('the register of heads', () => {
  it('finds the end of a chain cut off between batches that nobody else has seen', async () => {
    const audit = await open();
    await audit.trail.record(anAccess());
    await audit.trail.record(anAccess());
    await removeRows('sequence = 3');
    expect(await listFaults(audit)).toEqual(['truncated 3']);
  });

  it('finds it from a copy elsewhere, as far as that has come, and without one nobody can', async () => {
    const audit = await open();
    await audit.trail.record(anAccess());
    await audit.trail.record(anAccess());
    const copy = join(folder, 'copy');
    cpSync(audit.headFolder, copy, { recursive: true });
    await audit.trail.record(anAccess());
    await audit.close();
    const otherFolder = join(folder, 'other');
    const other = await open(otherFolder, { GENKAN_AUDIT_KEY_FILE: join(folder, 'audit-key.json') });
    const verify = async (headFolders: readonly string[]) =>
      (await verifyAudit(other, { keyFiles: [], headFolders })).faults.map(
        ({ kind, sequence }) => `${kind} ${sequence}`,
      );
    expect(await verify([copy])).toEqual([]);
    // Behind the copy: only the register itself knows.
    await removeRows('sequence > 3');
    expect(await verify([copy])).toEqual([]);
    expect(await verify([audit.headFolder])).toEqual(['truncated 5']);
    await removeRows('sequence > 2');
    expect(await verify([])).toEqual([]);
    expect(await verify([copy])).toEqual(['truncated 3']);
  });

  it('finds that a whole audit is gone', async () => {
    const audit = await open();
    await audit.trail.record(anAccess());
    await removeRows('true');
    expect(await listFaults(audit)).toContain('truncated 2');
  });
});
