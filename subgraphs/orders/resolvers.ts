import { parseOrderId } from '../arguments.ts';
import { createCursors, parsePageSize } from '../connection.ts';
import { listOrders, type OrderPosition, type OrderRow } from './repository.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { changeResolvers } from './resolversChange.ts';
import { eligibilityResolvers } from './resolversEligibility.ts';
import { readResolvers } from './resolversRead.ts';

export const ordersResolvers: Resolvers = {
  ...readResolvers,
  ...eligibilityResolvers,
  ...changeResolvers,
  Query: {
    async order(_query, { id }, { database, orders, request }) {
      if (id !== null && id !== undefined) return (await orders.load(parseOrderId('id', id))) ?? null;
      const [latest] = await listOrders(database, request.caller, 1);
      return latest ?? null;
    },
    async orders(_query, { first, after }, { database, request }) {
      const size = parsePageSize(first);
      const cursors = createCursors<OrderPosition>(request.secret, request.caller, 'orders', [
        'placedAt',
        'id',
      ]);
      const rows = await listOrders(database, request.caller, size + 1, cursors.parse(after));
      return cursors.page(rows, size, describePosition);
    },
    ...changeResolvers.Query,
  },
  Order: { ...readResolvers.Order, ...eligibilityResolvers.Order },
  OrderLine: { ...readResolvers.OrderLine, ...eligibilityResolvers.OrderLine },
};

function describePosition(order: OrderRow): OrderPosition {
  return { placedAt: order.placed_at.toISOString(), id: order.id };
}
