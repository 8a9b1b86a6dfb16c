import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InventoryTables } from '../../../subgraphs/inventory/repository.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { offer, putOffers } from './offer.ts';

const NOTIFY = `mutation ($edition: ID!, $key: String!) {
  notifyOnRestock(editionId: $edition, idempotencyKey: $key) {
    alert { id edition { id } marketplace createdAt } availableNow userErrors { code field } replayed
  }
}`;

interface Payload {
  alert: { id: string } | null;
  availableNow: boolean;
  userErrors: { code: string; field: string }[];
  replayed: boolean;
}

const WAITED_FOR = Array.from({ length: 103 }, (_edition, index) => `wait-${index}`);

let database: TestDatabase;
let inventory: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  inventory = SUBGRAPHS.inventory({ ...TEST_ENVIRONMENT, database });
  await putOffers(database, [
    ...WAITED_FOR.map((edition) => offer(edition, 'US', '9.99', 'OUT_OF_STOCK')),
    offer('wait-0', 'JP', '528', 'OUT_OF_STOCK'),
    offer('wait-in-stock', 'US', '9.99', 'IN_STOCK'),
    offer('wait-low', 'US', '9.99', 'LOW_STOCK'),
    offer('wait-backorder', 'US', '9.99', 'BACKORDER'),
    offer('wait-preorder', 'US', '9.99', 'PREORDER'),
    offer('wait-in-jp-only', 'JP', '528', 'OUT_OF_STOCK'),
  ]);
});
afterAll(() => database.close());

function notify(caller: unknown, edition: string, key: string) {
  return executeOnSubgraph(inventory, caller, NOTIFY, { edition, key });
}

async function notifyPayload(caller: unknown, edition: string, key: string): Promise<Payload> {
  const result = await notify(caller, edition, key);
  expect(result.errors).toBeUndefined();
  return result.data?.notifyOnRestock as Payload;
}

function countAlerts(customerId: string) {
  return database
    .tables<InventoryTables>()
    .selectFrom('inventory.restock_alert')
    .selectAll()
    .where('customer_id', '=', customerId)
    .execute()
    .then((rows) => rows.length);
}

const refused = (code: string, field: string) => ({
  alert: null,
  availableNow: false,
  userErrors: [{ code, field }],
  replayed: false,
});

describe('notifyOnRestock', () => {
  it.each(['wait-0', 'wait-backorder', 'wait-preorder'])(
    "sets an alert for %s in the customer's own marketplace",
    async (edition) => {
      expect(await notifyPayload(customer('setter', 'US', 'JP'), edition, edition)).toEqual({
        alert: {
          id: expect.any(String),
          edition: { id: edition },
          marketplace: 'US',
          createdAt: '2026-11-23T12:00:00.000Z',
        },
        availableNow: false,
        userErrors: [],
        replayed: false,
      });
    },
  );

  it.each(['wait-in-stock', 'wait-low'])('sets none for %s, which can be bought now', async (edition) => {
    expect(await notifyPayload(customer('buyer', 'US'), edition, edition)).toEqual({
      alert: null,
      availableNow: true,
      userErrors: [],
      replayed: false,
    });
    expect(await countAlerts('buyer')).toBe(0);
  });

  it.each(['no-such-edition', 'wait-in-jp-only'])('refuses %s, which is not sold there', async (edition) => {
    expect(await notifyPayload(customer('elsewhere', 'US', 'JP'), edition, edition)).toEqual(
      refused('NOT_SOLD_HERE', 'editionId'),
    );
  });

  it('68: answers the same call again, refuses its key for another, and gives a key back with a refusal', async () => {
    const shopper = customer('repeater', 'US');
    const first = await notifyPayload(shopper, 'wait-1', 'key');
    expect(await notifyPayload(shopper, 'wait-1', 'key')).toEqual({ ...first, replayed: true });
    expect(await notifyPayload(shopper, 'wait-2', 'key')).toEqual(
      refused('IDEMPOTENCY_CONFLICT', 'idempotencyKey'),
    );
    await notifyPayload(shopper, 'no-such-edition', 'other');
    expect(await notifyPayload(shopper, 'wait-2', 'other')).toMatchObject({ userErrors: [] });
    expect(await countAlerts('repeater')).toBe(2);
  });

  it('answers with the alert that is there, also to many at once', async () => {
    const shopper = customer('impatient', 'US');
    const first = await notifyPayload(shopper, 'wait-1', 'key-0');
    const again = await Promise.all(
      Array.from({ length: 8 }, (_call, index) => notifyPayload(shopper, 'wait-1', `key-${index + 1}`)),
    );
    for (const payload of again) expect(payload).toEqual(first);
    expect(await countAlerts('impatient')).toBe(1);
  });

  it("39: keeps one customer's alerts from another's", async () => {
    const mine = await notifyPayload(customer('mine', 'US'), 'wait-1', 'shared-key');
    const theirs = await notifyPayload(customer('theirs', 'US'), 'wait-1', 'shared-key');
    expect(theirs).toMatchObject({ alert: { edition: { id: 'wait-1' } }, replayed: false });
    expect(theirs.alert?.id).not.toBe(mine.alert?.id);
    // The same customer, signed in for another marketplace only: its alerts of this one are out of reach.
    const elsewhere = await notifyPayload(customer('mine', 'JP'), 'wait-0', 'jp');
    expect(elsewhere).toMatchObject({ alert: { marketplace: 'JP' } });
  });

  it('stops at 100 alerts, also when many come at once', async () => {
    const shopper = customer('hoarder', 'US');
    for (const edition of WAITED_FOR.slice(0, 98)) await notifyPayload(shopper, edition, edition);
    const last = await Promise.all(
      WAITED_FOR.slice(98).map((edition) => notifyPayload(shopper, edition, edition)),
    );
    expect(last.filter(({ alert }) => alert !== null)).toHaveLength(2);
    expect(last.filter(({ alert }) => alert === null)).toEqual(
      Array(3).fill(refused('LIMIT_REACHED', 'editionId')),
    );
    expect(await countAlerts('hoarder')).toBe(100);
    // What is there already is no further one.
    expect(await notifyPayload(shopper, 'wait-0', 'again')).toMatchObject({ userErrors: [] });
  });

  it.each([
    ['an anonymous caller', ANONYMOUS],
    ['support', { context: 'support', subject: 's', claims: { marketplaces: ['US'], regions: ['NA'] } }],
    ['an admin', { context: 'admin', subject: 'a', claims: { marketplaces: ['US'], regions: ['NA'] } }],
    ['a service', { context: 'service', subject: 'sync' }],
    ['a customer without a marketplace of ours', customer('nowhere', 'FR')],
  ])('is refused to %s before any statement', async (_who, caller) => {
    database.statements.length = 0;
    const result = await notify(caller, 'wait-1', 'key');
    expect(result.errors?.[0]?.extensions).toEqual({ code: 'DENIED' });
    expect(database.statements).toHaveLength(0);
  });

  it.each([
    ['', 'key'],
    ['x'.repeat(101), 'key'],
    ['wait-1', ''],
    ['wait\u0000', 'key'],
  ])('refuses the arguments %j, %j before any statement', async (edition, key) => {
    database.statements.length = 0;
    const result = await notify(customer('setter', 'US'), edition, key);
    expect(result.errors?.[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT' });
    expect(database.statements).toHaveLength(0);
  });
});
