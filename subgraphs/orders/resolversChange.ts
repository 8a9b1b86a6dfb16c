import { parseIdempotencyKey, parseOrderId } from '../arguments.ts';
import type { Confirmation } from '../confirmation.ts';
import { parseAddress } from './addressRules.ts';
import { parseReturnLines } from './arguments.ts';
import type { OrderRow } from './repository.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { describeDeadline, loadReturnRows } from './resolversEligibility.ts';
import { changeShippingAddress, previewAddressChange } from './serviceAddress.ts';
import { cancelOrder, previewCancel } from './serviceCancel.ts';
import { previewReturn, startReturn } from './serviceReturn.ts';
import { describeUserError } from './userErrors.ts';

/** What an owner may do to an order, and the previews of it. */
export const changeResolvers = {
  Query: {
    async cancelOrderPreview(_query, { orderId }, { orders, packages, request }) {
      const order = await orders.load(parseOrderId('orderId', orderId));
      return order === undefined ? null : previewCancel(order, await packages.load(order.id), request);
    },
    async startReturnPreview(_query, { orderId, lines }, context) {
      const requested = parseReturnLines(lines);
      const order = await context.orders.load(parseOrderId('orderId', orderId));
      if (order === undefined) return null;
      const rows = await loadReturnRows(order.id, context);
      return previewReturn(order, rows, requested, context.request) ?? null;
    },
    async changeShippingAddressPreview(_query, { orderId, address }, context) {
      const parsed = parseAddress(address);
      const order = await context.orders.load(parseOrderId('orderId', orderId));
      if (order === undefined) return null;
      const [lines, packages, current] = await Promise.all([
        context.lines.load(order.id),
        context.packages.load(order.id),
        context.shippingAddresses.load(order.id),
      ]);
      const rows = { lines, packages, country: current?.country };
      return previewAddressChange(order, rows, parsed, context.request);
    },
  },
  Mutation: {
    async cancelOrder(_mutation, { orderId, confirmationToken, idempotencyKey }, context) {
      const outcome = await cancelOrder(context.database, context.request, {
        orderId: parseOrderId('orderId', orderId),
        confirmationToken,
        idempotencyKey: parseIdempotencyKey(idempotencyKey),
      });
      if ('error' in outcome) return refuse(outcome.error);
      const order = await context.orders.load(outcome.resultId);
      return order === undefined ? refuse('NOT_FOUND') : { order, ...succeed(outcome) };
    },
    async startReturn(_mutation, { orderId, lines, confirmationToken, idempotencyKey }, context) {
      const outcome = await startReturn(context.database, context.request, {
        orderId: parseOrderId('orderId', orderId),
        lines: parseReturnLines(lines),
        confirmationToken,
        idempotencyKey: parseIdempotencyKey(idempotencyKey),
      });
      if ('error' in outcome) return refuse(outcome.error);
      const returns = await context.returns.load(orderId);
      const started = returns.find(({ id }) => id === outcome.resultId);
      return started === undefined ? refuse('NOT_FOUND') : { return: started, ...succeed(outcome) };
    },
    async changeShippingAddress(_mutation, { orderId, address, confirmationToken, idempotencyKey }, context) {
      const outcome = await changeShippingAddress(context.database, context.request, {
        orderId: parseOrderId('orderId', orderId),
        address: parseAddress(address),
        confirmationToken,
        idempotencyKey: parseIdempotencyKey(idempotencyKey),
      });
      if ('error' in outcome) return refuse(outcome.error);
      const order = await context.orders.load(outcome.resultId);
      return order === undefined ? refuse('NOT_FOUND') : { order, ...succeed(outcome) };
    },
  },
  CancelOrderPreview: { ...describePreview(), ...describeSettlement() },
  StartReturnPreview: {
    ...describePreview(),
    ...describeSettlement(),
    deadline: ({ decision, order }) => describeDeadline(decision.closesAt, order),
  },
  ChangeShippingAddressPreview: {
    ...describePreview(),
    // A parcel within the same country is on its way as long as to the old address.
    estimatedDelivery: ({ order, decision }) =>
      decision.refusal === undefined ? order.estimated_delivery : null,
  },
} satisfies Resolvers;

/** What every preview has. */
interface Preview<Refusal> {
  readonly order: OrderRow;
  readonly decision: { readonly refusal?: Refusal; readonly clauseId: string };
  readonly confirmation?: Confirmation;
}

function describePreview() {
  return {
    allowed: ({ decision }: Preview<unknown>) => decision.refusal === undefined,
    refusal: <Refusal>({ decision }: Preview<Refusal>) => decision.refusal ?? null,
    clause: ({ decision }: Preview<unknown>) => ({ id: decision.clauseId }),
    confirmationToken: ({ confirmation }: Preview<unknown>) => confirmation?.token ?? null,
    expiresAt: ({ confirmation }: Preview<unknown>) => confirmation?.expiresAt.toISOString() ?? null,
  };
}

/** What the previews have that something would be paid back by. */
interface Settlement {
  readonly order: OrderRow;
  readonly decision: { readonly refund: string; readonly fee: string };
}

function describeSettlement() {
  return {
    refund: ({ decision, order }: Settlement) => ({ amount: decision.refund, currency: order.currency }),
    fee: ({ decision, order }: Settlement) => ({ amount: decision.fee, currency: order.currency }),
  };
}

function refuse(code: Parameters<typeof describeUserError>[0]) {
  return { userErrors: [describeUserError(code)], replayed: false };
}

function succeed({ replayed }: { readonly replayed: boolean }) {
  return { userErrors: [], replayed };
}
