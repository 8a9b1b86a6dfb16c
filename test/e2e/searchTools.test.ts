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

const FRIEREN_FACETS = {
  total: 5,
  demographics: [{ value: 'SHONEN', count: 5 }],
  formats: [
    { value: 'PAPERBACK', count: 4 },
    { value: 'DIGITAL', count: 1 },
  ],
};
const VINLAND_SAGA_FACETS = {
  total: 2,
  demographics: [{ value: 'SEINEN', count: 2 }],
  formats: [{ value: 'OMNIBUS', count: 2 }],
};

describe('search_catalog', () => {
  const frieren = (amounts: readonly [digital: string, paperback: string], currency: string) => [
    {
      id: 'frieren-1-digital',
      title: "Frieren: Beyond Journey's End, Vol. 1",
      format: 'DIGITAL',
      language: 'en',
      offer: { price: { amount: amounts[0], currency }, availability: 'IN_STOCK' },
    },
    {
      id: 'frieren-1-paperback',
      title: "Frieren: Beyond Journey's End, Vol. 1",
      format: 'PAPERBACK',
      language: 'en',
      offer: { price: { amount: amounts[1], currency }, availability: 'IN_STOCK' },
    },
    {
      id: 'frieren-2-paperback',
      title: "Frieren: Beyond Journey's End, Vol. 2",
      format: 'PAPERBACK',
      language: 'en',
      offer: { price: { amount: amounts[1], currency }, availability: 'IN_STOCK' },
    },
    {
      id: 'frieren-3-paperback',
      title: "Frieren: Beyond Journey's End, Vol. 3",
      format: 'PAPERBACK',
      language: 'en',
      offer: { price: { amount: amounts[1], currency }, availability: 'BACKORDER' },
    },
    {
      id: 'frieren-4-paperback',
      title: "Frieren: Beyond Journey's End, Vol. 4",
      format: 'PAPERBACK',
      language: 'en',
      offer: { price: { amount: amounts[1], currency }, availability: 'PREORDER' },
    },
  ];

  it("answers with the prices of the caller's marketplace, US for whoever has none", async () => {
    const inUs = {
      answer: {
        searchCatalog: {
          nodes: frieren(['6.99', '9.99'], 'USD'),
          facets: FRIEREN_FACETS,
          pageInfo: { hasNextPage: false },
        },
      },
      statements: 3,
    };
    expect(await us.call('search_catalog', { query: 'frieren' })).toEqual(inUs);
    expect(await support.call('search_catalog', { query: 'frieren' })).toEqual(inUs);
    expect(await anonymous.call('search_catalog', { query: 'frieren' })).toEqual(inUs);
    expect(await jp.call('search_catalog', { query: '葬送のフリーレン' })).toEqual({
      answer: {
        searchCatalog: {
          nodes: frieren(['543.00', '594.00'], 'JPY'),
          facets: FRIEREN_FACETS,
          pageInfo: { hasNextPage: false },
        },
      },
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
    const rest = { query: 'vinland saga', format: 'OMNIBUS', first: 20, after };
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
          pageInfo: { hasNextPage: false },
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
});
