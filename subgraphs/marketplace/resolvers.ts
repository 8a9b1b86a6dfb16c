import type { Resolvers, Unavailable } from './resolvers.generated.ts';

export const marketplaceResolvers: Resolvers = {
  Edition: {
    marketplaceOffers: () => UNAVAILABLE_OFFERS.map((offer) => ({ __typename: 'Unavailable', ...offer })),
  },
};

/** Where a price might be found, and nobody may ask: the answer needs no look at the edition. */
const UNAVAILABLE_OFFERS: readonly Unavailable[] = [
  {
    source: 'used-market',
    reason: 'BLOCKED_BY_POLICY',
    retryable: false,
    message: 'There is no approved way to ask for prices of used copies, so they are not known.',
  },
  {
    source: 'amazon-retail',
    reason: 'BLOCKED_BY_POLICY',
    retryable: false,
    message: 'There is no approved way to ask for prices of Amazon retail, so they are not known.',
  },
];
