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
