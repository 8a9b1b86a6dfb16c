import { endOfLocalDay } from '../localDay.ts';
import { clauseId, DIGITAL_RETURNS_CLAUSE, SHOP_RULES } from '../shopRules.ts';
import { decideClaim, type LineHistory } from './lineClaim.ts';
import type { OrderLineRow, OrderRow } from './repository.ts';
import type { DamageRefusal, DamageRemedy } from './resolvers.generated.ts';

/** What can be done about a line that arrived damaged. */
export interface DamageDecision {
  readonly refusal?: DamageRefusal;
  /** The first instant at which it is too late; undefined where it has not arrived or time is not what decides. */
  readonly closesAt?: Date;
  readonly remedies: readonly DamageRemedy[];
  readonly photoNeeded: boolean;
  readonly clauseId: string;
}

/** The rule: damage to what arrived may be reported until the end of the marketplace's window, with a photo. */
export function decideDamage(
  order: Pick<OrderRow, 'status' | 'marketplace'>,
  line: Pick<OrderLineRow, 'quantity' | 'is_digital'>,
  history: LineHistory,
  now: Date,
): DamageDecision {
  const { damageDays, timeZone } = SHOP_RULES[order.marketplace];
  const findCloseAt = (deliveredAt: Date) => endOfLocalDay(deliveredAt, damageDays, timeZone);
  const { refusal, closesAt } = decideClaim(order, line, history, findCloseAt, now);
  return {
    ...(refusal !== undefined && { refusal: refusal === 'TOO_LATE' ? 'REPORTED_TOO_LATE' : refusal }),
    ...(closesAt !== undefined && { closesAt }),
    remedies: refusal === undefined ? ['REPLACEMENT', 'FULL_REFUND'] : [],
    photoNeeded: refusal === undefined,
    clauseId: line.is_digital ? DIGITAL_RETURNS_CLAUSE : clauseId('damaged', order.marketplace),
  };
}
