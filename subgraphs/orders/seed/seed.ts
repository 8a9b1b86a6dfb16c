import type { Transaction } from 'kysely';
import { composeOrder } from '../newOrder.ts';
import type { OrdersTables } from '../repository.ts';
import { addOrders } from '../repositoryAdd.ts';
import { describeCrowd } from './crowd.ts';
import { describeSample } from './describeSample.ts';
import { EXAMPLE_ORDERS } from './exampleOrders.ts';
import { DE_ORDERS } from './ordersDe.ts';
import { JP_ORDERS } from './ordersJp.ts';
import { US_ORDERS } from './ordersUs.ts';
import { createPriceList } from './prices.ts';
import { tellOrders } from './tellOrder.ts';

/** Puts the sample shop's orders there, as of `now`; one that is there already stays as it has become. */
export async function seedOrders(transaction: Transaction<OrdersTables>, now: Date): Promise<void> {
  const findPrice = createPriceList(now);
  const samples = [
    ...EXAMPLE_ORDERS,
    ...tellOrders('US', US_ORDERS, findPrice),
    ...tellOrders('JP', JP_ORDERS, findPrice),
    ...tellOrders('DE', DE_ORDERS, findPrice),
  ];
  const orders = [...samples.map((sample) => describeSample(sample, now)), ...describeCrowd(findPrice, now)];
  await addOrders(transaction, orders.map(composeOrder));
}
