import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogTables } from '../../../subgraphs/catalog/repository.ts';
import { CURRENCIES } from '../../../subgraphs/facts.ts';
import type { InventoryTables } from '../../../subgraphs/inventory/repository.ts';
import type { OrdersTables } from '../../../subgraphs/orders/repository.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { seedAgain } from '../../harness/seedAgain.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';

const TABLES = [
  'orders.customer_order',
  'orders.order_line',
  'orders.package',
  'orders.package_line',
  'orders.scan_event',
  'orders.shipping_address',
  'orders.return',
  'orders.return_line',
  'orders.refund',
] as const satisfies (keyof OrdersTables)[];

let database: TestDatabase;
let orders: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  orders = SUBGRAPHS.orders({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());

async function read<Table extends keyof OrdersTables>(table: Table): Promise<OrdersTables[Table][]> {
  const tables = database.tables<OrdersTables>();
  const rows: unknown = await tables.selectFrom<keyof OrdersTables>(table).selectAll().execute();
  // Kysely cannot tell the row of a table that is a type parameter.
  return rows as OrdersTables[Table][];
}

const isCrowd = (customerId: string) => /^cust-us-b\d\d$/.test(customerId);

describe('the sample orders', () => {
  it('are of eight customers, in every state there is', async () => {
    const placed = (await read('orders.customer_order')).filter((row) => !isCrowd(row.customer_id));
    expect(placed.length).toBeGreaterThanOrEqual(80);
    const customers = Map.groupBy(placed, (order) => `${order.customer_id} ${order.marketplace}`);
    expect([...customers.keys()].sort()).toEqual([
      'cust-de-1 DE',
      'cust-de-2 DE',
      'cust-jp-1 JP',
      'cust-jp-2 JP',
      'cust-us-1 US',
      'cust-us-2 US',
      'cust-us-4 US',
      'cust-us-5 JP',
      'cust-us-5 US',
    ]);
    const distinct = (values: readonly (string | null)[]) =>
      [...new Set(values.filter((value) => value !== null))].sort();
    expect(distinct(placed.map((order) => order.status))).toEqual([
      'CANCELLED',
      'DELIVERED',
      'ON_HOLD',
      'PARTLY_SHIPPED',
      'PROCESSING',
      'SHIPPED',
    ]);
    expect(distinct(placed.map((order) => order.hold_reason))).toEqual([
      'ADDRESS_CHECK',
      'AWAITING_RELEASE',
      'AWAITING_STOCK',
      'PAYMENT_PENDING',
    ]);
    expect(distinct((await read('orders.package')).map((row) => row.status))).toEqual([
      'DELIVERED',
      'IN_TRANSIT',
      'LOST',
      'OUT_FOR_DELIVERY',
      'PREPARING',
    ]);
    expect(distinct((await read('orders.return')).map((row) => row.status))).toEqual([
      'IN_TRANSIT',
      'LABEL_SENT',
      'RECEIVED',
      'REFUNDED',
      'REJECTED',
    ]);
    expect(distinct((await read('orders.refund')).map((row) => row.status))).toEqual([
      'AWAITING_RETURN',
      'COMPLETED',
      'FAILED',
      'PROCESSING',
      'SENT_TO_BANK',
    ]);
  });

  it('have behind them what a crowd of 60 has bought', async () => {
    const placed = (await read('orders.customer_order')).filter((row) => isCrowd(row.customer_id));
    expect(placed.length).toBeGreaterThan(240);
    expect(new Set(placed.map((row) => row.customer_id)).size).toBe(60);
    expect(new Set(placed.map((row) => row.status))).toEqual(new Set(['DELIVERED']));
  });

  it('are for editions of the catalogue, at what these cost in their marketplace, and add up', async () => {
    const lines = await database
      .tables<OrdersTables & CatalogTables & InventoryTables>()
      .selectFrom('orders.order_line as line')
      .innerJoin('orders.customer_order as o', 'o.id', 'line.order_id')
      .leftJoin('catalog.edition as edition', 'edition.id', 'line.edition_id')
      .leftJoin('inventory.offer as offer', (join) =>
        join
          .onRef('offer.edition_id', '=', 'line.edition_id')
          .onRef('offer.marketplace', '=', 'o.marketplace'),
      )
      .selectAll('line')
      .select(['o.currency', 'o.marketplace', 'o.total_amount', 'o.status', 'edition.release_date'])
      .select(['edition.format', 'offer.price_amount', 'offer.price_currency'])
      .execute();
    for (const line of lines) {
      expect(line).toMatchObject({
        price_amount: line.unit_price_amount,
        price_currency: line.currency,
        currency: CURRENCIES[line.marketplace],
        format: line.is_digital ? 'DIGITAL' : expect.stringMatching(/^(PAPERBACK|OMNIBUS|BOX_SET)$/),
      });
      // What is not out yet cannot have been sent.
      if ((line.release_date ?? '') > '2026-11-23') expect(line).toMatchObject({ status: 'ON_HOLD' });
    }
    for (const [orderId, own] of Map.groupBy(lines, (line) => line.order_id)) {
      const sum = own.reduce((total, line) => total + Number(line.unit_price_amount) * line.quantity, 0);
      expect([orderId, own[0]?.total_amount]).toEqual([orderId, sum.toFixed(2)]);
    }
  });

  it('pack nothing digital, everything else once it has left, and go somewhere', async () => {
    const lines = await read('orders.order_line');
    const packed = Map.groupBy(await read('orders.package_line'), (row) => row.line_id);
    const addressed = new Set((await read('orders.shipping_address')).map((row) => row.order_id));
    for (const order of await read('orders.customer_order')) {
      const own = lines.filter((line) => line.order_id === order.id);
      for (const line of own) {
        expect([line.id, line.is_digital]).toEqual([line.id, line.edition_id.endsWith('-digital')]);
        const copies = (packed.get(line.id) ?? []).reduce((sum, { quantity }) => sum + quantity, 0);
        const expected = line.is_digital ? 0 : line.quantity;
        if (['SHIPPED', 'DELIVERED'].includes(order.status)) {
          expect([line.id, copies]).toEqual([line.id, expected]);
        }
        expect(copies).toBeLessThanOrEqual(expected);
      }
      if (isCrowd(order.customer_id)) continue;
      expect([order.id, addressed.has(order.id)]).toEqual([order.id, own.some((line) => !line.is_digital)]);
    }
  });

  it('were scanned in the past, from the label to the door', async () => {
    const placed = new Map((await read('orders.customer_order')).map((row) => [row.id, row]));
    const scans = Map.groupBy(await read('orders.scan_event'), (row) => row.package_id);
    for (const parcel of await read('orders.package')) {
      const order = placed.get(parcel.order_id);
      if (order === undefined || isCrowd(order.customer_id)) continue;
      const events = (scans.get(parcel.id) ?? []).toSorted((one, other) => Number(one.at) - Number(other.at));
      const kinds = [parcel.id, ...events.map(({ kind }) => kind)];
      if (parcel.status === 'PREPARING') {
        expect(kinds).toEqual([parcel.id]);
        continue;
      }
      expect(kinds.slice(0, 3)).toEqual([parcel.id, 'LABEL_CREATED', 'PICKED_UP']);
      const last = { IN_TRANSIT: expect.stringMatching(/HUB$|PICKED_UP|ATTEMPTED/) }[parcel.status as string];
      expect(kinds.at(-1)).toEqual(last ?? parcel.status);
      expect(Number(events[0]?.at)).toBeGreaterThanOrEqual(Number(order.placed_at));
      expect(events.filter(({ at }) => at > TEST_NOW)).toEqual([]);
    }
  });

  it('stay as they have become when seeded again', async () => {
    const tables = database.tables<OrdersTables>();
    await tables.deleteFrom('orders.package').where('order_id', '=', 'JP-1002').execute();
    await tables.deleteFrom('orders.refund').where('order_id', '=', 'US-1006').execute();
    const readAll = () => Promise.all(TABLES.map(read));
    const before = await readAll();
    await seedAgain(database, orders);
    expect(await readAll()).toEqual(before);
  });
});

describe('the feed of purchases', () => {
  it('has each pair of customer and edition once, and nothing that was cancelled', async () => {
    const facts: string[] = [];
    await database
      .tables()
      .transaction()
      .execute(async (transaction) => {
        for await (const chunk of orders.publishes?.purchases?.(transaction) ?? []) {
          facts.push(...chunk.map(({ customerId, editionId }) => `${customerId} ${editionId}`));
        }
      });
    expect(new Set(facts).size).toBe(facts.length);
    expect(facts).toContain('cust-us-1 frieren-1-paperback');
    // US-4015 has it twice.
    expect(facts).toContain('cust-us-4 nana-1-paperback');
    // Only ever in the cancelled US-1006 and US-1014.
    expect(facts).not.toContain('cust-us-1 yotsuba-2-paperback');
    expect(facts).not.toContain('cust-us-1 chainsaw-man-1-paperback');
    expect(new Set(facts.map((fact) => fact.split(' ')[0])).size).toBe(68);
  });
});
