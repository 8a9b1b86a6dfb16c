import type { Marketplace } from '../../caller.ts';
import { describeEditions } from '../../catalog/seed/editions.ts';
import { findPrice } from '../../inventory/seed/prices.ts';

/** What the sample shop sells an edition for: exact, as text. */
export type PriceList = (editionId: string, marketplace: Marketplace) => string;

/** @returns throws RangeError for what is not in the sample catalogue, or not sold there. */
export function createPriceList(now: Date): PriceList {
  const editions = new Map(describeEditions(now).map((edition) => [edition.row.id, edition]));
  return (editionId, marketplace) => {
    const edition = editions.get(editionId);
    const price = edition === undefined ? undefined : findPrice(edition, marketplace);
    if (price === undefined) throw new RangeError(`${editionId} is not sold in ${marketplace}.`);
    return price;
  };
}
