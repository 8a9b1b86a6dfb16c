import { encode } from 'gpt-tokenizer';
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

const VINLAND_SAGA_FACETS = {
  total: 13,
  demographics: [{ value: 'SEINEN', count: 13 }],
  formats: [{ value: 'OMNIBUS', count: 13 }],
};

describe('search_catalog', () => {
  const inPrint = (amount: string, currency: string) =>
    [
      { volume: 1, availability: 'IN_STOCK' },
      { volume: 2, availability: 'IN_STOCK' },
      { volume: 3, availability: 'BACKORDER' },
    ].map(({ volume, availability }) => ({
      id: `frieren-${volume}-paperback`,
      title: `Frieren: Beyond Journey's End, Vol. ${volume}`,
      format: 'PAPERBACK',
      language: 'en',
      offer: { price: { amount, currency }, availability },
    }));
  const filters = { format: 'PAPERBACK', language: 'en', first: 3 };

  it("answers with the prices of the caller's marketplace, US for whoever has none", async () => {
    const FACETS = {
      total: 14,
      demographics: [{ value: 'SHONEN', count: 14 }],
      formats: [{ value: 'PAPERBACK', count: 14 }],
    };
    const pageInfo = { hasNextPage: true, endCursor: expect.any(String) };
    const inUs = {
      answer: { searchCatalog: { nodes: inPrint('9.99', 'USD'), facets: FACETS, pageInfo } },
      statements: 3,
    };
    for (const caller of [us, support, anonymous]) {
      expect(await caller.call('search_catalog', { query: 'frieren', ...filters })).toEqual(inUs);
    }
    expect(await jp.call('search_catalog', { query: '葬送のフリーレン', ...filters })).toEqual({
      answer: { searchCatalog: { nodes: inPrint('594.00', 'JPY'), facets: FACETS, pageInfo } },
      statements: 3,
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
              ...omnibus,
              // Not sold there, which is an answer of its own.
              offer: { reason: 'NOT_ONBOARDED' },
            },
          ],
          facets: VINLAND_SAGA_FACETS,
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
      statements: 3,
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
          facets: VINLAND_SAGA_FACETS,
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
      statements: 3,
    });
    // 51: another caller's cursor.
    await expect(us.call('search_catalog', rest)).rejects.toThrow('INVALID_CURSOR');
    expect(program.statements).toEqual([]);
  });

  it("prices in the marketplace asked for, and refuses one outside the caller's grant before any statement", async () => {
    const call = { query: 'yotsuba', first: 1, marketplace: 'DE', maxPrice: '9.50' };
    const yotsuba = {
      nodes: [
        {
          id: 'yotsuba-1-paperback',
          offer: { price: { amount: '9.50', currency: 'EUR' }, availability: 'IN_STOCK' },
        },
      ],
    };
    expect(await anonymous.call('search_catalog', call)).toMatchObject({
      answer: { searchCatalog: yotsuba },
    });
    const de = await connectCaller(program, 'customer-de');
    expect(await de.call('search_catalog', { ...call, marketplace: undefined })).toMatchObject({
      answer: { searchCatalog: yotsuba },
    });
    for (const caller of [us, jp, support]) {
      await expect(caller.call('search_catalog', call)).rejects.toThrow('DENIED');
      expect(program.statements).toEqual([]);
    }
  });

  it('keeps out what is dearer and what cannot be ordered', async () => {
    const call = { query: 'fullmetal alchemist', maxPrice: '9.99', sold: true };
    const inUs = await us.call('search_catalog', call);
    const { nodes } = (inUs.answer as { searchCatalog: { nodes: { id: string }[] } }).searchCatalog;
    const ids = nodes.map(({ id }) => id);
    expect(ids).toContain('fullmetal-alchemist-2-paperback');
    expect(ids).not.toContain('fullmetal-alchemist-3-paperback');
    expect(ids).not.toContain('fullmetal-alchemist-box-set');
    // Not sold there at all.
    expect(await jp.call('search_catalog', call)).toMatchObject({
      answer: { searchCatalog: { nodes: [], facets: { total: 0 } } },
    });
  });

  it('17: finds dark-fantasy seinen under twelve dollars, one of each series first, in 500 tokens', async () => {
    const call = { query: 'Dark-fantasy seinen', maxPrice: '12', sold: true };
    const node = (id: string, title: string, format: string, amount: string, availability = 'IN_STOCK') => ({
      id,
      title,
      format,
      language: 'en',
      offer: { price: { amount, currency: 'USD' }, availability },
    });
    const found = {
      answer: {
        searchCatalog: {
          nodes: [
            node('berserk-1-digital', 'Berserk, Vol. 1', 'DIGITAL', '8.99'),
            node('dorohedoro-1-digital', 'Dorohedoro, Vol. 1', 'DIGITAL', '8.99'),
            node('tokyo-ghoul-1-digital', 'Tokyo Ghoul, Vol. 1', 'DIGITAL', '7.99'),
            node('tokyo-ghoul-re-1-paperback', 'Tokyo Ghoul: re, Vol. 1', 'PAPERBACK', '11.99', 'BACKORDER'),
            node('berserk-2-digital', 'Berserk, Vol. 2', 'DIGITAL', '8.99'),
          ],
          facets: {
            total: 56,
            demographics: [{ value: 'SEINEN', count: 56 }],
            formats: [
              { value: 'DIGITAL', count: 28 },
              { value: 'PAPERBACK', count: 28 },
            ],
          },
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
      statements: 3,
    };
    for (const caller of [us, support, anonymous]) {
      expect(await caller.call('search_catalog', call)).toEqual(found);
    }
  });

  it.each([{ query: '' }, { query: 'fantasy' }, { query: 'one piece' }, { query: 'freiren' }])(
    'answers %o in at most 500 tokens',
    async (call) => {
      const { answer } = await us.call('search_catalog', call);
      expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(500);
    },
  );
});
