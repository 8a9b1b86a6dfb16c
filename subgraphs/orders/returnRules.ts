import { endOfLocalDay } from '../localDay.ts';
import { formatHundredths, parseHundredths } from '../money.ts';
import { clauseId, DIGITAL_RETURNS_CLAUSE, SHOP_RULES } from '../shopRules.ts';
import { decideClaim, type LineClaim, type LineHistory } from './lineClaim.ts';
import type { OrderLineRow, OrderRow } from './repository.ts';
import type { ReturnReason, ReturnRefusal } from './resolvers.generated.ts';

type ReturnedOrder = Pick<OrderRow, 'status' | 'marketplace'>;
type ReturnedLine = Pick<OrderLineRow, 'quantity' | 'is_digital' | 'unit_price_amount'>;

/** What can go back of one line. Amounts are exact, as text, in the order's currency. */
export interface LineReturn {
  /** Why nothing can; undefined when something can. */
  readonly refusal?: ReturnRefusal;
  /** How many copies. */
  readonly copies: number;
  /** The first instant at which it is too late; undefined where it has not arrived or will never go back. */
  readonly closesAt?: Date;
  /** For a return without a fault of the shop's; nothing where the line will never go back. */
  readonly fee: string;
  readonly clauseId: string;
}

/** The rule for one line: what arrived may go back until the end of the marketplace's return window. */
export function decideLineReturn(
  order: ReturnedOrder,
  line: ReturnedLine,
  history: LineHistory,
  now: Date,
): LineReturn {
  const { returnDays, returnFee } = SHOP_RULES[order.marketplace];
  const claim = claimWithin(returnDays, order, line, history, now);
  const mayGoBack = claim.refusal === undefined || claim.refusal === 'NOT_DELIVERED';
  return {
    ...describeClaim(claim),
    fee: mayGoBack ? returnFee : '0.00',
    clauseId: line.is_digital ? DIGITAL_RETURNS_CLAUSE : clauseId('returns-window', order.marketplace),
  };
}

/** Copies of one line that somebody wants to send back. */
export interface ReturnRequest {
  readonly line: ReturnedLine;
  readonly history: LineHistory;
  readonly quantity: number;
  readonly reason: ReturnReason;
}

export interface ReturnDecision {
  /** Why not, of the first line that cannot go back as asked; undefined when all can. */
  readonly refusal?: ReturnRefusal;
  /** What is paid back, after the fee; nothing where it is refused. */
  readonly refund: string;
  readonly fee: string;
  /** The first instant at which it is too late for one of the lines. */
  readonly closesAt?: Date;
  readonly clauseId: string;
}

/**
 * The rule for a return as a whole. All lines go back or none. One that arrived damaged may go back as long as
 * damage may be reported. The fee is due once, unless the shop is at fault for every line, and is never more than
 * what is paid back.
 */
export function decideReturn(
  order: ReturnedOrder,
  requests: readonly ReturnRequest[],
  now: Date,
): ReturnDecision {
  const decisions = requests.map((request) => decideRequest(order, request, now));
  const refused = decisions.find(({ refusal }) => refusal !== undefined);
  const closings = decisions.flatMap(({ closesAt }) => (closesAt === undefined ? [] : [closesAt.getTime()]));
  const closing = closings.length > 0 && { closesAt: new Date(Math.min(...closings)) };
  const clause = findClause(order, requests);
  if (refused?.refusal !== undefined) {
    return { refusal: refused.refusal, refund: '0.00', fee: '0.00', ...closing, clauseId: clause };
  }
  return { ...settle(order, requests), ...closing, clauseId: clause };
}

function decideRequest(order: ReturnedOrder, request: ReturnRequest, now: Date) {
  const { returnDays, damageDays } = SHOP_RULES[order.marketplace];
  const days = request.reason === 'DAMAGED' ? damageDays : returnDays;
  const claim = describeClaim(claimWithin(days, order, request.line, request.history, now));
  return claim.refusal === undefined && request.quantity > claim.copies
    ? { ...claim, refusal: 'TOO_MANY' as const }
    : claim;
}

function settle(order: ReturnedOrder, requests: readonly ReturnRequest[]): { refund: string; fee: string } {
  const { returnFee } = SHOP_RULES[order.marketplace];
  const goods = requests.reduce(
    (sum, { line, quantity }) => sum + quantity * parseHundredths(line.unit_price_amount),
    0,
  );
  const isFaultless = requests.some(({ reason }) => reason === 'CHANGED_MIND');
  const fee = isFaultless ? Math.min(parseHundredths(returnFee), goods) : 0;
  return { refund: formatHundredths(goods - fee), fee: formatHundredths(fee) };
}

function findClause({ marketplace }: ReturnedOrder, requests: readonly ReturnRequest[]): string {
  if (requests.some(({ line }) => line.is_digital)) return DIGITAL_RETURNS_CLAUSE;
  const isAboutDamage = requests.every(({ reason }) => reason === 'DAMAGED');
  return clauseId(isAboutDamage ? 'damaged' : 'returns-window', marketplace);
}

function claimWithin(
  days: number,
  order: ReturnedOrder,
  line: ReturnedLine,
  history: LineHistory,
  now: Date,
): LineClaim {
  const { timeZone } = SHOP_RULES[order.marketplace];
  return decideClaim(order, line, history, (deliveredAt) => endOfLocalDay(deliveredAt, days, timeZone), now);
}

function describeClaim({ refusal, copies, closesAt }: LineClaim): Omit<LineReturn, 'fee' | 'clauseId'> {
  return {
    ...(refusal !== undefined && { refusal: refusal === 'TOO_LATE' ? 'WINDOW_CLOSED' : refusal }),
    copies,
    ...(closesAt !== undefined && { closesAt }),
  };
}
