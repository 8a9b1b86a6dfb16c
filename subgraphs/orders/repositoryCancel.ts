import type { Transaction } from 'kysely';
import type { OrdersTables } from './repository.ts';

/** Takes apart the packages of an order that the transaction has locked: none has left, and none may any more. */
export async function removePackages(transaction: Transaction<OrdersTables>, orderId: string): Promise<void> {
  await transaction.deleteFrom('orders.package').where('order_id', '=', orderId).execute();
}
