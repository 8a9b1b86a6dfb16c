import type { OrderRow, PackageRow } from '../repository.ts';
import type { SampleOrder, SamplePackage, SampleRefund, SampleReturn } from './sampleOrder.ts';

/** What becomes of an order. All numbers are days before the seeding; what is still to come is negative. */
export type Story = Omit<SampleOrder, 'id' | 'customerId' | 'marketplace' | 'lines'>;

/** In one parcel, which took two thirds of the way to be packed and carried. */
export function delivered(placed: number, arrived: number): Story {
  return { ...placedAgo(placed), status: 'DELIVERED', packages: [arrivedParcel(placed, arrived)] };
}

/** Ships nothing: it is there at once. */
export function downloaded(placed: number): Story {
  return { ...placedAgo(placed), status: 'DELIVERED' };
}

/** @param due when it should arrive: negative in the future, positive when it is overdue. */
export function underWay(
  placed: number,
  due: number,
  { status = 'IN_TRANSIT', ...scans }: Partial<SamplePackage> = {},
): Story {
  const parcel: SamplePackage = {
    status,
    shippedDaysAgo: Math.max(placed - 1, placed * 0.8),
    arrivesInDays: -due,
    ...scans,
  };
  return { ...placedAgo(placed), status: 'SHIPPED', arrivesInDays: -due, packages: [parcel] };
}

export function lost(placed: number, refund?: Omit<SampleRefund, 'reason'>): Story {
  return {
    ...placedAgo(placed),
    status: 'SHIPPED',
    packages: [{ status: 'LOST', shippedDaysAgo: placed - 1 }],
    ...(refund !== undefined && { refunds: [{ ...refund, reason: 'LOST' }] }),
  };
}

/** Several parcels, each with some of the lines; where not all have left, the rest is still being prepared. */
export function inParcels(
  placed: number,
  status: OrderRow['status'],
  ...parcels: readonly (readonly [status: PackageRow['status'], lines: readonly number[], days: number])[]
): Story {
  const packages = parcels.map(([state, lines, days]): SamplePackage => {
    if (state === 'DELIVERED') return { ...arrivedParcel(placed, days), lines };
    if (state === 'PREPARING') return { status: state, lines, arrivesInDays: -days };
    const sent = { status: state, lines, shippedDaysAgo: placed - 1 };
    return state === 'LOST' ? sent : { ...sent, arrivesInDays: -days };
  });
  const due = parcels.flatMap(([state, , days]) => (state === 'DELIVERED' ? [] : [-days]));
  const open = status !== 'DELIVERED' && due.length > 0;
  return { ...placedAgo(placed), status, packages, ...(open && { arrivesInDays: Math.max(...due) }) };
}

/** Paid, nothing has left; packed where it says so. */
export function processing(placed: number, due: number, packing = false): Story {
  const packages: SamplePackage[] = packing ? [{ status: 'PREPARING', arrivesInDays: -due }] : [];
  return { ...placedAgo(placed), status: 'PROCESSING', arrivesInDays: -due, packages };
}

export function held(placed: number, holdReason: NonNullable<OrderRow['hold_reason']>): Story {
  return { ...placedAgo(placed), status: 'ON_HOLD', holdReason };
}

/** Without a refund, nothing had been paid. */
export function cancelled(placed: number, refund?: Omit<SampleRefund, 'reason'>): Story {
  return {
    ...placedAgo(placed),
    status: 'CANCELLED',
    ...(refund !== undefined && { refunds: [{ ...refund, reason: 'CANCELLED' }] }),
  };
}

/** One line of a delivered order goes back; the refund is its, asked for with it. */
export function returned(
  story: Story,
  back: SampleReturn,
  refund?: Pick<SampleRefund, 'status' | 'completedDaysAgo'>,
): Story {
  const reason = back.reason === 'DAMAGED' ? 'DAMAGED' : 'RETURNED';
  return {
    ...story,
    returns: [back],
    ...(refund !== undefined && {
      refunds: [{ ...refund, reason, requestedDaysAgo: back.startedDaysAgo, return: 1 }],
    }),
  };
}

function placedAgo(days: number) {
  return { placedHoursAgo: days * 24 };
}

function arrivedParcel(placed: number, arrived: number): SamplePackage {
  return {
    status: 'DELIVERED',
    shippedDaysAgo: arrived + ((placed - arrived) * 2) / 3,
    deliveredDaysAgo: arrived,
  };
}
