import { encode } from 'gpt-tokenizer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let jp: ToolCaller;
let de: ToolCaller;
let support: ToolCaller;
let anonymous: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  jp = await connectCaller(program, 'customer-jp');
  de = await connectCaller(program, 'customer-de');
  support = await connectCaller(program, 'support-de');
  anonymous = await connectCaller(program);
});
afterAll(() => program.stop());

const option = (method: string, amount: string, currency: string, days: readonly [number, number]) => ({
  method,
  cost: { amount, currency },
  minimumDays: days[0],
  maximumDays: days[1],
  tracked: true,
});

describe('shipping_options', () => {
  const toAustria = {
    shippingOptions: {
      marketplace: 'DE',
      ships: true,
      parcelItems: 1,
      unknownEditions: [],
      options: [option('STANDARD', '7.70', 'EUR', [3, 6]), option('EXPRESS', '17.40', 'EUR', [1, 3])],
      clause: { title: 'Shipping to other countries', citation: 'MangaAssist DE Terms, 8.2' },
    },
    editions: [],
  };

  it("tells in general how the caller's marketplace ships to a country, whoever asks", async () => {
    const inDe = { answer: toAustria, statements: 1 };
    expect(await de.call('shipping_options', { country: 'AT' })).toEqual(inDe);
    expect(await support.call('shipping_options', { country: 'AT' })).toEqual(inDe);
    expect(await anonymous.call('shipping_options', { country: 'AT', marketplace: 'DE' })).toEqual(inDe);
    const { answer } = await us.call('shipping_options', { country: 'AT' });
    expect(answer).toMatchObject({
      shippingOptions: {
        marketplace: 'US',
        options: [
          { method: 'INTERNATIONAL', cost: { amount: '17.99', currency: 'USD' } },
          { method: 'EXPRESS' },
        ],
      },
    });
    expect(await anonymous.call('shipping_options', { country: 'AT' })).toEqual({ answer, statements: 1 });
    await expect(us.call('shipping_options', { country: 'AT', marketplace: 'DE' })).rejects.toThrow();
  });

  it('adds up a parcel, leaves out what needs none, and says when a pre-order ships', async () => {
    const editions = [
      'frieren-1-paperback',
      'fullmetal-alchemist-box-set',
      'frieren-14-paperback',
      'frieren-1-digital',
      'no-such-edition',
    ];
    expect(await us.call('shipping_options', { country: 'US', editions })).toEqual({
      answer: {
        shippingOptions: {
          marketplace: 'US',
          ships: true,
          parcelItems: 5,
          unknownEditions: ['no-such-edition'],
          options: [option('STANDARD', '6.49', 'USD', [3, 6]), option('EXPRESS', '14.99', 'USD', [1, 2])],
          clause: {
            title: 'Shipping within the United States',
            citation: 'MangaAssist US Terms, 8.1',
          },
        },
        editions: [
          {
            id: 'frieren-1-paperback',
            title: "Frieren: Beyond Journey's End, Vol. 1",
            format: 'PAPERBACK',
            offer: { availability: 'IN_STOCK' },
          },
          {
            id: 'fullmetal-alchemist-box-set',
            title: 'Fullmetal Alchemist Box Set',
            format: 'BOX_SET',
            offer: { availability: 'IN_STOCK' },
          },
          {
            id: 'frieren-14-paperback',
            title: "Frieren: Beyond Journey's End, Vol. 14",
            format: 'PAPERBACK',
            offer: { availability: 'PREORDER', shipsFrom: '2026-12-23' },
          },
          {
            id: 'frieren-1-digital',
            title: "Frieren: Beyond Journey's End, Vol. 1",
            format: 'DIGITAL',
            offer: { availability: 'IN_STOCK' },
          },
        ],
      },
      // Copies and clause of policy, editions of the catalogue, offers.
      statements: 4,
    });
  });

  it('has no options for what is digital, and none to where nothing is shipped', async () => {
    expect(await jp.call('shipping_options', { country: 'FR', editions: ['frieren-1-digital'] })).toEqual({
      answer: {
        shippingOptions: {
          marketplace: 'JP',
          ships: true,
          parcelItems: 0,
          unknownEditions: [],
          options: [],
          clause: {
            title: 'Delivery of digital editions',
            citation: 'MangaAssist General Terms, 11.1',
          },
        },
        editions: [
          {
            id: 'frieren-1-digital',
            title: "Frieren: Beyond Journey's End, Vol. 1",
            format: 'DIGITAL',
            offer: { availability: 'IN_STOCK' },
          },
        ],
      },
      statements: 4,
    });
    expect(await us.call('shipping_options', { country: 'KP' })).toMatchObject({
      answer: { shippingOptions: { ships: false, parcelItems: 1, options: [] } },
    });
  });

  it('takes as many statements for twenty editions, in 500 tokens for three', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `one-piece-${index + 1}-paperback`);
    const many = await us.call('shipping_options', { country: 'CA', editions: ids });
    expect(many).toMatchObject({ answer: { shippingOptions: { parcelItems: 20 } }, statements: 4 });
    const { answer } = await us.call('shipping_options', { country: 'CA', editions: ids.slice(0, 3) });
    expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(500);
  });

  it('refuses what is no country and more than twenty editions', async () => {
    await expect(us.call('shipping_options', { country: 'UK' })).rejects.toThrow('INVALID_ARGUMENT');
    const editions = Array.from({ length: 21 }, () => 'frieren-1-paperback');
    await expect(us.call('shipping_options', { country: 'US', editions })).rejects.toThrow(
      'INVALID_ARGUMENT',
    );
  });

  it('still tells rates while the catalogue is down', async () => {
    const alone = await startTestProgram({ GENKAN_SUBGRAPH_URLS: 'catalog=http://127.0.0.1:1/graphql' });
    const caller = await connectCaller(alone, 'customer-de');
    const { answer } = await caller.call('shipping_options', {
      country: 'AT',
      editions: ['frieren-1-paperback'],
    });
    expect(answer).toEqual({
      shippingOptions: toAustria.shippingOptions,
      notices: [expect.objectContaining({ path: ['editions'] })],
    });
    await alone.stop();
  });
});
