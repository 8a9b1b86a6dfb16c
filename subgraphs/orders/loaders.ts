import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { byId, byPosition, groupInKeyOrder, inKeyOrder } from '../batch.ts';
import type { FirstOf } from '../database/firstOf.ts';
import type { RequestContext } from '../requestContext.ts';
import type { ReturnLineRow, ScanEventRow, ShippingAddressRow } from './afterSalesRows.ts';
import {
  isOwnedBy,
  isVisibleTo,
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
import {
  loadRefunds,
  loadReturnLines,
  loadReturns,
  type PricedRefundRow,
  type PricedReturnRow,
} from './repositoryAfterSales.ts';
import { loadLatestOrders } from './repositoryCustomer.ts';
import { loadScanEvents, loadShippingAddresses } from './repositoryDelivery.ts';
import { loadReturnedCopies, type ReturnedCopiesRow } from './repositoryReturn.ts';

/**
 * Each loader takes order ids unless it says otherwise, needs one statement for all of a request, and finds what
 * the caller may see only.
 */
export interface OrdersContext {
  readonly request: RequestContext;
  /** For what is not batched: a page of orders, and changes. */
  readonly database: Kysely<OrdersTables>;
  /** The caller's own only: undefined alike for a missing order and another customer's. */
  readonly orders: DataLoader<string, OrderRow | undefined>;
  /** Also those of a customer whom the caller serves. */
  readonly visibleOrders: DataLoader<string, OrderRow | undefined>;
  /** By customer; latest first. */
  readonly latestOrders: DataLoader<FirstOf, OrderRow[], string>;
  readonly lines: DataLoader<string, PricedOrderLineRow[]>;
  readonly packages: DataLoader<string, PackageRow[]>;
  /** The contents of all packages of an order. */
  readonly packageLines: DataLoader<string, PackageLineRow[]>;
  /** By package; latest first. */
  readonly scanEvents: DataLoader<FirstOf, ScanEventRow[], string>;
  readonly shippingAddresses: DataLoader<string, ShippingAddressRow | undefined>;
  /** Latest first. */
  readonly returns: DataLoader<string, PricedReturnRow[]>;
  /** The contents of all returns of an order. */
  readonly returnLines: DataLoader<string, ReturnLineRow[]>;
  /** What is in all returns of an order that were not rejected. */
  readonly returnedCopies: DataLoader<string, ReturnedCopiesRow[]>;
  /** Latest first. */
  readonly refunds: DataLoader<string, PricedRefundRow[]>;
}

/** All that this subgraph knows of a customer before it looks. */
export interface CustomerReference {
  readonly id: string;
}

/** What support knows of a ticket; only with what its customer wrote where that is needed. */
export interface TicketReference {
  readonly id: string;
  /** As the customer named it: it may be anybody's. */
  readonly orderReference?: string | null;
  readonly customerReference?: string;
}

export function createOrdersContext(database: Kysely<OrdersTables>, request: RequestContext): OrdersContext {
  const { caller } = request;
  const orders = byId((ids) => loadOrders(database, isOwnedBy(caller), ids));
  return {
    request,
    database,
    orders,
    // A customer sees its own only, and one loader finds each of them once.
    visibleOrders:
      caller.context === 'customer' ? orders : byId((ids) => loadOrders(database, isVisibleTo(caller), ids)),
    latestOrders: byPosition((keys) => loadLatestOrders(database, caller, keys)),
    lines: byOrder((orderIds) => loadOrderLines(database, caller, orderIds)),
    packages: byOrder((orderIds) => loadPackages(database, caller, orderIds)),
    packageLines: byOrder((orderIds) => loadPackageLines(database, caller, orderIds)),
    scanEvents: byPosition((keys) => loadScanEvents(database, caller, keys)),
    shippingAddresses: new DataLoader(async (orderIds) =>
      inKeyOrder(orderIds, await loadShippingAddresses(database, caller, orderIds), (row) => row.order_id),
    ),
    returns: byOrder((orderIds) => loadReturns(database, caller, orderIds)),
    returnLines: byOrder((orderIds) => loadReturnLines(database, caller, orderIds)),
    returnedCopies: byOrder((orderIds) => loadReturnedCopies(database, caller, orderIds)),
    refunds: byOrder((orderIds) => loadRefunds(database, caller, orderIds)),
  };
}

function byOrder<Row extends { order_id: string }>(load: (orderIds: readonly string[]) => Promise<Row[]>) {
  return new DataLoader<string, Row[]>(async (orderIds) =>
    groupInKeyOrder(orderIds, await load(orderIds), (row) => row.order_id),
  );
}
