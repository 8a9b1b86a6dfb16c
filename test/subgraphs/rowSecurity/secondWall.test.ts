import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../subgraphs/caller.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';

/** The tables, and how a row of each leads to its customer. */
const CUSTOMER_OF: Readonly<Record<string, string>> = {
  'customers.customer': 'id',
  'customers.address': 'customer_id',
  'customers.payment_method': 'customer_id',
  'customers.library_entry': 'customer_id',
  'customers.wishlist_entry': 'customer_id',
  'customers.idempotency_key': 'customer_id',
  'inventory.restock_alert': 'customer_id',
  'inventory.idempotency_key': 'customer_id',
  'orders.customer_order': 'customer_id',
  'orders.order_line': ofOrder(),
  'orders.package': ofOrder(),
  'orders.package_line': ofOrder(),
  'orders.scan_event': ofOrder(),
  'orders.shipping_address': ofOrder(),
  'orders.return': ofOrder(),
  'orders.return_line': ofOrder(),
  'orders.refund': ofOrder(),
  'orders.idempotency_key': 'customer_id',
  'recommendations.purchase': 'customer_id',
  'recommendations.library': 'customer_id',
  'support.ticket': 'customer_id',
  'support.ticket_note': '(select customer_id from support.ticket t where t.id = ticket_id)',
  'support.idempotency_key': 'customer_id',
};

function ofOrder(): string {
  return '(select customer_id from orders.customer_order o where o.id = order_id)';
}

/** Tables that only their customer may look into. */
const CUSTOMERS_ALONE = [
  'customers.wishlist_entry',
  'inventory.restock_alert',
  'recommendations.purchase',
  'recommendations.library',
];

const customer = (customerId: string): Caller => ({
  context: 'customer',
  subject: customerId,
  customerId,
  marketplaces: ['US', 'JP', 'DE'],
  scopes: [],
});
const support = (marketplace: 'US' | 'JP', region: 'NA' | 'EU' | 'APAC'): Caller => ({
  context: 'support',
  subject: 'sue',
  marketplaces: [marketplace],
  regions: [region],
  scopes: [],
});
const NOBODY: readonly (readonly [string, Caller])[] = [
  ['an anonymous caller', { context: 'anonymous' }],
  ['a service', { context: 'service', subject: 'sync', scopes: ['customers:read'] }],
  ['staff of no known place', { ...support('US', 'NA'), marketplaces: [], regions: [] } as Caller],
  ['a customer nobody knows', customer('nobody')],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database.tables());
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

/** What mutations would leave behind, of two customers each. */
async function fill(tables: Kysely<unknown>): Promise<void> {
  for (const schema of ['customers', 'inventory', 'orders', 'support']) {
    await sql`
      insert into ${sql.table(`${schema}.idempotency_key`)} (customer_id, key, arguments_hash, used_at)
      select id, 'k', 'h', now() from unnest(array['cust-us-1', 'cust-us-2', 'cust-us-8']) id`.execute(
      tables,
    );
  }
  await sql`
    insert into inventory.restock_alert (id, customer_id, edition_id, marketplace, created_at)
    select 'A-' || id, id, 'e', 'US', now() from unnest(array['cust-us-1', 'cust-us-2']) id`.execute(tables);
  await sql`
    insert into support.ticket (id, customer_id, marketplace, topic, status, subject, message, created_at, updated_at)
    values ('TK-EU', 'cust-us-8', 'US', 'OTHER', 'OPEN', 's', 'm', now(), now())`.execute(tables);
  await sql`
    insert into orders.customer_order (id, customer_id, marketplace, placed_at, status, total_amount, currency)
    values ('EU-1', 'cust-us-8', 'US', now(), 'PROCESSING', 1, 'USD')`.execute(tables);
}

/** Whose rows there are in a table, with no condition at all: the first wall is gone. */
async function whose(tables: Kysely<unknown>, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct ${sql.raw(CUSTOMER_OF[table] ?? '')} as id from ${sql.table(table)} order by id`.execute(
    tables,
  );
  return rows.map(({ id }) => id);
}

describe.each(Object.keys(CUSTOMER_OF))('without the first wall, %s', (table) => {
  it('39, 61: has for a customer no row of another', async () => {
    const all = await whose(database.tables(), table);
    expect(all.length).toBeGreaterThan(1);
    expect(all).toContain('cust-us-1');
    for (const id of ['cust-us-1', 'cust-us-2']) {
      // Notes are not the customer's to read.
      const own = all.includes(id) && table !== 'support.ticket_note' ? [id] : [];
      expect(await whose(database.tablesFor(customer(id)), table)).toEqual(own);
    }
  });

  it('40: has for staff the rows of customers of its marketplaces and regions alone', async () => {
    const isStaffs = !CUSTOMERS_ALONE.includes(table) && !table.endsWith('idempotency_key');
    const seen = async (caller: Caller) => whose(database.tablesFor(caller), table);
    const american = await seen(support('US', 'NA'));
    expect(american.every((id) => /^cust-us-[1-7]$/.test(id))).toBe(true);
    expect(american.includes('cust-us-1')).toBe(isStaffs);
    expect((await seen(support('US', 'EU'))).every((id) => id === 'cust-us-8')).toBe(true);
    expect(await seen(support('US', 'APAC'))).toEqual([]);
    expect(await seen({ ...support('US', 'NA'), context: 'admin' } as Caller)).toEqual(american);
  });

  it.each(NOBODY)('has nothing for %s', async (_name, caller) => {
    expect(await whose(database.tablesFor(caller), table)).toEqual([]);
  });

  it('has nothing in the role without a caller', async () => {
    await database
      .tables()
      .transaction()
      .execute(async (transaction) => {
        await sql`set local role genkan_caller`.execute(transaction);
        expect(await whose(transaction, table)).toEqual([]);
      });
  });
});

describe('without the first wall', () => {
  it('40: somebody who lives in another region than its marketplace is served from there', async () => {
    for (const table of [
      'customers.customer',
      'customers.address',
      'orders.customer_order',
      'support.ticket',
    ]) {
      expect(await whose(database.tablesFor(support('US', 'EU')), table)).toEqual(['cust-us-8']);
    }
  });

  it.each([
    ["insert into customers.wishlist_entry values ('cust-us-2', 'e', now())"],
    [
      "insert into support.ticket select 'TK-X', 'cust-us-2', 'US', 'OTHER', 'OPEN', null, 's', 'm', now(), now()",
    ],
    ["insert into inventory.restock_alert values ('A-X', 'cust-us-2', 'f', 'US', now())"],
    ["insert into orders.idempotency_key values ('cust-us-2', 'x', 'h', now(), null)"],
    [
      `insert into orders.refund (id, order_id, status, amount, reason, method, requested_at)
        values ('RF-X', 'JP-1001', 'PROCESSING', 1, 'LOST', 'm', now())`,
    ],
    [
      `insert into customers.audit_entry (at, subject, context, request_id, customer_id, reason, found)
        values (now(), 'somebody', 'support', 'r', 'c', 'r', false)`,
    ],
  ])("refuses to write what is another's: %s", async (statement) => {
    const tables = database.tablesFor(customer('cust-us-1'));
    await expect(sql.raw(statement).execute(tables)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    "update orders.customer_order set status = 'CANCELLED'",
    'delete from orders.package',
    "update orders.shipping_address set city = 'Nowhere'",
    "delete from orders.idempotency_key where key = 'k'",
  ])("changes nothing of another's: %s", async (statement) => {
    const before = await countOthers(database.tables());
    await sql.raw(statement).execute(database.tablesFor(customer('nobody')));
    await sql.raw(statement).execute(database.tablesFor(support('US', 'NA')));
    expect(await countOthers(database.tables())).toEqual(before);
  });

  it.each([
    'update customers.customer set email = null',
    'delete from customers.customer',
    'truncate orders.customer_order cascade',
    'select * from customers.audit_entry',
    'select * from customers.kysely_migration',
    'alter table customers.customer disable row level security',
    'create table customers.mine (id text)',
    'insert into customers.edition_reference values (null, null)',
  ])('refuses what no repository does: %s', async (statement) => {
    const tables = database.tablesFor(customer('cust-us-1'));
    await expect(sql.raw(statement).execute(tables)).rejects.toMatchObject({ code: '42501' });
  });
});

async function countOthers(tables: Kysely<unknown>): Promise<unknown> {
  const { rows } = await sql`
    select (select count(*) from orders.customer_order where status = 'CANCELLED') as cancelled,
      (select count(*) from orders.package) as packages,
      (select count(*) from orders.shipping_address where city = 'Nowhere') as addresses,
      (select count(*) from orders.idempotency_key) as keys`.execute(tables);
  return rows;
}
