import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJson } from '../../harness/httpRequest.ts';
import { type RunningGenkan, runGenkan, startGenkan } from '../../harness/spawnGenkan.ts';
import { copyTestData, openTestData, type TestData } from '../../harness/testDatabase.ts';

let data: TestData;
let running: RunningGenkan | undefined;
beforeAll(async () => {
  data = await copyTestData();
});
afterAll(async () => {
  await running?.end('SIGKILL');
  await data.remove();
});

const genkan = (...args: string[]) => runGenkan(data, args);
const look = () =>
  genkan(
    'call',
    'support_customer360',
    '{"customerId":"cust-us-1","reason":"a parcel is lost"}',
    '--as',
    'support-us',
  );

async function signIn(persona: string): Promise<string> {
  return (await genkan('token', '--as', persona)).stdout.trim();
}

async function useDatabase(statement: string): Promise<void> {
  const database = await openTestData(data);
  await sql.raw(statement).execute(database.tables());
  await database.close();
}

/** Every text in the database, to look for somebody in. */
async function dumpTexts(): Promise<string> {
  const database = await openTestData(data);
  const tables = database.tables<unknown>();
  const { rows } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`.execute(
    tables,
  );
  const texts: string[] = [];
  for (const { schema, name } of rows) {
    const { rows: contents } = await sql<{ text: string }>`
      select row_to_json(t)::text as text from ${sql.id(schema, name)} t`.execute(tables);
    texts.push(...contents.map(({ text }) => `${schema}.${name} ${text}`));
  }
  await database.close();
  return texts.join('\n');
}

describe('genkan audit', () => {
  it('lists who looked at whom and why, and verifies, through a program that runs', async () => {
    running = await startGenkan(data);
    expect(await look()).toMatchObject({ code: 0 });
    const { stdout } = await genkan('audit', 'list', '--subject', 'cust-us-1');
    expect(stdout).toMatch(/\taccessed\tcaller:support-us\tsupport\tSupportCustomer360\tsubject:cust-us-1/);
    expect(await genkan('audit', 'verify')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^verified \d+ entries/),
    });
  });

  it('refuses what it does not know, and times that are none', async () => {
    expect(await genkan('audit')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('genkan audit list'),
    });
    expect(await genkan('audit', 'prune', '--before', 'yesterday')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--before must be a time'),
    });
  });

  it('verifies after the program was killed under load, and has an entry of all that was released', async () => {
    if (running === undefined) throw new Error('No program runs.');
    const { url } = running;
    const token = await signIn('customer-us');
    let released = 0;
    let isOver = false;
    const client = async () => {
      while (!isOver) {
        const answer = await sendJson(
          `${url}/graphql`,
          { query: '{ me { maskedEmail } }' },
          { authorization: `Bearer ${token}` },
        ).catch(() => undefined);
        if (answer?.status === 200) released += 1;
        else return;
      }
    };
    const clients = Array.from({ length: 8 }, client);
    while (released < 200) await new Promise((resolve) => setTimeout(resolve, 5));
    await running.end('SIGKILL');
    isOver = true;
    await Promise.all(clients);
    running = undefined;
    expect(await genkan('audit', 'verify')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('no end'),
    });
    const { stdout } = await genkan('audit', 'list', '--limit', '100000', '--json');
    const entries: { operationId: string | null; kind: string }[] = JSON.parse(stdout).entries;
    const kept = entries.filter(({ kind, operationId }) => kind === 'accessed' && operationId === null);
    expect(kept.length).toBeGreaterThanOrEqual(released);
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: 'accessed', coordinates: expect.arrayContaining([expect.any(Array)]) }),
    );
  });

  it('ends with status 1 and the first wrong entry where one was changed', async () => {
    await useDatabase(`alter table audit.entry disable trigger all;
      update audit.entry set body = replace(body, 'support', 'service') where sequence = 2`);
    expect(await genkan('audit', 'verify')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^changed: entry 2 of chain /),
    });
    await useDatabase(`update audit.entry set body = replace(body, 'service', 'support') where sequence = 2`);
  });

  it('prunes what is older, and verifies on', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(await genkan('audit', 'prune', '--before', tomorrow)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^pruned \d+ entries/),
    });
    expect(await genkan('audit', 'verify')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^verified 3 entries/),
    });
  });
});

describe('genkan erase', () => {
  it('asks for a yes that nobody there can give', async () => {
    expect(await genkan('erase', '--customer', 'cust-us-1')).toMatchObject({ code: 1 });
  });

  it('removes all that tells of a customer, through a program that runs, and the audit verifies', async () => {
    running = await startGenkan(data);
    expect(await look()).toMatchObject({ code: 0 });
    const { code, stdout } = await genkan('erase', '--customer', 'cust-us-1', '--yes');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('customers: 1 customers') });
    expect(await genkan('audit', 'verify')).toMatchObject({ code: 0 });
    const { stdout: list } = await genkan('audit', 'list');
    expect(list).toContain('erased');
    expect(list).not.toContain('cust-us-1');
    await running.end();
    running = undefined;
    const left = await dumpTexts();
    expect(left.split('\n').filter((line) => /cust-us-1\b|Emily|emily\./.test(line))).toEqual([]);
    expect(left).toContain('cust-us-2');
  });
});
