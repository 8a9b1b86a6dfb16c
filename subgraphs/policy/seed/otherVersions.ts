import type { SampleClause } from './sampleClause.ts';

/** Clauses that held until today's took their place. */
export const PAST_CLAUSES: readonly SampleClause[] = [
  {
    id: 'returns-window-us-2023',
    topic: 'RETURNS',
    paragraph: 1,
    title: 'How long you can return a book',
    text: 'A return may be started until the end of day 45 after the day of delivery, by the clock of New York.',
    asked: 'return policy, return window, period, deadline',
    marketplace: 'US',
    effectiveFrom: '2023-01-01',
    effectiveTo: '2024-02-29',
    termsOf: 2023,
  },
  {
    id: 'returns-fee-us-2023',
    topic: 'RETURNS',
    paragraph: 2,
    title: 'What a return costs',
    text: 'Returns are free of charge.',
    asked: 'return fee, return label, free returns',
    marketplace: 'US',
    effectiveFrom: '2023-01-01',
    effectiveTo: '2024-02-29',
    termsOf: 2023,
  },
  {
    id: 'cancellation-jp-2023',
    topic: 'CANCELLATION',
    paragraph: 1,
    title: 'Cancelling an order',
    text: 'An order can be cancelled within one hour. After that it cannot be cancelled.',
    asked: 'cancel my order, cancellation fee, too late to cancel',
    marketplace: 'JP',
    effectiveFrom: '2023-04-01',
    effectiveTo: '2024-03-31',
    termsOf: 2023,
  },
  {
    id: 'refund-timing-de-2023',
    topic: 'REFUNDS',
    paragraph: 1,
    title: 'When a refund arrives',
    text: 'A refund is with your bank at most 30 days after it was approved.',
    asked: 'refund policy, how long does a refund take',
    marketplace: 'DE',
    effectiveFrom: '2023-01-01',
    effectiveTo: '2024-04-30',
    termsOf: 2023,
  },
];

/** Clauses that take effect next year, counted from when the shop is set up. */
export function listComingClauses(now: Date): SampleClause[] {
  const year = now.getUTCFullYear() + 1;
  return [
    {
      id: `returns-drop-off-us-${year}`,
      topic: 'RETURNS',
      paragraph: 3,
      title: 'Dropping a return off',
      text: 'A return that was started may also be handed in without a label at partner bookshops, free of charge.',
      asked: 'drop off, return in store, return without a label, partner shop',
      marketplace: 'US',
      effectiveFrom: `${year}-03-01`,
      termsOf: year,
    },
  ];
}
