import { composeOrder, type OrderFacts, type PackageFacts } from '../../../subgraphs/orders/newOrder.ts';
import type { OrdersTables, PackageRow } from '../../../subgraphs/orders/repository.ts';
import { addOrders } from '../../../subgraphs/orders/repositoryAdd.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import type { TestDatabase } from '../../harness/testDatabase.ts';

/** Two copies of one edition for cust-us-1, being processed; `facts` says what is different. */
export async function placeOrder(
  database: TestDatabase,
  id: string,
  facts: Partial<OrderFacts['order'] & Omit<OrderFacts, 'order'>> = {},
): Promise<void> {
  const { lines = TWO_COPIES, packages = [], address, returns, refunds, ...order } = facts;
  const placed = composeOrder({
    order: {
      id,
      customer_id: 'cust-us-1',
      marketplace: 'US',
      placed_at: TEST_NOW,
      status: 'PROCESSING',
      hold_reason: null,
      currency: 'USD',
      estimated_delivery: null,
      ...order,
    },
    lines,
    packages,
    ...(address !== undefined && { address }),
    ...(returns !== undefined && { returns }),
    ...(refunds !== undefined && { refunds }),
  });
  await database
    .tables<OrdersTables>()
    .transaction()
    .execute((transaction) => addOrders(transaction, [placed]));
}

const TWO_COPIES: OrderFacts['lines'] = [
  { edition_id: 'frieren-1-paperback', quantity: 2, unit_price_amount: '9.99' },
];

/** A package with one of the two copies in it. */
export function pack(
  status: PackageRow['status'],
  facts: Partial<Pick<PackageFacts, 'delivered_at' | 'contents'>> = {},
): PackageFacts {
  return {
    status,
    carrier: null,
    tracking_number: null,
    shipped_at: status === 'PREPARING' ? null : TEST_NOW,
    estimated_delivery: null,
    delivered_at: status === 'DELIVERED' ? TEST_NOW : null,
    contents: [{ line: 1, quantity: 1 }],
    ...facts,
  };
}
