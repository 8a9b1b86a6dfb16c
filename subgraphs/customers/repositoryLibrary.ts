import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Caller } from '../caller.ts';
import type { CustomersTables, EntryRow } from './repository.ts';

/** Where a page of entries begins: behind this one. */
export interface EntryPosition {
  /** ISO 8601, to the millisecond. */
  readonly addedAt: string;
  readonly editionId: string;
}

/** The caller's own library or wishlist behind `after`, latest first, at most `limit`. */
export function listEntries(
  database: Kysely<CustomersTables>,
  caller: Caller,
  table: 'customers.library_entry' | 'customers.wishlist_entry',
  limit: number,
  after?: EntryPosition,
): Promise<EntryRow[]> {
  return database
    .selectFrom(`${table} as entry`)
    .selectAll('entry')
    .where(isOwnedBy(caller))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(entry.added_at, entry.edition_id) < (${after?.addedAt}::timestamptz, ${after?.editionId}::text)`,
      ),
    )
    .orderBy('entry.added_at', 'desc')
    .orderBy('entry.edition_id', 'desc')
    .limit(limit)
    .execute();
}

/** What of these series is in the caller's own library, by id, in one statement. */
export function loadLibraryEditions(
  database: Kysely<CustomersTables>,
  caller: Caller,
  seriesIds: readonly string[],
): Promise<{ series_id: string; edition_id: string }[]> {
  return (
    database
      .selectFrom('customers.library_entry as entry')
      .innerJoin('customers.edition_reference as edition', 'edition.edition_id', 'entry.edition_id')
      .select(['edition.series_id', 'entry.edition_id'])
      .where(isOwnedBy(caller))
      .where(sql<boolean>`edition.series_id = any(${seriesIds}::text[])`)
      // The same on every server, whatever its locale.
      .orderBy(sql`entry.edition_id collate "C"`)
      .execute()
  );
}

/** The condition under which an `entry` is the caller's own: nobody but a customer has any. */
export function isOwnedBy(caller: Caller): RawBuilder<boolean> {
  return caller.context === 'customer'
    ? sql<boolean>`entry.customer_id = ${caller.customerId}`
    : sql<boolean>`false`;
}
