import type { DatabaseConnection } from '../../subgraphs/database/database.ts';
import { composeOrder, type NewOrder } from '../../subgraphs/orders/newOrder.ts';
import type { OrdersTables } from '../../subgraphs/orders/repository.ts';
import { addOrders } from '../../subgraphs/orders/repositoryAdd.ts';
import { TEST_NOW } from './clock.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const EDITIONS = ['one-piece-1-paperback', 'yotsuba-1-paperback', 'frieren-1-digital', 'frieren-2-paperback'];

/**
 * Puts MANY-20, MANY-19, … MANY-1 behind the sample orders of customer-us, each with four lines in two packages.
 */
export async function addManyOrders(database: DatabaseConnection): Promise<void> {
  const orders = Array.from({ length: 20 }, (_, index) => describeOrder(index + 1));
  await database
    .tables<OrdersTables>()
    .transaction()
    .execute((transaction) => addOrders(transaction, orders));
}

function describeOrder(number: number): NewOrder {
  const parcel = {
    status: 'DELIVERED',
    carrier: 'UPS',
    tracking_number: null,
    shipped_at: TEST_NOW,
    estimated_delivery: null,
    delivered_at: TEST_NOW,
  } as const;
  return composeOrder({
    order: {
      id: `MANY-${number}`,
      customer_id: 'cust-us-1',
      marketplace: 'US',
      placed_at: new Date(TEST_NOW.getTime() - (200 - number) * DAY_MS),
      status: 'DELIVERED',
      hold_reason: null,
      currency: 'USD',
      estimated_delivery: null,
    },
    lines: EDITIONS.map((edition) => ({ edition_id: edition, quantity: 1, unit_price_amount: '5.00' })),
    packages: [
      { ...parcel, contents: [1, 2].map((line) => ({ line, quantity: 1 })) },
      { ...parcel, contents: [3, 4].map((line) => ({ line, quantity: 1 })) },
    ],
  });
}
