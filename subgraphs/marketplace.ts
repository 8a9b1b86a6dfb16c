import type { Caller, Marketplace } from './caller.ts';
import { subgraphError } from './errors.ts';

/** Where somebody shops who has not said where. */
const DEFAULT_MARKETPLACE: Marketplace = 'US';

/**
 * The marketplace a call works in: the caller's own, or the one it asks for where it may.
 * @throws DENIED when a signed-in caller asks for one outside its grant.
 */
export function resolveMarketplace(caller: Caller, requested: Marketplace | null | undefined): Marketplace {
  if (caller.context === 'anonymous' || caller.context === 'service') {
    return requested ?? DEFAULT_MARKETPLACE;
  }
  const marketplace = requested ?? caller.marketplaces[0];
  if (marketplace === undefined || !caller.marketplaces.includes(marketplace)) {
    throw subgraphError('DENIED', `Marketplace ${requested} is outside the caller's grant.`);
  }
  return marketplace;
}
