import type { OrderLineRow, OrderRow, PackageLineRow, PackageRow } from './repository.ts';

/** What an order's rows tell of one of its lines. */
export interface LineHistory {
  /** Copies that have arrived. */
  readonly delivered: number;
  /** When the last of them did; undefined while none has. */
  readonly lastDeliveredAt?: Date;
  /** Copies in returns, under way or done; those of rejected returns are the customer's again. */
  readonly returned: number;
}

/** Copies of a line in a return that was not rejected. */
export interface ReturnedCopies {
  readonly line_id: string;
  readonly quantity: number;
}

/** Follows one line through the parcels and returns of its order. */
export function traceLine(
  lineId: string,
  packages: readonly Pick<PackageRow, 'id' | 'status' | 'delivered_at'>[],
  packageLines: readonly Pick<PackageLineRow, 'package_id' | 'line_id' | 'quantity'>[],
  returnedCopies: readonly ReturnedCopies[],
): LineHistory {
  const arrivals = new Map(
    packages.flatMap(({ id, status, delivered_at }) =>
      status === 'DELIVERED' && delivered_at !== null ? [[id, delivered_at.getTime()]] : [],
    ),
  );
  const arrived = packageLines.filter(
    (content) => content.line_id === lineId && arrivals.has(content.package_id),
  );
  const times = arrived.map((content) => arrivals.get(content.package_id) ?? 0);
  return {
    delivered: sumQuantities(arrived),
    ...(times.length > 0 && { lastDeliveredAt: new Date(Math.max(...times)) }),
    returned: sumQuantities(returnedCopies.filter((copies) => copies.line_id === lineId)),
  };
}

/** Whether something can still be asked for about copies that have arrived: a return, or help with damage. */
export interface LineClaim {
  /** Why not for any copy; undefined when for some. */
  readonly refusal?: 'ORDER_CANCELLED' | 'DIGITAL' | 'NOT_DELIVERED' | 'ALREADY_RETURNED' | 'TOO_LATE';
  /** For how many copies. */
  readonly copies: number;
  /** The first instant at which it is too late; undefined where time is not what decides. */
  readonly closesAt?: Date;
}

/**
 * The rule that returns and damage share: copies that arrived and have not gone back, until a moment that counts
 * from the arrival. Of a line spread over several parcels the latest arrival counts, for all of its copies.
 * @param findCloseAt the first instant that is too late for what arrived at a moment.
 */
export function decideClaim(
  order: Pick<OrderRow, 'status'>,
  line: Pick<OrderLineRow, 'quantity' | 'is_digital'>,
  { delivered, lastDeliveredAt, returned }: LineHistory,
  findCloseAt: (deliveredAt: Date) => Date,
  now: Date,
): LineClaim {
  if (order.status === 'CANCELLED') return { refusal: 'ORDER_CANCELLED', copies: 0 };
  if (line.is_digital) return { refusal: 'DIGITAL', copies: 0 };
  if (returned >= line.quantity) return { refusal: 'ALREADY_RETURNED', copies: 0 };
  // What has arrived went back, and there is more to come: that is what the customer can only mean.
  if (lastDeliveredAt === undefined || returned >= delivered) return { refusal: 'NOT_DELIVERED', copies: 0 };
  const closesAt = findCloseAt(lastDeliveredAt);
  if (now >= closesAt) return { refusal: 'TOO_LATE', copies: 0, closesAt };
  return { copies: delivered - returned, closesAt };
}

function sumQuantities(rows: readonly { readonly quantity: number }[]): number {
  return rows.reduce((sum, { quantity }) => sum + quantity, 0);
}
