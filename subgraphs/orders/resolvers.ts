import { parseIdempotencyKey } from '../arguments.ts';
import { createCursors, parsePageSize } from '../connection.ts';
import { parseOrderId } from './arguments.ts';
import { listOrders, type OrderPosition, type OrderRow } from './repository.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { readResolvers } from './resolversRead.ts';
import { type CancelError, cancelOrder, previewCancel } from './service.ts';

export const ordersResolvers: Resolvers = {
  Query: {
    async order(_query, { id }, { database, orders, request }) {
      if (id !== null && id !== undefined) return (await orders.load(parseOrderId('id', id))) ?? null;
      const [latest] = await listOrders(database, request.caller, 1);
      return latest ?? null;
    },
    async orders(_query, { first, after }, { database, request }) {
      const size = parsePageSize(first);
      const cursors = createCursors<OrderPosition>(request.secret, request.caller, 'orders');
      const rows = await listOrders(database, request.caller, size + 1, cursors.parse(after));
      return cursors.page(rows, size, describePosition);
    },
    async cancelOrderPreview(_query, { orderId }, { orders, packages, request }) {
      const order = await orders.load(parseOrderId('orderId', orderId));
      return order === undefined ? null : previewCancel(order, await packages.load(order.id), request);
    },
  },
  Mutation: {
    async cancelOrder(
      _mutation,
      { orderId, confirmationToken, idempotencyKey },
      { database, orders, request },
    ) {
      const outcome = await cancelOrder(database, request, {
        orderId: parseOrderId('orderId', orderId),
        confirmationToken,
        idempotencyKey: parseIdempotencyKey(idempotencyKey),
      });
      if ('error' in outcome) return { userErrors: [describeError(outcome.error)], replayed: false };
      const order = await orders.load(outcome.resultId);
      return order === undefined
        ? { userErrors: [describeError('NOT_FOUND')], replayed: false }
        : { order, userErrors: [], replayed: outcome.replayed };
    },
  },
  ...readResolvers,
  CancelOrderPreview: {
    allowed: (preview) => preview.refusal === undefined,
    refund: (preview) => ({ amount: preview.refund, currency: preview.order.currency }),
    confirmationToken: (preview) => preview.confirmation?.token ?? null,
    expiresAt: (preview) => preview.confirmation?.expiresAt.toISOString() ?? null,
  },
};

/** What a person reads beside the code, and the argument it is about. */
const USER_ERRORS: Record<CancelError | 'IDEMPOTENCY_CONFLICT', { field: string; message: string }> = {
  NOT_FOUND: { field: 'orderId', message: 'There is no such order.' },
  NOT_CANCELLABLE: { field: 'orderId', message: 'The order can no longer be cancelled.' },
  INVALID_CONFIRMATION: {
    field: 'confirmationToken',
    message: 'The confirmation is not for this order, or has expired. Preview again.',
  },
  STALE_PREVIEW: {
    field: 'confirmationToken',
    message: 'The order has changed since the preview. Preview again.',
  },
  IDEMPOTENCY_CONFLICT: {
    field: 'idempotencyKey',
    message: 'This key was used with other arguments. Use a new key.',
  },
};

function describeError(code: keyof typeof USER_ERRORS) {
  return { code, ...USER_ERRORS[code] };
}

function describePosition(order: OrderRow): OrderPosition {
  return { placedAt: order.placed_at.toISOString(), id: order.id };
}
