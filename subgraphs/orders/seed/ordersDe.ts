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

export const DE_ORDERS: readonly OrderRecord[] = [
  ['DE-1003', 'cust-de-1', 'death-note 1-3', delivered(19, 14)],
  ['DE-1004', 'cust-de-1', 'death-note 4', delivered(20, 15)],
  ['DE-1005', 'cust-de-1', 'my-hero-academia 1', delivered(5, 1.5)],
  ['DE-1006', 'cust-de-1', 'my-hero-academia 2', underWay(9, 3)],
  ['DE-1007', 'cust-de-1', 'my-hero-academia 3', underWay(8, 2, { attemptedDaysAgo: 2 })],
  ['DE-1008', 'cust-de-1', 'frieren-1-digital', downloaded(70)],
  [
    'DE-1009',
    'cust-de-1',
    'attack-on-titan 1-2',
    returned(
      delivered(40, 35),
      { status: 'REFUNDED', startedDaysAgo: 30, receivedDaysAgo: 20, line: 1, reason: 'WRONG_ITEM' },
      { status: 'SENT_TO_BANK' },
    ),
  ],
  ['DE-1010', 'cust-de-1', 'attack-on-titan 3', cancelled(9, { status: 'PROCESSING', requestedDaysAgo: 8 })],

  ['DE-2001', 'cust-de-2', 'vinland-saga-1-2-omnibus', delivered(155, 150)],
  ['DE-2002', 'cust-de-2', 'fullmetal-alchemist-box-set', delivered(12, 7)],
  ['DE-2003', 'cust-de-2', 'berserk 1-3', delivered(36, 30)],
  ['DE-2004', 'cust-de-2', 'berserk 4', delivered(37, 31)],
  [
    'DE-2005',
    'cust-de-2',
    'tokyo-ghoul 1-2',
    lost(30, { status: 'COMPLETED', requestedDaysAgo: 15, completedDaysAgo: 6 }),
  ],
  ['DE-2006', 'cust-de-2', 'vagabond 1 x2', processing(2, -4)],
  ['DE-2007', 'cust-de-2', 'frieren 14', held(15, 'AWAITING_RELEASE')],
  ['DE-2008', 'cust-de-2', 'akira 1-2', inParcels(14, 'SHIPPED', ['LOST', [1], 0], ['IN_TRANSIT', [2], 5])],
];
