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
  support = await connectCaller(program, 'support-us');
  anonymous = await connectCaller(program);
});
afterAll(() => program.stop());

const item = (id: string, title: string, amount: string) => ({ edition: { id, title }, price: { amount } });
const box = (amount: string) => ({
  format: 'BOX_SET',
  volumes: ['1-27'],
  editionCount: 1,
  subtotal: { amount },
  items: [item('fullmetal-alchemist-box-set', 'Fullmetal Alchemist Box Set', amount)],
});

describe('series_bundle_price', () => {
  const fullmetal = (cheapestSet: object) => ({
    answer: {
      series: {
        id: 'fullmetal-alchemist',
        titles: { english: 'Fullmetal Alchemist' },
        cheapestSet,
      },
    },
    statements: 4,
  });

  it("takes the box where it is the cheapest, at the caller's prices, US for whoever has none", async () => {
    const inUs = fullmetal({
      marketplace: 'US',
      total: { amount: '149.99', currency: 'USD' },
      volumeCount: 27,
      editionCount: 1,
      groups: [box('149.99')],
      // Volume 3 alone is sold out, so that there is nothing to compare with.
      unavailableVolumes: [],
      laterVolumes: [],
    });
    const call = { series: 'Fullmetal Alchemist' };
    for (const caller of [us, support, anonymous]) {
      expect(await caller.call('series_bundle_price', call)).toEqual(inUs);
    }
    // There the box costs 139.00, and nine omnibuses are cheaper.
    expect(await de.call('series_bundle_price', call)).toMatchObject({
      answer: {
        series: {
          cheapestSet: {
            marketplace: 'DE',
            total: { amount: '126.00', currency: 'EUR' },
            editionCount: 9,
            groups: [{ format: 'OMNIBUS', volumes: ['1-27'], subtotal: { amount: '126.00' } }],
          },
        },
      },
      statements: 4,
    });
  });

  it('says what cannot be had here, and what the rest costs from one volume on', async () => {
    expect(await jp.call('series_bundle_price', { series: 'fullmetal-alchemist' })).toEqual({
      answer: {
        series: {
          id: 'fullmetal-alchemist',
          titles: { english: 'Fullmetal Alchemist' },
          cheapestSet: {
            marketplace: 'JP',
            volumeCount: 0,
            editionCount: 0,
            groups: [],
            unavailableVolumes: ['1-27'],
            laterVolumes: [],
          },
        },
      },
      statements: 3,
    });
    expect(await us.call('series_bundle_price', { series: '鋼の錬金術師', fromVolume: '27' })).toEqual(
      fullmetal({
        marketplace: 'US',
        total: { amount: '9.99', currency: 'USD' },
        volumeCount: 1,
        editionCount: 1,
        groups: [
          {
            format: 'PAPERBACK',
            volumes: ['27'],
            editionCount: 1,
            subtotal: { amount: '9.99' },
            items: [item('fullmetal-alchemist-27-paperback', 'Fullmetal Alchemist, Vol. 27', '9.99')],
          },
        ],
        singlesTotal: { amount: '9.99' },
        unavailableVolumes: [],
        laterVolumes: [],
      }),
    );
  });

  it('mixes boxes, omnibuses and singles over a hundred volumes, in 500 tokens', async () => {
    const { answer, statements } = await us.call('series_bundle_price', { series: 'One Piece' });
    expect(answer).toEqual({
      series: {
        id: 'one-piece',
        titles: { english: 'One Piece' },
        cheapestSet: {
          marketplace: 'US',
          total: { amount: '869.74', currency: 'USD' },
          volumeCount: 105,
          editionCount: 26,
          groups: [
            {
              format: 'BOX_SET',
              volumes: ['1-70'],
              editionCount: 3,
              subtotal: { amount: '537.97' },
              items: [
                item('one-piece-box-set-1', 'One Piece Box Set 1: East Blue and Baroque Works', '195.99'),
                item('one-piece-box-set-2', 'One Piece Box Set 2: Skypiea and Water Seven', '171.99'),
              ],
            },
            {
              format: 'PAPERBACK',
              volumes: ['71-72', '91-105'],
              editionCount: 17,
              subtotal: { amount: '169.83' },
              items: [
                item('one-piece-71-paperback', 'One Piece, Vol. 71', '9.99'),
                item('one-piece-72-paperback', 'One Piece, Vol. 72', '9.99'),
              ],
            },
            {
              format: 'OMNIBUS',
              volumes: ['73-90'],
              editionCount: 6,
              subtotal: { amount: '161.94' },
              items: [
                item('one-piece-73-75-omnibus', 'One Piece (Omnibus Edition), Vols. 73-75', '26.99'),
                item('one-piece-76-78-omnibus', 'One Piece (Omnibus Edition), Vols. 76-78', '26.99'),
              ],
            },
          ],
          singlesTotal: { amount: '1048.95' },
          unavailableVolumes: [],
          laterVolumes: [],
        },
      },
    });
    expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(500);
    expect(statements).toBe(4);
  });

  it('tells what ships later only', async () => {
    expect(await us.call('series_bundle_price', { series: 'frieren' })).toMatchObject({
      answer: {
        series: {
          cheapestSet: {
            total: { amount: '139.86' },
            volumeCount: 14,
            singlesTotal: { amount: '139.86' },
            laterVolumes: ['3', '14'],
          },
        },
      },
    });
  });

  it('keeps to a language and to digital editions where asked', async () => {
    const japanese = await jp.call('series_bundle_price', { series: 'one-piece', language: 'ja' });
    expect(japanese).toMatchObject({
      answer: {
        series: {
          cheapestSet: {
            total: { amount: '6490.00', currency: 'JPY' },
            groups: [{ format: 'PAPERBACK', volumes: ['1-10'], editionCount: 10 }],
            unavailableVolumes: ['11-105'],
          },
        },
      },
    });
    expect(await us.call('series_bundle_price', { series: 'berserk', digital: true })).toMatchObject({
      answer: {
        series: {
          cheapestSet: {
            groups: [{ format: 'DIGITAL', volumes: ['1-9'], editionCount: 9 }],
            unavailableVolumes: ['10-41'],
          },
        },
      },
    });
  });

  it('says nothing of a series that is not here, and refuses a number that is none before any statement', async () => {
    expect(await us.call('series_bundle_price', { series: 'xylophone diaries' })).toMatchObject({
      answer: {},
    });
    program.statements.length = 0;
    const result = await us.client.callTool({
      name: 'series_bundle_price',
      arguments: { series: 'one piece', fromVolume: 'twelve' },
    });
    expect(result.isError).toBe(true);
    expect(program.statements).toEqual([]);
  });
});
