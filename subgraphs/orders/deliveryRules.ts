import type { Marketplace } from '../caller.ts';
import { endOfCalendarDay, endOfLocalDay } from '../localDay.ts';
import { clauseId, SHOP_RULES } from '../shopRules.ts';
import type { RefundRow } from './afterSalesRows.ts';
import type { OrderRow, PackageRow } from './repository.ts';
import type { DeliveryAction, DeliveryIssueKind } from './resolvers.generated.ts';

const HOUR_MS = 60 * 60 * 1_000;

/** What is wrong with a parcel. */
export interface ParcelIssue {
  readonly marketplace: Marketplace;
  readonly kind: DeliveryIssueKind;
  readonly package: PackageRow;
  readonly nextActions: readonly DeliveryAction[];
  /** Not claimable before. */
  readonly claimFrom?: Date;
  /** The first moment at which it is too late to claim it, past or to come. */
  readonly closesAt?: Date;
  readonly clauseId: string;
}

/**
 * What to do now, first things first, and the clause that says so; worst kind first. What is known to be wrong goes
 * before what a customer may miss though it is said to be there; of that, what something can be done about goes first.
 */
const KINDS: Readonly<
  Record<
    DeliveryIssueKind,
    { rank: number; actions: readonly DeliveryAction[]; clause: 'delivery-late' | 'delivery-missing' }
  >
> = {
  LOST: { rank: 1, actions: ['REQUEST_REFUND_OR_REPLACEMENT', 'OPEN_TICKET'], clause: 'delivery-late' },
  LATE: { rank: 2, actions: ['OPEN_TICKET', 'CONTACT_CARRIER'], clause: 'delivery-late' },
  DELIVERED_CLAIMABLE: {
    rank: 3,
    actions: ['CHECK_WITH_NEIGHBOURS', 'REQUEST_REFUND_OR_REPLACEMENT', 'OPEN_TICKET'],
    clause: 'delivery-missing',
  },
  DELIVERED_NOT_CLAIMABLE_YET: {
    rank: 4,
    actions: ['CHECK_WITH_NEIGHBOURS', 'WAIT'],
    clause: 'delivery-missing',
  },
  DELIVERED_CLAIM_EXPIRED: {
    rank: 5,
    actions: ['CHECK_WITH_NEIGHBOURS', 'CONTACT_CARRIER', 'OPEN_TICKET'],
    clause: 'delivery-missing',
  },
};

/**
 * The rule: a parcel is late once `lateAfterDays` local days have passed since the day it was estimated for. One that
 * is said to be delivered, and is asked about because it is not there, can be claimed from `missingClaimAfterHours`
 * later until the end of the `missingClaimDays`th local day after the day of delivery.
 * @param refunds of the order: what is paid back for a loss settles what is lost or missing of it.
 * @returns of several parcels' the worst; undefined where none has left, or all are under way and in time.
 */
export function findDeliveryIssue(
  { marketplace }: Pick<OrderRow, 'marketplace'>,
  packages: readonly PackageRow[],
  refunds: readonly Pick<RefundRow, 'reason' | 'status'>[],
  now: Date,
): ParcelIssue | undefined {
  const refund = refunds.find(({ reason, status }) => reason === 'LOST' && status !== 'FAILED');
  const isSettled = ({ kind }: Finding) => refund !== undefined && kind !== 'LATE';
  const [worst] = packages
    .flatMap((parcel) => findParcelIssue(marketplace, parcel, now) ?? [])
    .toSorted(
      (one, other) =>
        Number(isSettled(one)) - Number(isSettled(other)) || KINDS[one.kind].rank - KINDS[other.kind].rank,
    );
  if (worst === undefined) return undefined;
  return {
    ...worst,
    marketplace,
    nextActions: isSettled(worst) ? awaitRefund(refund) : KINDS[worst.kind].actions,
    clauseId: clauseId(KINDS[worst.kind].clause, marketplace),
  };
}

/** What has been paid back already, or is about to be, is not to be asked for again. */
function awaitRefund(refund: Pick<RefundRow, 'status'> | undefined): readonly DeliveryAction[] {
  return refund?.status === 'COMPLETED' ? [] : ['WAIT'];
}

type Finding = Omit<ParcelIssue, 'marketplace' | 'nextActions' | 'clauseId'>;

function findParcelIssue(marketplace: Marketplace, parcel: PackageRow, now: Date): Finding | undefined {
  switch (parcel.status) {
    case 'PREPARING':
      return undefined;
    case 'LOST':
      return { kind: 'LOST', package: parcel };
    case 'IN_TRANSIT':
    case 'OUT_FOR_DELIVERY':
      return isLate(marketplace, parcel, now) ? { kind: 'LATE', package: parcel } : undefined;
    case 'DELIVERED':
      return findMissingIssue(marketplace, parcel, now);
  }
}

function isLate(marketplace: Marketplace, parcel: PackageRow, now: Date): boolean {
  if (parcel.estimated_delivery === null) return false;
  const { lateAfterDays, timeZone } = SHOP_RULES[marketplace];
  return now >= endOfCalendarDay(parcel.estimated_delivery, lateAfterDays, timeZone);
}

function findMissingIssue(marketplace: Marketplace, parcel: PackageRow, now: Date): Finding | undefined {
  if (parcel.delivered_at === null) return undefined;
  const { missingClaimAfterHours, missingClaimDays, timeZone } = SHOP_RULES[marketplace];
  const claimFrom = new Date(parcel.delivered_at.getTime() + missingClaimAfterHours * HOUR_MS);
  const closesAt = endOfLocalDay(parcel.delivered_at, missingClaimDays, timeZone);
  if (now < claimFrom) return { package: parcel, kind: 'DELIVERED_NOT_CLAIMABLE_YET', claimFrom, closesAt };
  const kind = now < closesAt ? 'DELIVERED_CLAIMABLE' : 'DELIVERED_CLAIM_EXPIRED';
  return { package: parcel, kind, closesAt };
}
