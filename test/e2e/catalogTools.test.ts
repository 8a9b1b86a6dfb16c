import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let jp: ToolCaller;
let support: ToolCaller;
let anonymous: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  jp = await connectCaller(program, 'customer-jp');
  support = await connectCaller(program, 'support-us');
  anonymous = await connectCaller(program);
});
afterAll(() => program.stop());

describe('search_catalog', () => {
  const inPrint = (amount: string, currency: string) =>
    [
      { volume: 1, isbn13: '9781974725762', releaseDate: '2021-11-09', availability: 'IN_STOCK' },
      { volume: 2, availability: 'IN_STOCK' },
      { volume: 3, availability: 'BACKORDER' },
    ].map(({ volume, availability, ...facts }) => ({
      id: `frieren-${volume}-paperback`,
      title: `Frieren: Beyond Journey's End, Vol. ${volume}`,
      ...facts,
      format: 'PAPERBACK',
      language: 'en',
      offer: { price: { amount, currency }, availability },
    }));
  const filters = { format: 'PAPERBACK', language: 'en', first: 3 };

  it("answers with the prices of the caller's marketplace, US for whoever has none", async () => {
    const pageInfo = { hasNextPage: true, endCursor: expect.any(String) };
    const inUs = {
      answer: { searchCatalog: { nodes: inPrint('9.99', 'USD'), pageInfo } },
      statements: 2,
    };
    for (const caller of [us, support, anonymous]) {
      expect(await caller.call('search_catalog', { query: 'frieren', ...filters })).toEqual(inUs);
    }
    expect(await jp.call('search_catalog', { query: '葬送のフリーレン', ...filters })).toEqual({
      answer: { searchCatalog: { nodes: inPrint('594.00', 'JPY'), pageInfo } },
      statements: 2,
    });
  });

  it('keeps to its filters and pages on from its cursor, in as many statements however long the page', async () => {
    const omnibus = { format: 'OMNIBUS', language: 'en' };
    const first = await jp.call('search_catalog', { query: 'vinland saga', format: 'OMNIBUS', first: 1 });
    expect(first).toEqual({
      answer: {
        searchCatalog: {
          nodes: [
            {
              id: 'vinland-saga-1-2-omnibus',
              title: 'Vinland Saga Omnibus, Vols. 1-2',
              isbn13: '9781612624204',
              ...omnibus,
              // Not sold there, which is an answer of its own.
              offer: { reason: 'NOT_ONBOARDED' },
            },
          ],
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
      statements: 2,
    });
    const after = (first.answer as { searchCatalog: { pageInfo: { endCursor: string } } }).searchCatalog
      .pageInfo.endCursor;
    const rest = { query: 'vinland saga', format: 'OMNIBUS', first: 1, after };
    expect(await jp.call('search_catalog', rest)).toEqual({
      answer: {
        searchCatalog: {
          nodes: [
            {
              id: 'vinland-saga-3-4-omnibus',
              title: 'Vinland Saga Omnibus, Vols. 3-4',
              ...omnibus,
              offer: { reason: 'NOT_ONBOARDED' },
            },
          ],
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
      statements: 2,
    });
    // 51: another caller's cursor.
    await expect(us.call('search_catalog', rest)).rejects.toThrow('INVALID_CURSOR');
    expect(program.statements).toEqual([]);
  });
});

describe('edition_by_isbn', () => {
  const fullmetal = (offer: object) => ({
    edition: {
      id: 'fullmetal-alchemist-1-paperback',
      title: 'Fullmetal Alchemist, Vol. 1',
      series: {
        titles: {
          english: 'Fullmetal Alchemist',
          romaji: 'Hagane no Renkinjutsushi',
          native: '鋼の錬金術師',
        },
        contributors: [{ role: 'STORY_AND_ART', contributor: { name: 'Hiromu Arakawa' } }],
      },
      contains: [{ label: '1' }],
      format: 'PAPERBACK',
      language: 'en',
      publisher: 'VIZ Media',
      releaseDate: '2005-05-03',
      preorder: false,
      offer,
    },
  });

  it('finds the edition, with or without hyphens, and says where it is not sold', async () => {
    expect(await us.call('edition_by_isbn', { isbn13: '978-1-5911-6920-8' })).toEqual({
      answer: fullmetal({ price: { amount: '9.99', currency: 'USD' }, availability: 'IN_STOCK' }),
      statements: 6,
    });
    expect(await jp.call('edition_by_isbn', { isbn13: '9781591169208' })).toEqual({
      answer: fullmetal({
        reason: 'NOT_ONBOARDED',
        message: 'This edition has no offer in marketplace JP.',
      }),
      statements: 6,
    });
  });

  it('has nothing to say of an ISBN that is no book here, and asks no store about one that cannot be', async () => {
    expect(await anonymous.call('edition_by_isbn', { isbn13: '9780306406157' })).toEqual({
      answer: {},
      statements: 1,
    });
    program.statements.length = 0;
    const result = await anonymous.client.callTool({
      name: 'edition_by_isbn',
      arguments: { isbn13: '9780306406158' },
    });
    const message = 'An argument is outside its stated range or form.';
    const error = { code: 'INVALID_ARGUMENT', message, path: ['edition'] };
    expect(result).toMatchObject({
      isError: true,
      content: [{ type: 'text', text: JSON.stringify({ error }) }],
    });
    expect(program.statements).toEqual([]);
  });
});

describe('edition_availability', () => {
  const preorder = (marketplace: string, amount: string, currency: string) => ({
    answer: {
      edition: {
        id: 'frieren-14-paperback',
        title: "Frieren: Beyond Journey's End, Vol. 14",
        format: 'PAPERBACK',
        offer: {
          marketplace,
          price: { amount, currency },
          availability: 'PREORDER',
          shipsFrom: '2026-12-23',
          freshness: { asOf: '2026-11-23T12:00:00.000Z', stale: false },
        },
      },
    },
    statements: 2,
  });
  const edition = 'frieren-14-paperback';

  it("tells price, stock and its age in the caller's own marketplace", async () => {
    expect(await us.call('edition_availability', { edition })).toEqual(preorder('US', '9.99', 'USD'));
    expect(await jp.call('edition_availability', { edition })).toEqual(preorder('JP', '594.00', 'JPY'));
    expect(await anonymous.call('edition_availability', { isbn13: '9781974725762' })).toEqual({
      answer: {
        edition: {
          id: 'frieren-1-paperback',
          title: "Frieren: Beyond Journey's End, Vol. 1",
          format: 'PAPERBACK',
          offer: {
            marketplace: 'US',
            price: { amount: '9.99', currency: 'USD' },
            availability: 'IN_STOCK',
            stock: 25,
            freshness: { asOf: '2026-11-23T12:00:00.000Z', stale: false },
          },
        },
      },
      statements: 2,
    });
  });

  it('lets anybody look into another marketplace but a signed-in caller outside its grant', async () => {
    const elsewhere = { edition, marketplace: 'DE' };
    expect(await anonymous.call('edition_availability', elsewhere)).toEqual(preorder('DE', '8.00', 'EUR'));
    const denied = {
      answer: {
        edition: {
          id: edition,
          title: "Frieren: Beyond Journey's End, Vol. 14",
          format: 'PAPERBACK',
        },
        notices: [
          { path: ['edition', 'offer'], code: 'DENIED', reason: 'This caller may not ask for that.' },
        ],
      },
      statements: 1,
    };
    expect(await us.call('edition_availability', elsewhere)).toEqual(denied);
    expect(await support.call('edition_availability', elsewhere)).toEqual(denied);
  });
});
