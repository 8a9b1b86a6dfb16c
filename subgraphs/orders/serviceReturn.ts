import type { Kysely } from 'kysely';
import { type Confirmation, confirm } from '../confirmation.ts';
import type { IdempotentOutcome } from '../idempotency.ts';
import { addLocalDays } from '../localDay.ts';
import { parseHundredths } from '../money.ts';
import { createRecordId } from '../recordId.ts';
import type { RequestContext } from '../requestContext.ts';
import { SHOP_RULES } from '../shopRules.ts';
import { type ReturnedCopies, traceLine } from './lineClaim.ts';
import { openRefund } from './refund.ts';
import {
  loadOrderLines,
  loadPackageLines,
  loadPackages,
  type OrderRow,
  type OrdersTables,
  type PackageLineRow,
  type PackageRow,
  type PricedOrderLineRow,
} from './repository.ts';
import { addRefund, changeOrder } from './repositoryChange.ts';
import { addReturn, loadReturnedCopies } from './repositoryReturn.ts';
import type { ReturnReason } from './resolvers.generated.ts';
import { decideReturn, type ReturnDecision, type ReturnRequest } from './returnRules.ts';
import { type ChangeError, changeOnce } from './serviceChange.ts';

const ACTION = 'startReturn';

/** Copies of a line that a customer wants to send back. */
export interface RequestedLine {
  readonly lineId: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
}

/** All rows of one order that decide about its returns. */
export interface ReturnRows {
  readonly lines: readonly PricedOrderLineRow[];
  readonly packages: readonly PackageRow[];
  readonly packageLines: readonly PackageLineRow[];
  readonly returnedCopies: readonly ReturnedCopies[];
}

/** What a return would do; where it is refused there is nothing to confirm. */
export interface ReturnPreview {
  readonly order: OrderRow;
  readonly decision: ReturnDecision;
  readonly confirmation?: Confirmation;
}

/**
 * Previews without any effect. The token confirms for this caller, these lines and this state of the order only.
 * @param requested each line once, in an order that does not depend on the caller.
 * @returns undefined where the order has no such line.
 */
export function previewReturn(
  order: OrderRow,
  rows: ReturnRows,
  requested: readonly RequestedLine[],
  request: RequestContext,
): ReturnPreview | undefined {
  const requests = findRequests(rows, requested);
  if (requests === undefined) return undefined;
  const decision = decideReturn(order, requests, request.now());
  if (decision.refusal !== undefined) return { order, decision };
  const args = { orderId: order.id, lines: requested };
  return { order, decision, confirmation: confirm(request, ACTION, args, order.version) };
}

export interface ReturnArguments {
  readonly orderId: string;
  /** As with {@link previewReturn}. */
  readonly lines: readonly RequestedLine[];
  readonly confirmationToken: string;
  readonly idempotencyKey: string;
}

/** Starts a return once, with the refund that waits for it; the result is the return. */
export function startReturn(
  database: Kysely<OrdersTables>,
  request: RequestContext,
  { orderId, lines, confirmationToken, idempotencyKey }: ReturnArguments,
): Promise<IdempotentOutcome<ChangeError | 'NOT_RETURNABLE'>> {
  const { caller } = request;
  return changeOnce<ReturnDecision, 'NOT_RETURNABLE' | 'NOT_FOUND'>(database, request, {
    action: ACTION,
    args: { orderId, lines },
    confirmationToken,
    idempotencyKey,
    async plan(transaction, order) {
      const ids = [orderId];
      const rows = {
        lines: await loadOrderLines(transaction, caller, ids),
        packages: await loadPackages(transaction, caller, ids),
        packageLines: await loadPackageLines(transaction, caller, ids),
        returnedCopies: await loadReturnedCopies(transaction, caller, ids),
      };
      const requests = findRequests(rows, lines);
      if (requests === undefined) return { error: 'NOT_FOUND' };
      const decision = decideReturn(order, requests, request.now());
      return decision.refusal === undefined ? { plan: decision } : { error: 'NOT_RETURNABLE' };
    },
    async apply(transaction, order, decision) {
      const started = composeReturn(order, lines, decision, request.now());
      await addReturn(transaction, started.row, started.lines);
      if (started.refund !== undefined) await addRefund(transaction, started.refund);
      await changeOrder(transaction, caller, orderId, {});
      return started.row.id;
    },
  });
}

function findRequests(rows: ReturnRows, requested: readonly RequestedLine[]): ReturnRequest[] | undefined {
  const requests = requested.flatMap(({ lineId, quantity, reason }) => {
    const line = rows.lines.find(({ id }) => id === lineId);
    if (line === undefined) return [];
    const history = traceLine(lineId, rows.packages, rows.packageLines, rows.returnedCopies);
    return [{ line, history, quantity, reason }];
  });
  return requests.length === requested.length ? requests : undefined;
}

function composeReturn(
  order: OrderRow,
  requested: readonly RequestedLine[],
  { fee, refund }: ReturnDecision,
  now: Date,
) {
  const { returnSendDays, timeZone } = SHOP_RULES[order.marketplace];
  const id = createRecordId('RT', 10);
  const owned = { order_id: order.id, return_id: id };
  const waiting = {
    status: 'AWAITING_RETURN',
    reason: 'RETURNED',
    amount: refund,
    expected_by: null,
  } as const;
  return {
    row: {
      id,
      order_id: order.id,
      status: 'LABEL_SENT' as const,
      started_at: now,
      send_by: addLocalDays(now, returnSendDays, timeZone),
      received_at: null,
      fee_amount: fee,
    },
    lines: requested.map(({ lineId, quantity, reason }) => ({ ...owned, line_id: lineId, quantity, reason })),
    ...(parseHundredths(refund) > 0 && { refund: openRefund({ ...owned, ...waiting }, now) }),
  };
}
