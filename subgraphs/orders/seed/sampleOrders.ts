import type { Marketplace } from '../../caller.ts';
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
  readonly lines: readonly (readonly [edition: string, price: string, quantity?: number])[];
  readonly packages?: readonly SamplePackage[];
}

/** Holds whole lines. */
export interface SamplePackage {
  readonly status: PackageRow['status'];
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly shippedDaysAgo?: number;
  readonly deliveredDaysAgo?: number;
  readonly arrivesInDays?: number;
  /** Counted from 1. */
  readonly lines: readonly number[];
}

export const SAMPLE_ORDERS: readonly SampleOrder[] = [
  {
    id: 'US-1001',
    customerId: 'cust-us-1',
    marketplace: 'US',
    status: 'DELIVERED',
    placedHoursAgo: 40 * 24,
    lines: [
      ['one-piece-1-paperback', '9.99'],
      ['yotsuba-1-paperback', '13.00'],
    ],
    packages: [
      {
        status: 'DELIVERED',
        carrier: 'UPS',
        trackingNumber: '1Z999AA10123456784',
        shippedDaysAgo: 38,
        deliveredDaysAgo: 33,
        lines: [1, 2],
      },
    ],
  },
  {
    id: 'US-1002',
    customerId: 'cust-us-1',
    marketplace: 'US',
    status: 'SHIPPED',
    placedHoursAgo: 4 * 24,
    arrivesInDays: 3,
    lines: [
      ['frieren-1-paperback', '9.99'],
      ['frieren-2-paperback', '9.99'],
    ],
    packages: [
      {
        status: 'IN_TRANSIT',
        carrier: 'USPS',
        trackingNumber: '9400100000000000000001',
        shippedDaysAgo: 2,
        arrivesInDays: 3,
        lines: [1, 2],
      },
    ],
  },
  {
    id: 'US-1003',
    customerId: 'cust-us-1',
    marketplace: 'US',
    status: 'PARTLY_SHIPPED',
    placedHoursAgo: 6 * 24,
    lines: [
      ['vinland-saga-1-2-omnibus', '24.99'],
      ['fullmetal-alchemist-2-paperback', '9.99', 2],
    ],
    packages: [
      {
        status: 'IN_TRANSIT',
        carrier: 'UPS',
        trackingNumber: '1Z999AA10123456791',
        shippedDaysAgo: 3,
        arrivesInDays: 1,
        lines: [1],
      },
    ],
  },
  {
    id: 'US-1004',
    customerId: 'cust-us-1',
    marketplace: 'US',
    status: 'ON_HOLD',
    holdReason: 'AWAITING_RELEASE',
    placedHoursAgo: 2 * 24,
    lines: [['frieren-14-paperback', '9.99']],
  },
  {
    id: 'US-1005',
    customerId: 'cust-us-1',
    marketplace: 'US',
    status: 'PROCESSING',
    placedHoursAgo: 3,
    arrivesInDays: 5,
    lines: [
      ['one-piece-101-paperback', '9.99'],
      ['one-piece-102-paperback', '9.99'],
    ],
    packages: [{ status: 'PREPARING', arrivesInDays: 5, lines: [1, 2] }],
  },
  {
    id: 'US-1006',
    customerId: 'cust-us-1',
    marketplace: 'US',
    status: 'CANCELLED',
    placedHoursAgo: 20 * 24,
    lines: [['yotsuba-2-paperback', '13.00']],
  },
  {
    id: 'US-2001',
    customerId: 'cust-us-2',
    marketplace: 'US',
    status: 'PROCESSING',
    placedHoursAgo: 24,
    arrivesInDays: 6,
    lines: [['fullmetal-alchemist-box-set', '149.99']],
    packages: [{ status: 'PREPARING', arrivesInDays: 6, lines: [1] }],
  },
  {
    id: 'JP-1001',
    customerId: 'cust-jp-1',
    marketplace: 'JP',
    status: 'SHIPPED',
    placedHoursAgo: 2 * 24,
    arrivesInDays: 1,
    lines: [
      ['one-piece-1-paperback', '528'],
      ['one-piece-2-paperback', '528'],
    ],
    packages: [
      {
        status: 'OUT_FOR_DELIVERY',
        carrier: 'Yamato Transport',
        trackingNumber: '400000000001',
        shippedDaysAgo: 1,
        arrivesInDays: 1,
        lines: [1, 2],
      },
    ],
  },
  {
    id: 'JP-1002',
    customerId: 'cust-jp-1',
    marketplace: 'JP',
    status: 'PROCESSING',
    placedHoursAgo: 6,
    arrivesInDays: 2,
    lines: [['yotsuba-1-paperback', '693', 2]],
    packages: [{ status: 'PREPARING', arrivesInDays: 2, lines: [1] }],
  },
  {
    id: 'DE-1001',
    customerId: 'cust-de-1',
    marketplace: 'DE',
    status: 'DELIVERED',
    placedHoursAgo: 15 * 24,
    lines: [
      ['fullmetal-alchemist-1-paperback', '7.00'],
      ['frieren-1-paperback', '8.00'],
    ],
    packages: [
      {
        status: 'DELIVERED',
        carrier: 'DHL',
        trackingNumber: '00340434161094000001',
        shippedDaysAgo: 13,
        deliveredDaysAgo: 11,
        lines: [1, 2],
      },
    ],
  },
  {
    id: 'DE-1002',
    customerId: 'cust-de-1',
    marketplace: 'DE',
    status: 'ON_HOLD',
    holdReason: 'PAYMENT_PENDING',
    placedHoursAgo: 24,
    lines: [['vinland-saga-1-2-omnibus', '21.00']],
  },
];
