import { parseOrderId } from '../arguments.ts';
import { parsePageSize } from '../connection.ts';
import { formatLocalMoment } from '../localDay.ts';
import { clauseId, SHOP_RULES } from '../shopRules.ts';
import { findDeliveryIssue } from './deliveryRules.ts';
import type { OrdersContext } from './loaders.ts';
import type { PackageRow } from './repository.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { describeDeadline } from './resolversEligibility.ts';

/** How old a carrier's word may be while a parcel is under way. */
const FRESH_FOR_MS = 24 * 60 * 60 * 1_000;

/** What can be looked at, by whoever may see the order that it belongs to. */
export const readResolvers = {
  Order: {
    // Async, so that one reference that throws does not fail its whole batch.
    __resolveReference: async ({ id }, { visibleOrders }) =>
      (await visibleOrders.load(parseOrderId('id', id))) ?? null,
    placedAt: (order) => order.placed_at.toISOString(),
    total: (order) => ({ amount: order.total_amount, currency: order.currency }),
    holdReason: (order) => order.hold_reason,
    estimatedDelivery: (order) => order.estimated_delivery,
    async lines(order, { id }, { lines }) {
      const all = await lines.load(order.id);
      return id === null || id === undefined ? all : all.filter((line) => line.id === id);
    },
    packages: (order, _args, { packages }) => packages.load(order.id),
    shippingAddress: async (order, _args, { shippingAddresses }) =>
      (await shippingAddresses.load(order.id)) ?? null,
    async deliveryIssue(order, _args, { packages, refunds, request }) {
      const [parcels, paidBack] = await Promise.all([packages.load(order.id), refunds.load(order.id)]);
      return findDeliveryIssue(order, parcels, paidBack, request.now()) ?? null;
    },
    returns: (order, _args, { returns }) => returns.load(order.id),
    refunds: (order, _args, { refunds }) => refunds.load(order.id),
  },
  OrderLine: {
    edition: (line) => ({ id: line.edition_id }),
    unitPrice: (line) => ({ amount: line.unit_price_amount, currency: line.currency }),
  },
  Package: {
    trackingNumber: (row) => row.tracking_number,
    shippedAt: (row) => row.shipped_at?.toISOString() ?? null,
    estimatedDelivery: (row) => row.estimated_delivery,
    deliveredAt: (row) => row.delivered_at?.toISOString() ?? null,
    async lines(row, _args, { packageLines }) {
      const contents = await packageLines.load(row.order_id);
      return contents.filter((content) => content.package_id === row.id);
    },
    events: (row, { first }, { scanEvents }) => scanEvents.load({ id: row.id, first: parsePageSize(first) }),
    freshness: (row, _args, { request }) => describeFreshness(row, request.now()),
  },
  PackageLine: { line: findLine },
  ScanEvent: { at: (event) => event.at.toISOString() },
  ShippingAddress: { postalCode: (address) => address.postal_code },
  DeliveryIssue: {
    claimFrom: ({ claimFrom, marketplace }) =>
      claimFrom === undefined ? null : formatLocalMoment(claimFrom, SHOP_RULES[marketplace].timeZone),
    claimUntil: (issue) => describeDeadline(issue.closesAt, issue),
    clause: (issue) => ({ id: issue.clauseId }),
  },
  Return: {
    startedAt: (row) => row.started_at.toISOString(),
    // Once it is on its way there is nothing left to send.
    sendBy: (row) => (row.status === 'LABEL_SENT' ? row.send_by : null),
    receivedAt: (row) => row.received_at?.toISOString() ?? null,
    async lines(row, _args, { returnLines }) {
      const contents = await returnLines.load(row.order_id);
      return contents.filter((content) => content.return_id === row.id);
    },
    fee: (row) => ({ amount: row.fee_amount, currency: row.currency }),
  },
  ReturnLine: { line: findLine },
  Refund: {
    amount: (refund) => ({ amount: refund.amount, currency: refund.currency }),
    requestedAt: (refund) => refund.requested_at.toISOString(),
    expectedBy: (refund) => refund.expected_by,
    completedAt: (refund) => refund.completed_at?.toISOString() ?? null,
    clause: (refund) => ({ id: clauseId('refund-timing', refund.marketplace) }),
  },
  Customer: {
    __resolveReference: async ({ id }) => ({ id }),
    orders: (customer, { first }, { latestOrders }) =>
      latestOrders.load({ id: customer.id, first: parsePageSize(first) }),
  },
  Ticket: {
    __resolveReference: async (reference) => ({
      id: reference.id,
      ...('orderReference' in reference && { orderReference: reference.orderReference ?? null }),
      ...('customerReference' in reference && { customerReference: reference.customerReference }),
    }),
    async order({ orderReference, customerReference }, _args, { visibleOrders }) {
      if (orderReference === null || orderReference === undefined) return null;
      const order = await visibleOrders.load(parseOrderId('orderReference', orderReference));
      // Whoever serves this customer has not asked to see another's.
      return order !== undefined && order.customer_id === customerReference ? order : null;
    },
  },
} satisfies Resolvers;

function describeFreshness(row: PackageRow, now: Date) {
  // What has arrived or is lost stays so, and nobody asks again.
  const isUnderWay = row.status === 'IN_TRANSIT' || row.status === 'OUT_FOR_DELIVERY';
  if (!isUnderWay || row.checked_at === null) return null;
  return {
    asOf: row.checked_at.toISOString(),
    source: row.carrier ?? 'carrier',
    stale: now.getTime() - row.checked_at.getTime() > FRESH_FOR_MS,
  };
}

async function findLine(
  content: { readonly order_id: string; readonly line_id: string },
  _args: unknown,
  { lines }: OrdersContext,
) {
  const line = (await lines.load(content.order_id)).find(({ id }) => id === content.line_id);
  // A foreign key holds the two together.
  if (line === undefined) throw new Error(`Order ${content.order_id} has no line ${content.line_id}.`);
  return line;
}
