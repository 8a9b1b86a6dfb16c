import { parseList } from '../arguments.ts';
import type { Marketplace } from '../caller.ts';
import { formatLocalMoment, lastMomentBefore } from '../localDay.ts';
import { SHOP_RULES } from '../shopRules.ts';
import { type DamageDecision, decideDamage } from './damageRules.ts';
import { traceLine } from './lineClaim.ts';
import type { OrdersContext } from './loaders.ts';
import type { OrderRow, PricedOrderLineRow } from './repository.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { decideLineReturn, type LineReturn } from './returnRules.ts';
import type { ReturnRows } from './serviceReturn.ts';

/** What the rule says of one line, with the line. */
export interface LineReturnOf extends LineReturn {
  readonly order: OrderRow;
  readonly line: PricedOrderLineRow;
}

export interface DamageDecisionOf extends DamageDecision {
  readonly order: OrderRow;
}

/** More than any order's lines; a longer list is somebody's attempt to keep us busy. */
const MAX_LINE_IDS = 100;

/** What the rules say of lines that have arrived; nothing here changes anything. */
export const eligibilityResolvers = {
  Order: {
    async returnEligibility(order, { lineIds }, context): Promise<LineReturnOf[]> {
      const wanted = lineIds == null ? undefined : new Set(parseList('lineIds', lineIds, 0, MAX_LINE_IDS));
      const rows = await loadReturnRows(order.id, context);
      const { packages, packageLines, returnedCopies } = rows;
      const now = context.request.now();
      const asked = rows.lines.filter(({ id }) => wanted?.has(id) ?? true);
      return asked.map((line) => {
        const history = traceLine(line.id, packages, packageLines, returnedCopies);
        return { order, line, ...decideLineReturn(order, line, history, now) };
      });
    },
  },
  LineReturnEligibility: {
    eligible: ({ refusal }) => refusal === undefined,
    returnableQuantity: ({ copies }) => copies,
    deadline: ({ closesAt, order }) => describeDeadline(closesAt, order),
    fee: ({ fee, line }) => ({ amount: fee, currency: line.currency }),
    clause: (decision) => ({ id: decision.clauseId }),
  },
  OrderLine: {
    async damageHelp(line, _args, context): Promise<DamageDecisionOf> {
      const order = await context.visibleOrders.load(line.order_id);
      // Whoever sees the line sees its order.
      if (order === undefined) throw new Error(`Line ${line.id} has no order.`);
      const { packages, packageLines, returnedCopies } = await loadReturnRows(line.order_id, context);
      const history = traceLine(line.id, packages, packageLines, returnedCopies);
      return { order, ...decideDamage(order, line, history, context.request.now()) };
    },
  },
  DamageHelp: {
    eligible: ({ refusal }) => refusal === undefined,
    reportUntil: ({ closesAt, order }) => describeDeadline(closesAt, order),
    remedies: ({ remedies }) => [...remedies],
    clause: (decision) => ({ id: decision.clauseId }),
  },
} satisfies Resolvers;

/** A statement each, however many orders of a request ask. */
export async function loadReturnRows(
  orderId: string,
  { lines, packages, packageLines, returnedCopies }: OrdersContext,
): Promise<ReturnRows> {
  const rows = await Promise.all([
    lines.load(orderId),
    packages.load(orderId),
    packageLines.load(orderId),
    returnedCopies.load(orderId),
  ]);
  return { lines: rows[0], packages: rows[1], packageLines: rows[2], returnedCopies: rows[3] };
}

/** The last moment at which it is not too late, by the clock of where the order was sold. */
export function describeDeadline(
  closesAt: Date | undefined,
  { marketplace }: { readonly marketplace: Marketplace },
): string | null {
  if (closesAt === undefined) return null;
  return formatLocalMoment(lastMomentBefore(closesAt), SHOP_RULES[marketplace].timeZone);
}
