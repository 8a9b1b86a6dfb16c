import type { Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MARKETPLACES } from '../../../subgraphs/caller.ts';
import type { Format } from '../../../subgraphs/facts.ts';
import { isCountry } from '../../../subgraphs/policy/countries.ts';
import type { PolicyTables } from '../../../subgraphs/policy/repository.ts';
import { keepEditions } from '../../../subgraphs/policy/repositoryFeeds.ts';
import { SHIPPING_ZONES, UNSERVED_COUNTRIES } from '../../../subgraphs/policy/shippingRates.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';

const SHIPPING = `query ($country: CountryCode!, $editions: [ID!], $marketplace: Marketplace) {
  shippingOptions(country: $country, editions: $editions, marketplace: $marketplace) {
    country marketplace ships parcelItems unknownEditions clause { id }
    options { method cost { amount currency } minimumDays maximumDays tracked }
  }
}`;

const FORMATS: Readonly<Record<string, Format>> = {
  paperback: 'PAPERBACK',
  hardcover: 'HARDCOVER',
  digital: 'DIGITAL',
  audiobook: 'AUDIOBOOK',
  'box-set': 'BOX_SET',
  omnibus: 'OMNIBUS',
  deluxe: 'DELUXE',
};

let database: TestDatabase;
let policy: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  policy = SUBGRAPHS.policy({ ...TEST_ENVIRONMENT, database });
  await keep(Object.entries(FORMATS));
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

/** Has the copy of editions replaced by these, in chunks of two. */
async function keep(editions: readonly (readonly [id: string, format: Format])[]): Promise<void> {
  async function* publish() {
    for (let at = 0; at < editions.length; at += 2) {
      yield editions.slice(at, at + 2).map(([id, format]) => ({ id, format }));
    }
  }
  await database
    .tables<PolicyTables>()
    .transaction()
    .execute((transaction: Transaction<PolicyTables>) => keepEditions(transaction, publish()));
}

async function quote(variables: Record<string, unknown>, caller: unknown = ANONYMOUS) {
  const { data, errors } = await executeOnSubgraph(policy, caller, SHIPPING, variables);
  expect(errors).toBeUndefined();
  return (data as { shippingOptions: Record<string, unknown> }).shippingOptions;
}

async function findCode(variables: Record<string, unknown>, caller: unknown = ANONYMOUS): Promise<unknown> {
  const { errors } = await executeOnSubgraph(policy, caller, SHIPPING, variables);
  return errors?.[0]?.extensions.code;
}

const cost = (amount: string, currency: string) => ({ cost: { amount, currency }, tracked: true });

describe('shippingOptions', () => {
  it('are for one item where no editions are named', async () => {
    const toAustria = {
      country: 'AT',
      marketplace: 'DE',
      ships: true,
      parcelItems: 1,
      unknownEditions: [],
      clause: { id: 'shipping-international-de' },
      options: [
        { method: 'STANDARD', ...cost('7.70', 'EUR'), minimumDays: 3, maximumDays: 6 },
        { method: 'EXPRESS', ...cost('17.40', 'EUR'), minimumDays: 1, maximumDays: 3 },
      ],
    };
    expect(await quote({ country: 'AT' }, customer('cust-de-1', 'DE'))).toEqual(toAustria);
    expect(await quote({ country: 'AT', marketplace: 'DE', editions: [] })).toEqual(toAustria);
    // The clauses alone are read.
    expect(database.statements).toHaveLength(2);
  });

  it('count copies and box sets, exactly', async () => {
    expect(
      await quote({ country: 'US', editions: ['paperback', 'box-set', 'paperback', 'digital', 'omnibus'] }),
    ).toEqual({
      country: 'US',
      marketplace: 'US',
      ships: true,
      parcelItems: 6,
      unknownEditions: [],
      clause: { id: 'shipping-domestic-us' },
      options: [
        { method: 'STANDARD', ...cost('6.99', 'USD'), minimumDays: 3, maximumDays: 6 },
        { method: 'EXPRESS', ...cost('15.99', 'USD'), minimumDays: 1, maximumDays: 2 },
      ],
    });
    expect(database.statements).toHaveLength(2);
  });

  it.each([
    ['paperback', 1],
    ['hardcover', 1],
    ['omnibus', 1],
    ['deluxe', 1],
    ['box-set', 3],
    ['digital', 0],
    ['audiobook', 0],
  ])('count a %s as %i', async (edition, parcelItems) => {
    expect(await quote({ country: 'US', editions: [edition] })).toMatchObject({ parcelItems });
  });

  it('are none for digital editions, which need no parcel', async () => {
    expect(await quote({ country: 'FR', editions: ['digital', 'audiobook'] })).toEqual({
      country: 'FR',
      marketplace: 'US',
      ships: true,
      parcelItems: 0,
      unknownEditions: [],
      clause: { id: 'digital-delivery' },
      options: [],
    });
  });

  it('leave out editions that nobody knows, and say so', async () => {
    expect(
      await quote({ country: 'JP', editions: ['nobody', 'paperback', 'nobody'] }, customer('c', 'JP')),
    ).toMatchObject({
      parcelItems: 1,
      unknownEditions: ['nobody'],
      options: [{ cost: { amount: '440.00', currency: 'JPY' } }, { cost: { amount: '880.00' } }],
    });
    expect(await quote({ country: 'JP', editions: ['nobody'] })).toMatchObject({
      parcelItems: 0,
      unknownEditions: ['nobody'],
      options: [],
      clause: { id: 'shipping-international-us' },
    });
  });

  it('go by the zone of the country as seen from the marketplace', async () => {
    const methods = async (country: string, marketplace: string) => {
      const { options, clause } = await quote({ country, marketplace });
      const [cheapest] = options as { method: string; cost: { amount: string } }[];
      return [cheapest?.method, cheapest?.cost.amount, (clause as { id: string }).id];
    };
    expect(await methods('PR', 'US')).toEqual(['STANDARD', '4.49', 'shipping-domestic-us']);
    expect(await methods('CA', 'US')).toEqual(['STANDARD', '10.49', 'shipping-international-us']);
    expect(await methods('AT', 'US')).toEqual(['INTERNATIONAL', '17.99', 'shipping-international-us']);
    expect(await methods('JP', 'JP')).toEqual(['STANDARD', '440.00', 'shipping-domestic-jp']);
    expect(await methods('TW', 'JP')).toEqual(['STANDARD', '1550.00', 'shipping-international-jp']);
    expect(await methods('US', 'JP')).toEqual(['INTERNATIONAL', '2500.00', 'shipping-international-jp']);
    expect(await methods('DE', 'DE')).toEqual(['STANDARD', '3.29', 'shipping-domestic-de']);
    expect(await methods('CH', 'DE')).toEqual(['STANDARD', '7.70', 'shipping-international-de']);
    expect(await methods('GB', 'DE')).toEqual(['INTERNATIONAL', '16.40', 'shipping-international-de']);
  });

  it.each(UNSERVED_COUNTRIES)('are none to %s, which is not served', async (country) => {
    for (const marketplace of MARKETPLACES) {
      expect(await quote({ country, marketplace, editions: ['paperback'] })).toMatchObject({
        ships: false,
        parcelItems: 1,
        options: [],
        clause: { id: `shipping-international-${marketplace.toLowerCase()}` },
      });
    }
  });

  it('are refused for what is no country, too much, and a marketplace outside the grant', async () => {
    for (const country of ['ZZ', 'EU', 'UK', 'XX', 'AA', 'us', 'USA', '']) {
      expect(await findCode({ country }), country).toBe('INVALID_ARGUMENT');
    }
    const editions = Array.from({ length: 21 }, () => 'paperback');
    expect(await findCode({ country: 'US', editions })).toBe('INVALID_ARGUMENT');
    expect(await quote({ country: 'US', editions: editions.slice(1) })).toMatchObject({ parcelItems: 20 });
    for (const id of ['', 'x'.repeat(101), 'a\u0000']) {
      expect(await findCode({ country: 'US', editions: [id] })).toBe('INVALID_ARGUMENT');
    }
    expect(await findCode({ country: 'US', marketplace: 'US' }, customer('c', 'DE'))).toBe('DENIED');
  });
});

describe('rates', () => {
  it.each(MARKETPLACES)('of marketplace %s are those that its clauses state', async (marketplace) => {
    const zones = SHIPPING_ZONES[marketplace];
    const rows = await database
      .tables<PolicyTables>()
      .selectFrom('policy.clause')
      .select(['id', 'text'])
      .execute();
    const textOf = (id: string) => rows.find((row) => row.id === id)?.text ?? '';
    const domestic = textOf(`shipping-domestic-${marketplace.toLowerCase()}`);
    const abroad = textOf(`shipping-international-${marketplace.toLowerCase()}`);
    for (const [zone, text] of [
      [zones.domestic, domestic],
      [zones.near, abroad],
      [zones.international, abroad],
    ] as const) {
      expect(text).toContain(`To ${zone.name}: `);
      for (const { base, perItem, minimumDays, maximumDays } of zone.rates) {
        const price = (amount: string) => (marketplace === 'JP' ? amount.replace('.00', '') : amount);
        const days = minimumDays === maximumDays ? `${maximumDays}` : `${minimumDays} to ${maximumDays}`;
        expect(text).toMatch(
          new RegExp(`[$¥€]${price(base)} plus [$¥€]${price(perItem)} an item, ${days} working`),
        );
      }
    }
  });

  it('name real countries, each in one zone', () => {
    for (const { domestic, near } of Object.values(SHIPPING_ZONES)) {
      const countries = [...(domestic.countries ?? []), ...(near.countries ?? [])];
      expect(countries.filter((country) => !isCountry(country))).toEqual([]);
      expect(new Set(countries).size).toBe(countries.length);
    }
    expect(UNSERVED_COUNTRIES.filter((country) => !isCountry(country))).toEqual([]);
  });
});

describe('the copy of editions', () => {
  it('becomes what the feed says, and is not written where nothing changed', async () => {
    const read = () =>
      database
        .tables<PolicyTables & { 'policy.edition_reference': { ctid: string } }>()
        .selectFrom('policy.edition_reference')
        .select(['edition_id', 'format', 'ctid'])
        .orderBy('edition_id')
        .execute();
    await keep([
      ['a', 'PAPERBACK'],
      ['b', 'DIGITAL'],
      ['c', 'DIGITAL'],
    ]);
    const before = await read();
    expect(before.map(({ edition_id, format }) => [edition_id, format])).toEqual([
      ['a', 'PAPERBACK'],
      ['b', 'DIGITAL'],
      ['c', 'DIGITAL'],
    ]);
    await keep([
      ['a', 'PAPERBACK'],
      ['c', 'HARDCOVER'],
      ['d', 'BOX_SET'],
    ]);
    const after = await read();
    expect(after.map(({ edition_id, format }) => [edition_id, format])).toEqual([
      ['a', 'PAPERBACK'],
      ['c', 'HARDCOVER'],
      ['d', 'BOX_SET'],
    ]);
    expect(after[0]?.ctid).toBe(before[0]?.ctid);
    await keep([]);
    expect(await read()).toEqual([]);
  });
});
