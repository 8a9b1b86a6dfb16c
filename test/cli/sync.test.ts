import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGenkan, startGenkan } from '../harness/spawnGenkan.ts';
import { copyTestData, openTestData, type TestData } from '../harness/testDatabase.ts';

const BOOKS = `series,link,publisher,title,volume,format,isbn,date
night-library,https://books.example/1,Lantern Press,The Night Library,1,Paperback,9780306406157,2024-01-09
`;

interface Tables {
  'policy.edition_reference': { edition_id: string; format: string };
}

/** Leaves the copy of editions as an earlier version of the catalog would have. */
async function makeStale(data: TestData): Promise<number> {
  const database = await openTestData(data);
  const tables: Kysely<Tables> = database.tables<Tables>();
  const rows = await tables.selectFrom('policy.edition_reference').selectAll().execute();
  await tables.deleteFrom('policy.edition_reference').where('format', '=', 'PAPERBACK').execute();
  await tables
    .insertInto('policy.edition_reference')
    .values({ edition_id: 'gone', format: 'PAPERBACK' })
    .execute();
  await database.close();
  return rows.length;
}

/** What the copy tells of editions: the items of their parcel, and which of them nobody knows. */
async function askShipping(data: TestData, ...editions: string[]) {
  const args = JSON.stringify({ country: 'US', editions });
  const { stdout } = await runGenkan(data, ['call', 'shipping_options', args]);
  const { parcelItems, unknownEditions } = JSON.parse(stdout).structuredContent.shippingOptions;
  return { parcelItems, unknownEditions };
}

describe.each([
  ['on its own', false],
  ['through the program that has the folder', true],
])('%s', (_where, attached) => {
  let data: TestData;
  let editions: number;
  let stop: () => Promise<unknown> = async () => {};
  beforeAll(async () => {
    data = await copyTestData();
    editions = await makeStale(data);
    if (attached) stop = (await startGenkan(data)).end;
  });
  afterAll(async () => {
    await stop();
    await data.remove();
  });

  it('genkan sync brings copies up to date and says what of', async () => {
    expect(await runGenkan(data, ['sync'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        new RegExp(
          `^up to date: \\d+ series, ${editions} editions, \\d+ offers, \\d+ purchases, \\d+ owned editions, \\d+ customers\n$`,
        ),
      ),
      stderr: '',
    });
    expect(await askShipping(data, 'one-piece-1-paperback', 'gone')).toEqual({
      parcelItems: 1,
      unknownEditions: ['gone'],
    });
  });

  it('genkan import makes new books known to who keeps a copy of them', async () => {
    const books = join(data.dataFolder, 'books.csv');
    writeFileSync(books, BOOKS);
    expect(await runGenkan(data, ['import', books])).toMatchObject({
      code: 0,
      stdout: '1 read, 1 imported, 0 updated, 0 unchanged, 0 left out\n',
    });
    const id = 'isbn-9780306406157';
    expect(await askShipping(data, id)).toEqual({ parcelItems: 1, unknownEditions: [] });
    const wish = JSON.stringify({ editionId: id, idempotencyKey: 'wish' });
    const wished = await runGenkan(data, ['call', 'add_to_wishlist', wish, '--as', 'customer-us']);
    expect(JSON.parse(wished.stdout).structuredContent.addToWishlist).toMatchObject({ userErrors: [] });
  });

  it('genkan sync takes no arguments', async () => {
    const { code, stdout } = await runGenkan(data, ['sync', 'catalog']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

it('genkan sync has nothing to do where publishers and keepers run elsewhere', async () => {
  const data = await copyTestData();
  const names = 'catalog inventory orders customers'.split(' ');
  const urls = names.map((name) => `${name}=http://127.0.0.1:1/graphql`).join(',');
  const env = { GENKAN_SUBGRAPH_URLS: urls };
  expect(await runGenkan(data, ['sync'], { env })).toEqual({
    code: 0,
    stdout: 'nothing to bring up to date: no publisher and keeper of a feed run here\n',
    stderr: '',
  });
  const books = join(data.dataFolder, 'books.csv');
  writeFileSync(books, BOOKS);
  expect(await runGenkan(data, ['import', books], { env })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Served elsewhere: catalog. Import where their database is.\n',
  });
  await data.remove();
});
