import type { Marketplace } from './caller.ts';

/**
 * The shop's terms in numbers. Domain services decide by them and the policy subgraph's clauses state them, so that
 * what an assistant is told and what the shop does cannot drift apart. Money is exact, as text, in the
 * marketplace's currency; days are counted in its time zone.
 */
export interface ShopRules {
  readonly timeZone: string;
  /** A return may be started until the end of this day after the day of delivery. */
  readonly returnDays: number;
  /** For each return that is no fault of the shop's. */
  readonly returnFee: string;
  /** Once started, a return must be handed to the carrier within so many days. */
  readonly returnSendDays: number;
  /** For cancelling once a parcel is being packed; before that, and for pre-orders, it costs nothing. */
  readonly cancelFeeWhilePacking: string;
  /** Damage may be reported until the end of this day after the day of delivery. */
  readonly damageDays: number;
  /** What is marked as delivered and is not there can be claimed so many hours later… */
  readonly missingClaimAfterHours: number;
  /** …until the end of this day after the day of delivery. */
  readonly missingClaimDays: number;
  /** A parcel is late so many days after its estimated delivery. */
  readonly lateAfterDays: number;
  /** A refund is with the bank at most so many days after it was approved. */
  readonly refundDays: number;
}

export const SHOP_RULES: Readonly<Record<Marketplace, ShopRules>> = {
  US: {
    timeZone: 'America/New_York',
    returnDays: 30,
    returnFee: '3.99',
    returnSendDays: 14,
    cancelFeeWhilePacking: '0.00',
    damageDays: 30,
    missingClaimAfterHours: 48,
    missingClaimDays: 30,
    lateAfterDays: 2,
    refundDays: 5,
  },
  JP: {
    timeZone: 'Asia/Tokyo',
    returnDays: 8,
    returnFee: '500.00',
    returnSendDays: 7,
    cancelFeeWhilePacking: '300.00',
    damageDays: 14,
    missingClaimAfterHours: 48,
    missingClaimDays: 14,
    lateAfterDays: 2,
    refundDays: 10,
  },
  DE: {
    timeZone: 'Europe/Berlin',
    returnDays: 14,
    returnFee: '2.99',
    returnSendDays: 14,
    cancelFeeWhilePacking: '0.00',
    damageDays: 30,
    missingClaimAfterHours: 48,
    missingClaimDays: 30,
    lateAfterDays: 2,
    refundDays: 14,
  },
};

/** What the clauses with terms of their own in each marketplace are about. */
export type ClauseSubject =
  | 'returns-window'
  | 'returns-fee'
  | 'cancellation'
  | 'preorder-cancellation'
  | 'refund-timing'
  | 'damaged'
  | 'delivery-missing'
  | 'delivery-late'
  | 'shipping-domestic'
  | 'shipping-international'
  | 'address-change';

/** The id of the clause in force of a marketplace, such as `returns-window-us`. */
export function clauseId(subject: ClauseSubject, marketplace: Marketplace): string {
  return `${subject}-${marketplace.toLowerCase()}`;
}

/** The clause about digital editions, the same in every marketplace. */
export const DIGITAL_RETURNS_CLAUSE = 'returns-digital';
