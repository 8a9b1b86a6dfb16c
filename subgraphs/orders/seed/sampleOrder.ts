import type { Marketplace } from '../../caller.ts';
import type { RefundRow, ReturnLineRow, ReturnRow } from '../afterSalesRows.ts';
import type { OrderRow, PackageRow } from '../repository.ts';

/** An invented order; times count from the moment of seeding. */
export interface SampleOrder {
  readonly id: string;
  readonly customerId: string;
  readonly marketplace: Marketplace;
  readonly status: OrderRow['status'];
  readonly holdReason?: OrderRow['hold_reason'];
  readonly placedHoursAgo: number;
  readonly arrivesInDays?: number;
  readonly lines: readonly SampleLine[];
  readonly packages?: readonly SamplePackage[];
  readonly returns?: readonly SampleReturn[];
  readonly refunds?: readonly SampleRefund[];
}

export type SampleLine = readonly [edition: string, price: string, quantity?: number];

/** Holds whole lines. What the carrier said follows from the rest. */
export interface SamplePackage {
  readonly status: PackageRow['status'];
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly shippedDaysAgo?: number;
  readonly deliveredDaysAgo?: number;
  readonly arrivesInDays?: number;
  /** How long ago the carrier was asked while it is under way; two hours unless it says otherwise. */
  readonly checkedHoursAgo?: number;
  /** Somebody rang and nobody was there. */
  readonly attemptedDaysAgo?: number;
  /** Counted from 1; all that are not digital where left out. */
  readonly lines?: readonly number[];
}

export interface SampleReturn {
  readonly status: ReturnRow['status'];
  readonly startedDaysAgo: number;
  readonly receivedDaysAgo?: number;
  /** Counted from 1. */
  readonly line: number;
  readonly quantity?: number;
  readonly reason: ReturnLineRow['reason'];
}

/** Pays back its return, or the whole order where it is for none. */
export interface SampleRefund {
  readonly status: RefundRow['status'];
  readonly reason: RefundRow['reason'];
  readonly requestedDaysAgo: number;
  readonly completedDaysAgo?: number;
  /** Counted from 1. */
  readonly return?: number;
}
