import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { byId, groupInKeyOrder, inKeyOrder } from '../batch.ts';
import type { RequestContext } from '../requestContext.ts';
import {
  type AddressRow,
  type CustomerRow,
  type CustomersTables,
  countLibraries,
  loadAddresses,
  loadCustomers,
  loadPaymentMethods,
  type PaymentMethodRow,
} from './repository.ts';
import { loadLibraryEditions } from './repositoryLibrary.ts';

/** All that this subgraph knows of a series. */
export interface SeriesReference {
  readonly id: string;
}

/** Each loader but the last takes customer ids and finds what the caller may see, in one statement a request. */
export interface CustomersContext {
  readonly request: RequestContext;
  /** For what is not batched: pages of entries, audited looks, and changes. */
  readonly database: Kysely<CustomersTables>;
  /** Undefined alike for a missing customer and one that the caller may not see. */
  readonly customers: DataLoader<string, CustomerRow | undefined>;
  readonly addresses: DataLoader<string, AddressRow[]>;
  readonly paymentMethods: DataLoader<string, PaymentMethodRow[]>;
  readonly libraryCounts: DataLoader<string, number>;
  /** By series: editions in the caller's own library. */
  readonly libraryEditions: DataLoader<string, string[]>;
}

export function createCustomersContext(
  database: Kysely<CustomersTables>,
  request: RequestContext,
): CustomersContext {
  const { caller } = request;
  return {
    request,
    database,
    customers: byId((ids) => loadCustomers(database, caller, ids)),
    addresses: new DataLoader(async (ids) =>
      groupInKeyOrder(ids, await loadAddresses(database, caller, ids), (address) => address.customer_id),
    ),
    paymentMethods: new DataLoader(async (ids) =>
      groupInKeyOrder(ids, await loadPaymentMethods(database, caller, ids), (method) => method.customer_id),
    ),
    libraryCounts: new DataLoader(async (ids) => {
      const rows = await countLibraries(database, caller, ids);
      return inKeyOrder(ids, rows, (row) => row.customer_id).map((row) => row?.count ?? 0);
    }),
    libraryEditions: new DataLoader(async (seriesIds) => {
      if (caller.context !== 'customer') return seriesIds.map(() => []);
      const rows = await loadLibraryEditions(database, caller, seriesIds);
      return groupInKeyOrder(seriesIds, rows, (row) => row.series_id).map((entries) =>
        entries.map(({ edition_id }) => edition_id),
      );
    }),
  };
}
