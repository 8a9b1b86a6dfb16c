import { parseEditionId, parseIdempotencyKey } from '../arguments.ts';
import { parsePageSize } from '../connection.ts';
import { IDEMPOTENCY_CONFLICT } from '../idempotency.ts';
import { resolveMarketplace } from '../marketplace.ts';
import { composeCheapestSet, selectEditions } from './cheapestSet.ts';
import type { OfferRow } from './repository.ts';
import { findAlert } from './repositoryAlert.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { MAX_ALERTS, type NotifyRefusal, notifyOnRestock } from './service.ts';
import { sharePrice } from './sharePrice.ts';

/** Prices and stock move by the minute; older than this they are said to be stale. */
const FRESH_FOR_MS = 24 * 60 * 60 * 1_000;

export const inventoryResolvers: Resolvers = {
  Mutation: {
    async notifyOnRestock(_mutation, { editionId, idempotencyKey }, { database, request }) {
      const outcome = await notifyOnRestock(database, request, {
        editionId: parseEditionId('editionId', editionId),
        idempotencyKey: parseIdempotencyKey(idempotencyKey),
      });
      if ('error' in outcome) return describeRefusal(outcome.error);
      const alert = await findAlert(database, request.caller, outcome.resultId);
      return { alert: alert ?? null, availableNow: false, userErrors: [], replayed: outcome.replayed };
    },
  },
  RestockAlert: {
    edition: (alert) => ({ id: alert.edition_id }),
    createdAt: (alert) => alert.created_at.toISOString(),
  },
  Series: {
    __resolveReference: async (reference) => ({
      id: reference.id,
      ...('editionContents' in reference && { editionContents: reference.editionContents }),
    }),
    async cheapestSet(
      series,
      { fromVolume, language, digital, marketplace: requested },
      { offers, request },
    ) {
      const marketplace = resolveMarketplace(request.caller, requested);
      const wish = { fromVolume: fromVolume ?? undefined, language, digital };
      const contents = series.editionContents ?? [];
      const editionIds = new Set(selectEditions(contents, wish).map(({ editionId }) => editionId));
      const found = await Promise.all(
        [...editionIds].map((editionId) => offers.load({ editionId, marketplace })),
      );
      const sold = found.filter((offer) => offer !== undefined);
      return composeCheapestSet(contents, wish, marketplace, sold);
    },
  },
  CheapestSet: {
    editionCount: ({ groups }) => groups.reduce((count, { items }) => count + items.length, 0),
    freshness: ({ asOf }, _args, { request }) =>
      asOf === undefined ? null : describeFreshness(asOf, request.now()),
  },
  SetGroup: {
    editionCount: ({ items }) => items.length,
    items: ({ items }, { first }) => items.slice(0, parsePageSize(first)),
  },
  SetItem: {
    edition: ({ offer }) => ({ id: offer.edition_id }),
    price: ({ offer }) => describePrice(offer),
  },
  Edition: {
    // Async, so that one reference that throws does not fail its whole batch.
    __resolveReference: async (reference) => ({
      id: reference.id,
      ...('volumeCount' in reference && { volumeCount: reference.volumeCount }),
    }),
    async pricePerVolume({ id, volumeCount }, { marketplace: requested }, { offers, request }) {
      const marketplace = resolveMarketplace(request.caller, requested);
      const offer = await offers.load({ editionId: id, marketplace });
      if (offer === undefined || volumeCount === undefined || volumeCount < 1) return null;
      return {
        amount: sharePrice(offer.price_amount, volumeCount),
        currency: offer.price_currency,
      };
    },
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
    price: describePrice,
    shipsFrom: (offer) => offer.ships_from,
    freshness: (offer, _args, { request }) => describeFreshness(offer.as_of, request.now()),
  },
};

function describePrice(offer: OfferRow) {
  return { amount: offer.price_amount, currency: offer.price_currency };
}

function describeFreshness(asOf: Date, now: Date) {
  return {
    asOf: asOf.toISOString(),
    source: 'inventory',
    stale: now.getTime() - asOf.getTime() > FRESH_FOR_MS,
  };
}

/** What a person reads beside the code, and the argument it is about. */
const USER_ERRORS: Record<
  Exclude<NotifyRefusal, 'AVAILABLE_NOW'> | 'IDEMPOTENCY_CONFLICT',
  { field: string; message: string }
> = {
  NOT_SOLD_HERE: { field: 'editionId', message: 'This edition is not sold in your marketplace.' },
  LIMIT_REACHED: { field: 'editionId', message: `You have ${MAX_ALERTS} alerts already.` },
  IDEMPOTENCY_CONFLICT,
};

function describeRefusal(refusal: NotifyRefusal | 'IDEMPOTENCY_CONFLICT') {
  // No error: it is there to be bought.
  if (refusal === 'AVAILABLE_NOW') return { availableNow: true, userErrors: [], replayed: false };
  return {
    availableNow: false,
    userErrors: [{ code: refusal, ...USER_ERRORS[refusal] }],
    replayed: false,
  };
}
