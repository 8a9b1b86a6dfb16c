import {
  cancelled,
  delivered,
  downloaded,
  held,
  inParcels,
  lost,
  processing,
  returned,
  underWay,
} from './stories.ts';
import type { OrderRecord } from './tellOrder.ts';

export const JP_ORDERS: readonly OrderRecord[] = [
  ['JP-1003', 'cust-jp-1', 'one-piece 3, frieren 1-2', delivered(50, 45)],
  ['JP-1004', 'cust-jp-1', 'one-piece 100-101', delivered(4, 1)],
  ['JP-1005', 'cust-jp-1', 'tokyo-ghoul 1', underWay(10, 5, { attemptedDaysAgo: 4, checkedHoursAgo: 26 })],
  [
    'JP-1006',
    'cust-jp-1',
    'death-note 3-4',
    returned(
      delivered(16, 13),
      { status: 'RECEIVED', startedDaysAgo: 9, receivedDaysAgo: 4, line: 1, reason: 'CHANGED_MIND' },
      { status: 'PROCESSING' },
    ),
  ],
  [
    'JP-1007',
    'cust-jp-1',
    'bleach 1-2',
    cancelled(33, { status: 'COMPLETED', requestedDaysAgo: 32, completedDaysAgo: 24 }),
  ],
  ['JP-1008', 'cust-jp-1', 'dragon-ball 1', delivered(18, 14)],
  ['JP-1009', 'cust-jp-1', 'dragon-ball 2', delivered(19, 15)],
  ['JP-1010', 'cust-jp-1', 'frieren 14', held(8, 'AWAITING_RELEASE')],

  ['JP-2001', 'cust-jp-2', 'yotsuba 1', delivered(15, 12)],
  ['JP-2002', 'cust-jp-2', 'blue-lock 1-3', delivered(11, 8)],
  ['JP-2003', 'cust-jp-2', 'blue-lock 4', delivered(12, 9)],
  ['JP-2004', 'cust-jp-2', 'demon-slayer 1-4', underWay(2, -1, { status: 'OUT_FOR_DELIVERY' })],
  ['JP-2005', 'cust-jp-2', 'demon-slayer 5 x2', held(0.5, 'PAYMENT_PENDING')],
  ['JP-2006', 'cust-jp-2', 'attack-on-titan 1-2', processing(1, -2, true)],
  ['JP-2007', 'cust-jp-2', 'one-piece-1-digital', downloaded(28)],
  [
    'JP-2008',
    'cust-jp-2',
    'mob-psycho-100 1-3',
    inParcels(6, 'PARTLY_SHIPPED', ['DELIVERED', [1], 2], ['PREPARING', [2, 3], -3]),
  ],

  ['JP-5001', 'cust-us-5', 'sailor-moon 4-6', delivered(11, 8)],
  ['JP-5002', 'cust-us-5', 'sailor-moon 7', delivered(12, 9)],
  ['JP-5003', 'cust-us-5', 'nana 2', underWay(2, -1)],
  ['JP-5004', 'cust-us-5', 'nana 3-4', lost(20)],
  ['JP-5005', 'cust-us-5', 'spy-x-family 3', held(2, 'PAYMENT_PENDING')],
];
