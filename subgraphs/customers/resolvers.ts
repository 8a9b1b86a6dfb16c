import { parseEditionId, parseIdempotencyKey } from '../arguments.ts';
import { createCursors, parsePageSize } from '../connection.ts';
import { subgraphError } from '../errors.ts';
import { IDEMPOTENCY_CONFLICT } from '../idempotency.ts';
import { parseCustomerId, parseReason } from './arguments.ts';
import type { CustomersContext } from './loaders.ts';
import { formatName, maskEmail, shortenName } from './names.ts';
import type { CustomerRow, EntryRow } from './repository.ts';
import { lookAtCustomer } from './repositoryAudit.ts';
import { type EntryPosition, listEntries } from './repositoryLibrary.ts';
import { findWish } from './repositoryWishlist.ts';
import type { Resolvers, UserErrorCode } from './resolvers.generated.ts';
import { addToWishlist, describeLook, MAX_WISHES, type WishError } from './service.ts';

export const customersResolvers: Resolvers = {
  Query: {
    async me(_query, _args, { customers, request: { caller } }) {
      return caller.context === 'customer' ? ((await customers.load(caller.customerId)) ?? null) : null;
    },
    async customer(_query, { id, reason }, { database, request }) {
      const look = describeLook(request, parseCustomerId(id), parseReason(reason));
      return (await lookAtCustomer(database, look)) ?? null;
    },
  },
  Mutation: {
    async addToWishlist(_mutation, { editionId, idempotencyKey }, { database, request }) {
      const outcome = await addToWishlist(database, request, {
        editionId: parseEditionId('editionId', editionId),
        idempotencyKey: parseIdempotencyKey(idempotencyKey),
      });
      if ('error' in outcome) return { userErrors: [USER_ERRORS[outcome.error]], replayed: false };
      const entry = await findWish(database, request.caller, outcome.resultId);
      return entry === undefined
        ? { userErrors: [USER_ERRORS.NOT_FOUND], replayed: false }
        : { entry, userErrors: [], replayed: outcome.replayed };
    },
  },
  Customer: {
    // Staff finds nobody by reference: a look has a reason and is written down, which only Query.customer does.
    // Async, so that one reference that throws does not fail its whole batch.
    async __resolveReference({ id }, { customers, request: { caller } }) {
      return caller.context === 'customer' ? ((await customers.load(parseCustomerId(id))) ?? null) : null;
    },
    customerSince: (customer) => customer.customer_since,
    shortName: shortenName,
    name: formatName,
    maskedEmail: (customer) => maskEmail(customer.email),
    addresses: (customer, _args, { addresses }) => addresses.load(customer.id),
    paymentMethods: (customer, _args, { paymentMethods }) => paymentMethods.load(customer.id),
    libraryCount: (customer, _args, { libraryCounts }) => libraryCounts.load(customer.id),
    library: (customer, page, context) => pageEntries('customers.library_entry', customer, page, context),
    wishlist: (customer, page, context) => pageEntries('customers.wishlist_entry', customer, page, context),
  },
  Address: {
    postalCode: (address) => address.postal_code,
  },
  LibraryEntry: {
    edition: (entry) => ({ id: entry.edition_id }),
    addedAt: (entry) => entry.added_at.toISOString(),
  },
  WishlistEntry: {
    edition: (entry) => ({ id: entry.edition_id }),
    addedAt: (entry) => entry.added_at.toISOString(),
  },
  Series: {
    __resolveReference: async ({ id }) => ({ id }),
    libraryEditionIds: (series, _args, { libraryEditions }) => libraryEditions.load(series.id),
  },
};

/** @throws DENIED for anybody else's: whoever serves a customer learns how much it owns, not what. */
async function pageEntries(
  table: Parameters<typeof listEntries>[2],
  customer: CustomerRow,
  { first, after }: { first: number; after?: string | null },
  { database, request: { caller, secret } }: CustomersContext,
) {
  if (caller.context !== 'customer' || caller.customerId !== customer.id) {
    throw subgraphError('DENIED', 'A library and a wishlist are shown to their customer only.');
  }
  const size = parsePageSize(first);
  const cursors = createCursors<EntryPosition>(secret, caller, table, ['addedAt', 'editionId']);
  const rows = await listEntries(database, caller, table, size + 1, cursors.parse(after));
  return cursors.page(rows, size, describePosition);
}

function describePosition(entry: EntryRow): EntryPosition {
  return { addedAt: entry.added_at.toISOString(), editionId: entry.edition_id };
}

interface WishUserError {
  readonly code: UserErrorCode;
  readonly field?: string;
  readonly message: string;
}

/** What a person reads beside the code, and the argument it is about. */
const USER_ERRORS: Record<WishError | 'IDEMPOTENCY_CONFLICT', WishUserError> = {
  NO_PROFILE: { code: 'NOT_FOUND', message: 'This account has no profile here.' },
  NOT_FOUND: { code: 'NOT_FOUND', field: 'editionId', message: 'There is no such edition.' },
  LIMIT_REACHED: { code: 'LIMIT_REACHED', message: `The wishlist is full: it has ${MAX_WISHES} entries.` },
  IDEMPOTENCY_CONFLICT,
};
