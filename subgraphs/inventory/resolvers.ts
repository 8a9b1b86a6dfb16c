import { resolveMarketplace } from '../marketplace.ts';
import type { OfferRow } from './repository.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** Prices and stock move by the minute; older than this they are said to be stale. */
const FRESH_FOR_MS = 24 * 60 * 60 * 1_000;

export const inventoryResolvers: Resolvers = {
  Edition: {
    // Async, so that one reference that throws does not fail its whole batch.
    __resolveReference: async (reference) => ({ id: reference.id }),
    async offer(edition, { marketplace: requested }, { offers, request }) {
      const marketplace = resolveMarketplace(request.caller, requested);
      const offer = await offers.load({ editionId: edition.id, marketplace });
      if (offer !== undefined) return { __typename: 'Offer', ...offer };
      return {
        __typename: 'Unavailable',
        source: 'inventory',
        reason: 'NOT_ONBOARDED',
        retryable: false,
        message: `This edition has no offer in marketplace ${marketplace}.`,
      };
    },
  },
  Offer: {
    price: (offer) => ({ amount: offer.price_amount, currency: offer.price_currency }),
    shipsFrom: (offer) => offer.ships_from,
    freshness: (offer, _args, { request }) => describeFreshness(offer, request.now()),
  },
};

function describeFreshness(offer: OfferRow, now: Date) {
  return {
    asOf: offer.as_of.toISOString(),
    source: 'inventory',
    stale: now.getTime() - offer.as_of.getTime() > FRESH_FOR_MS,
  };
}
