import type { Marketplace } from '../../caller.ts';
import type { PackageFacts } from '../newOrder.ts';
import type { SamplePackage } from './sampleOrder.ts';

const HOUR_MS = 60 * 60 * 1_000;

/** Where parcels set out, are sorted, and who carries them. */
const ROUTES: Readonly<Record<Marketplace, { carrier: string; origin: string; hub: string; local: string }>> =
  {
    US: { carrier: 'UPS', origin: 'Reno, US', hub: 'Salt Lake City, US', local: 'Denver, US' },
    JP: { carrier: 'Yamato Transport', origin: '埼玉県, JP', hub: '東京都, JP', local: '神奈川県, JP' },
    DE: { carrier: 'DHL', origin: 'Leipzig, DE', hub: 'Erfurt, DE', local: 'Hannover, DE' },
  };

/** Hours after the parcel was picked up. */
const AT_HUB_AFTER = 12;
const FROM_HUB_AFTER = 20;
const AT_LOCAL_HUB_AFTER = 40;

export function findCarrier(marketplace: Marketplace): string {
  return ROUTES[marketplace].carrier;
}

/** What the carrier has said of a parcel up to `now`, first things first. */
export function describeScans(
  { status, deliveredDaysAgo, attemptedDaysAgo }: SamplePackage,
  shippedAt: Date,
  marketplace: Marketplace,
  destination: string,
  now: Date,
): NonNullable<PackageFacts['events']> {
  const { origin, hub, local } = ROUTES[marketplace];
  const after = (hours: number) => new Date(shippedAt.getTime() + hours * HOUR_MS);
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * HOUR_MS);
  const end = deliveredDaysAgo === undefined ? undefined : daysAgo(deliveredDaysAgo);
  const lastMile = end === undefined ? new Date(now.getTime() - 4 * HOUR_MS) : hoursBefore(end, 5);
  const isAtDoor = status === 'OUT_FOR_DELIVERY' || status === 'DELIVERED';
  const events: NonNullable<PackageFacts['events']> = [
    { at: after(-6), kind: 'LABEL_CREATED', place: null },
    { at: after(0), kind: 'PICKED_UP', place: origin },
    { at: after(AT_HUB_AFTER), kind: 'ARRIVED_AT_HUB', place: hub },
    { at: after(FROM_HUB_AFTER), kind: 'DEPARTED_HUB', place: hub },
    ...(status === 'LOST'
      ? [
          {
            at: after((now.getTime() - shippedAt.getTime()) / HOUR_MS / 2),
            kind: 'LOST',
            place: hub,
          } as const,
        ]
      : [{ at: after(AT_LOCAL_HUB_AFTER), kind: 'ARRIVED_AT_HUB', place: local } as const]),
    ...(attemptedDaysAgo === undefined
      ? []
      : [{ at: daysAgo(attemptedDaysAgo), kind: 'DELIVERY_ATTEMPTED', place: destination } as const]),
  ];
  return [
    ...events.filter(({ at }) => at < (isAtDoor ? lastMile : now)),
    ...(isAtDoor ? [{ at: lastMile, kind: 'OUT_FOR_DELIVERY', place: destination } as const] : []),
    ...(end === undefined ? [] : [{ at: end, kind: 'DELIVERED', place: destination } as const]),
  ];
}

function hoursBefore(moment: Date, hours: number): Date {
  return new Date(moment.getTime() - hours * HOUR_MS);
}
