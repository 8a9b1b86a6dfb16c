import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { groupInKeyOrder, inKeyOrder } from '../batch.ts';
import type { RequestContext } from '../requestContext.ts';
import {
  loadOrderLines,
  loadOrders,
  loadPackageLines,
  loadPackages,
  type OrderRow,
  type OrdersTables,
  type PackageLineRow,
  type PackageRow,
  type PricedOrderLineRow,
} from './repository.ts';

/** Each loader takes order ids, needs one statement for all orders of a request, and finds the caller's own only. */
export interface OrdersContext {
  readonly request: RequestContext;
  /** For what is not batched: a page of orders, and changes. */
  readonly database: Kysely<OrdersTables>;
  /** Undefined alike for a missing order and another customer's. */
  readonly orders: DataLoader<string, OrderRow | undefined>;
  readonly lines: DataLoader<string, PricedOrderLineRow[]>;
  readonly packages: DataLoader<string, PackageRow[]>;
  /** The contents of all packages of an order. */
  readonly packageLines: DataLoader<string, PackageLineRow[]>;
}

export function createOrdersContext(database: Kysely<OrdersTables>, request: RequestContext): OrdersContext {
  const { caller } = request;
  return {
    request,
    database,
    orders: new DataLoader(async (ids) =>
      inKeyOrder(ids, await loadOrders(database, caller, ids), (order) => order.id),
    ),
    lines: new DataLoader(async (orderIds) =>
      groupInKeyOrder(orderIds, await loadOrderLines(database, caller, orderIds), (line) => line.order_id),
    ),
    packages: new DataLoader(async (orderIds) =>
      groupInKeyOrder(orderIds, await loadPackages(database, caller, orderIds), (row) => row.order_id),
    ),
    packageLines: new DataLoader(async (orderIds) =>
      groupInKeyOrder(orderIds, await loadPackageLines(database, caller, orderIds), (row) => row.order_id),
    ),
  };
}
