import { parseEditionId, parseList } from '../arguments.ts';
import type { Marketplace } from '../caller.ts';
import { subgraphError } from '../errors.ts';
import { CURRENCIES, type Format } from '../facts.ts';
import { resolveMarketplace } from '../marketplace.ts';
import { formatHundredths, parseHundredths } from '../money.ts';
import { clauseId } from '../shopRules.ts';
import { isCountry } from './countries.ts';
import type { PolicyContext } from './loaders.ts';
import { loadEditionReferences } from './repository.ts';
import type { QueryShippingOptionsArgs } from './resolvers.generated.ts';
import {
  BOX_SET_ITEMS,
  SHIPPING_ZONES,
  type ShippingRate,
  type ShippingZone,
  UNSERVED_COUNTRIES,
} from './shippingRates.ts';

const MAX_EDITIONS = 20;

/** How something ships; the clause by its id. */
export interface ShippingQuote {
  readonly country: string;
  readonly marketplace: Marketplace;
  readonly ships: boolean;
  readonly parcelItems: number;
  readonly unknownEditions: string[];
  readonly options: PricedShipping[];
  readonly clauseId: string;
}

interface PricedShipping extends Omit<ShippingRate, 'base' | 'perItem'> {
  readonly cost: { readonly amount: string; readonly currency: string };
}

/**
 * One statement, and none where no editions are named.
 * @throws INVALID_ARGUMENT, DENIED
 */
export async function quoteShipping(
  { country, editions, marketplace: requested }: QueryShippingOptionsArgs,
  { database, request }: PolicyContext,
): Promise<ShippingQuote> {
  if (!isCountry(country)) {
    throw subgraphError('INVALID_ARGUMENT', `"country" must be a country of ISO 3166-1, got ${country}.`);
  }
  const marketplace = resolveMarketplace(request.caller, requested);
  const ids = parseEditionIds(editions ?? []);
  const zone = findZone(marketplace, country);
  const ships = !UNSERVED_COUNTRIES.includes(country);
  const { parcelItems, unknownEditions } = await countParcelItems(database, ids);
  const isNothingToShip = parcelItems === 0 && unknownEditions.length === 0;
  return {
    country,
    marketplace,
    ships,
    parcelItems,
    unknownEditions,
    options: ships && parcelItems > 0 ? priceOptions(zone, parcelItems, marketplace) : [],
    clauseId: isNothingToShip ? DIGITAL_DELIVERY_CLAUSE : findClause(zone, marketplace),
  };
}

const DIGITAL_DELIVERY_CLAUSE = 'digital-delivery';

function parseEditionIds(editions: readonly string[]): readonly string[] {
  return parseList('editions', editions, 0, MAX_EDITIONS).map((id) => parseEditionId('editions', id));
}

async function countParcelItems(database: PolicyContext['database'], ids: readonly string[]) {
  if (ids.length === 0) return { parcelItems: 1, unknownEditions: [] };
  const rows = await loadEditionReferences(database, [...new Set(ids)]);
  const formats = new Map(rows.map(({ edition_id, format }) => [edition_id, format]));
  const counts = ids.map((id) => countItems(formats.get(id)));
  return {
    parcelItems: counts.reduce((sum, count) => sum + count, 0),
    unknownEditions: [...new Set(ids.filter((id) => !formats.has(id)))],
  };
}

/** @param format undefined for an edition that is not known. */
function countItems(format: Format | undefined): number {
  switch (format) {
    case undefined:
    case 'DIGITAL':
    case 'AUDIOBOOK':
      return 0;
    case 'BOX_SET':
      return BOX_SET_ITEMS;
    case 'PAPERBACK':
    case 'HARDCOVER':
    case 'OMNIBUS':
    case 'DELUXE':
      return 1;
  }
}

function findZone(marketplace: Marketplace, country: string): ShippingZone {
  const { domestic, near, international } = SHIPPING_ZONES[marketplace];
  return [domestic, near].find(({ countries }) => countries?.includes(country)) ?? international;
}

function findClause(zone: ShippingZone, marketplace: Marketplace): string {
  const isDomestic = zone === SHIPPING_ZONES[marketplace].domestic;
  return clauseId(isDomestic ? 'shipping-domestic' : 'shipping-international', marketplace);
}

/** Cheapest first. */
function priceOptions({ rates }: ShippingZone, items: number, marketplace: Marketplace): PricedShipping[] {
  return rates
    .map(({ base, perItem, ...rate }) => ({
      ...rate,
      hundredths: parseHundredths(base) + items * parseHundredths(perItem),
    }))
    .sort((a, b) => a.hundredths - b.hundredths)
    .map(({ hundredths, ...rate }) => ({
      ...rate,
      cost: { amount: formatHundredths(hundredths), currency: CURRENCIES[marketplace] },
    }));
}
