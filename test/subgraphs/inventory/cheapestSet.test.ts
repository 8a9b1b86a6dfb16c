import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { offer, putOffers } from './offer.ts';

const SET = `query ($series: [_Any!]!, $from: Decimal, $language: Locale!, $digital: Boolean!, $marketplace: Marketplace) {
  _entities(representations: $series) { ... on Series {
    cheapestSet(fromVolume: $from, language: $language, digital: $digital, marketplace: $marketplace) {
      total { amount currency } volumeCount editionCount
      groups { format volumes editionCount subtotal { amount }
        items(first: 2) { edition { id } volumes price { amount currency } } }
      singlesTotal { amount } unavailableVolumes laterVolumes freshness { asOf stale }
    }
  } }
}`;

const YESTERDAY = new Date(TEST_NOW.getTime() - 25 * 60 * 60 * 1_000);

const content = (editionId: string, format: string, first: string, last = first, language = 'en') => ({
  editionId,
  format,
  language,
  first,
  last,
  volumeCount: Number(last) - Number(first) + 1,
});

/** Volume 3 is sold out, volume 4 a pre-order, volume 5 not sold at all, 6 there only in Japanese. */
const CONTENTS = [
  content('set-1', 'PAPERBACK', '1'),
  content('set-2', 'PAPERBACK', '2'),
  content('set-3', 'PAPERBACK', '3'),
  content('set-4', 'PAPERBACK', '4'),
  content('set-5', 'PAPERBACK', '5'),
  content('set-6-ja', 'PAPERBACK', '6', '6', 'ja'),
  content('set-1-2-omnibus', 'OMNIBUS', '1', '2'),
  content('set-1-digital', 'DIGITAL', '1', '1', 'en-US'),
  content('set-1-audio', 'AUDIOBOOK', '1'),
];

let database: TestDatabase;
let inventory: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  inventory = SUBGRAPHS.inventory({ ...TEST_ENVIRONMENT, database });
  await putOffers(database, [
    offer('set-1', 'US', '9.99'),
    offer('set-2', 'US', '9.99', 'LOW_STOCK'),
    offer('set-3', 'US', '9.99', 'OUT_OF_STOCK'),
    offer('set-4', 'US', '9.99', 'PREORDER'),
    offer('set-1-2-omnibus', 'US', '17.99', 'BACKORDER', YESTERDAY),
    offer('set-1-digital', 'US', '6.99'),
    offer('set-1-audio', 'US', '0.99'),
    offer('set-6-ja', 'US', '8.00'),
    offer('set-1', 'JP', '528'),
    offer('set-2', 'JP', '528'),
    offer('set-1-2-omnibus', 'JP', '1100'),
  ]);
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

async function findSet(variables: Record<string, unknown>, caller: unknown = ANONYMOUS) {
  const result = await executeOnSubgraph(inventory, caller, SET, {
    series: [{ __typename: 'Series', id: 'set', editionContents: CONTENTS }],
    language: 'en',
    digital: false,
    ...variables,
  });
  expect(result.errors).toBeUndefined();
  const data = result.data as { _entities: { cheapestSet: unknown }[] };
  return data._entities[0]?.cheapestSet;
}

describe('cheapestSet', () => {
  it('mixes formats, says what comes later and what cannot be had, in one statement', async () => {
    expect(await findSet({})).toEqual({
      total: { amount: '27.98', currency: 'USD' },
      volumeCount: 3,
      editionCount: 2,
      groups: [
        {
          format: 'OMNIBUS',
          volumes: ['1-2'],
          editionCount: 1,
          subtotal: { amount: '17.99' },
          items: [
            {
              edition: { id: 'set-1-2-omnibus' },
              volumes: ['1-2'],
              price: { amount: '17.99', currency: 'USD' },
            },
          ],
        },
        {
          format: 'PAPERBACK',
          volumes: ['4'],
          editionCount: 1,
          subtotal: { amount: '9.99' },
          items: [{ edition: { id: 'set-4' }, volumes: ['4'], price: { amount: '9.99', currency: 'USD' } }],
        },
      ],
      singlesTotal: { amount: '29.97' },
      unavailableVolumes: ['3', '5-6'],
      laterVolumes: ['1-2', '4'],
      freshness: { asOf: YESTERDAY.toISOString(), stale: true },
    });
    expect(database.statements).toHaveLength(1);
  });

  it('begins at a volume, and lets an omnibus go when it no longer pays', async () => {
    expect(await findSet({ from: '2' })).toMatchObject({
      total: { amount: '19.98' },
      volumeCount: 2,
      groups: [{ format: 'PAPERBACK', volumes: ['2', '4'], editionCount: 2, items: [{}, {}] }],
      laterVolumes: ['4'],
      freshness: { stale: false },
    });
    expect(await findSet({ from: '1.5' })).toMatchObject({ total: { amount: '19.98' } });
  });

  it('has nothing to say after the last volume, and no total where nothing is sold', async () => {
    const nothing = {
      total: null,
      volumeCount: 0,
      editionCount: 0,
      groups: [],
      singlesTotal: null,
      laterVolumes: [],
      freshness: null,
    };
    expect(await findSet({ from: '7' })).toEqual({ ...nothing, unavailableVolumes: [] });
    expect(await findSet({ marketplace: 'DE' })).toEqual({ ...nothing, unavailableVolumes: ['1-6'] });
  });

  it('keeps digital editions, printed ones and languages apart, and sells no audiobook as either', async () => {
    expect(await findSet({ digital: true })).toMatchObject({
      total: { amount: '6.99' },
      volumeCount: 1,
      unavailableVolumes: ['2-6'],
    });
    expect(await findSet({ language: 'ja' })).toMatchObject({
      total: { amount: '8.00' },
      unavailableVolumes: ['1-5'],
    });
    expect(await findSet({ language: 'en-US' })).toMatchObject({ total: null });
  });

  it("counts in the caller's marketplace, whole in its currency", async () => {
    expect(await findSet({}, customer('customer-jp', 'JP'))).toMatchObject({
      total: { amount: '1056.00', currency: 'JPY' },
      groups: [{ format: 'PAPERBACK', volumes: ['1-2'] }],
      singlesTotal: { amount: '1056.00' },
      unavailableVolumes: ['3-6'],
    });
    expect(await findSet({ marketplace: 'JP' }, customer('both', 'US', 'JP'))).toMatchObject({
      total: { amount: '1056.00' },
    });
  });

  it('refuses a marketplace outside the grant before any statement', async () => {
    const result = await executeOnSubgraph(inventory, customer('customer-us', 'US'), SET, {
      series: [{ __typename: 'Series', id: 'set', editionContents: CONTENTS }],
      language: 'en',
      digital: false,
      marketplace: 'JP',
    });
    expect(result.errors?.[0]?.extensions).toEqual({ code: 'DENIED' });
    expect(database.statements).toHaveLength(0);
  });

  it('works out a long series with many boxes in one statement', async () => {
    const volumes = Array.from({ length: 300 }, (_volume, index) => `${index + 1}`);
    const boxes = Array.from({ length: 60 }, (_box, index) => index * 5 + 1);
    await putOffers(database, [
      ...volumes.map((volume) => offer(`long-${volume}`, 'US', '9.99')),
      ...boxes.map((first) => offer(`long-${first}-box`, 'US', first % 2 === 0 ? '44.99' : '54.99')),
    ]);
    database.statements.length = 0;
    const contents = [
      ...volumes.map((volume) => content(`long-${volume}`, 'PAPERBACK', volume)),
      ...boxes.map((first) => content(`long-${first}-box`, 'BOX_SET', `${first}`, `${first + 4}`)),
    ];
    expect(
      await findSet({ series: [{ __typename: 'Series', id: 'long', editionContents: contents }] }),
    ).toMatchObject({ total: { amount: '2848.20' }, volumeCount: 300, editionCount: 180 });
    expect(database.statements).toHaveLength(1);
  });
});

describe('pricePerVolume', () => {
  const PER_VOLUME = `query ($editions: [_Any!]!) {
    _entities(representations: $editions) { ... on Edition { pricePerVolume { amount currency } offer { __typename } } }
  }`;

  it('shares the price out over the volumes inside, for all editions in one statement', async () => {
    const edition = (id: string, volumeCount: number) => ({ __typename: 'Edition', id, volumeCount });
    const result = await executeOnSubgraph(inventory, ANONYMOUS, PER_VOLUME, {
      editions: [
        edition('set-1-2-omnibus', 2),
        edition('set-1', 1),
        edition('set-5', 1),
        edition('set-2', 0),
      ],
    });
    expect(result).toEqual({
      data: {
        _entities: [
          { pricePerVolume: { amount: '9.00', currency: 'USD' }, offer: { __typename: 'Offer' } },
          { pricePerVolume: { amount: '9.99', currency: 'USD' }, offer: { __typename: 'Offer' } },
          { pricePerVolume: null, offer: { __typename: 'Unavailable' } },
          { pricePerVolume: null, offer: { __typename: 'Offer' } },
        ],
      },
    });
    expect(database.statements).toHaveLength(1);
  });
});
