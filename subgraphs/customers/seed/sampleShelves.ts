/** What a customer owns or wishes for, latest first: each came a day before the one above it. */
export interface SampleShelf {
  readonly customerId: string;
  readonly latestDaysAgo: number;
  readonly editions: readonly string[];
}

/** Digital editions and what came from elsewhere are in them as well; what is still on its way is not. */
export const SAMPLE_LIBRARIES: readonly SampleShelf[] = [
  {
    customerId: 'cust-us-1',
    latestDaysAgo: 33,
    editions: [
      'one-piece-1-paperback',
      'yotsuba-1-paperback',
      'vinland-saga-3-4-omnibus',
      'one-piece-100-paperback',
      'one-piece-2-paperback',
      'frieren-1-digital',
      'one-piece-1-digital',
    ],
  },
  {
    customerId: 'cust-us-2',
    latestDaysAgo: 100,
    editions: ['frieren-2-paperback', 'frieren-1-paperback'],
  },
  {
    customerId: 'cust-us-4',
    latestDaysAgo: 2,
    editions: [
      'one-piece-102-paperback',
      'one-piece-101-paperback',
      'one-piece-100-paperback',
      ...volumes('frieren', 3),
      ...volumes('demon-slayer', 23),
      'vinland-saga-3-4-omnibus',
      'vinland-saga-1-2-omnibus',
      // All but one.
      ...volumes('attack-on-titan', 34).filter((edition) => edition !== 'attack-on-titan-7-paperback'),
      ...volumes('death-note', 12),
      'fullmetal-alchemist-box-set',
      ...volumes('yotsuba', 2),
      ...volumes('one-piece', 3),
    ],
  },
  {
    customerId: 'cust-us-5',
    latestDaysAgo: 20,
    editions: ['fullmetal-alchemist-2-paperback', 'fullmetal-alchemist-1-paperback', 'frieren-1-digital'],
  },
  { customerId: 'cust-us-6', latestDaysAgo: 60, editions: ['yotsuba-2-paperback'] },
  { customerId: 'cust-us-7', latestDaysAgo: 15, editions: volumes('death-note', 2) },
  {
    customerId: 'cust-jp-1',
    latestDaysAgo: 45,
    editions: ['one-piece-3-paperback', ...volumes('frieren', 2)],
  },
  { customerId: 'cust-jp-2', latestDaysAgo: 12, editions: ['yotsuba-1-paperback'] },
  { customerId: 'cust-jp-3', latestDaysAgo: 80, editions: volumes('one-piece', 2) },
  {
    customerId: 'cust-de-1',
    latestDaysAgo: 11,
    editions: ['fullmetal-alchemist-1-paperback', 'frieren-1-paperback'],
  },
  { customerId: 'cust-de-2', latestDaysAgo: 150, editions: ['vinland-saga-1-2-omnibus'] },
  { customerId: 'cust-de-3', latestDaysAgo: 7, editions: ['frieren-1-digital'] },
];

export const SAMPLE_WISHLISTS: readonly SampleShelf[] = [
  {
    customerId: 'cust-us-1',
    latestDaysAgo: 1,
    editions: ['one-piece-3-paperback', 'fullmetal-alchemist-box-set'],
  },
  { customerId: 'cust-us-2', latestDaysAgo: 9, editions: ['frieren-3-paperback'] },
  {
    customerId: 'cust-us-4',
    latestDaysAgo: 4,
    editions: ['attack-on-titan-7-paperback', 'frieren-4-paperback'],
  },
  { customerId: 'cust-jp-1', latestDaysAgo: 6, editions: ['yotsuba-2-paperback'] },
  { customerId: 'cust-de-1', latestDaysAgo: 3, editions: ['frieren-2-paperback'] },
];

/** The first volumes of a series, the last of them first. */
function volumes(series: string, count: number): string[] {
  return Array.from({ length: count }, (_volume, index) => `${series}-${count - index}-paperback`);
}
