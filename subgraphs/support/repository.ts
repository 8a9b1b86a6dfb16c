import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Caller, Marketplace, Region } from '../caller.ts';
import { type FirstOf, unnestKeys } from '../database/firstOf.ts';
import type { TicketStatus, TicketTopic } from './resolvers.generated.ts';

/** `order_id` is what the customer said that it is about; there may be no such order. */
export interface TicketRow {
  id: string;
  customer_id: string;
  marketplace: Marketplace;
  topic: TicketTopic;
  status: TicketStatus;
  order_id: string | null;
  subject: string;
  message: string;
  created_at: Date;
  updated_at: Date;
}

/** What support wrote down for itself. */
export interface TicketNoteRow {
  id: string;
  ticket_id: string;
  written_at: Date;
  author: string;
  text: string;
}

/** A copy of the feed `customers`. */
export interface CustomerRegionRow {
  customer_id: string;
  region: Region;
}

export interface SupportTables {
  'support.customer_region': CustomerRegionRow;
  'support.ticket': TicketRow;
  'support.ticket_note': TicketNoteRow;
}

/** Where a page of tickets begins: behind this one. */
export interface TicketPosition {
  /** ISO 8601, to the millisecond. */
  readonly createdAt: string;
  readonly id: string;
}

/** Those of these tickets that the caller may see, in no order. */
export function loadTickets(
  database: Kysely<SupportTables>,
  caller: Caller,
  ids: readonly string[],
): Promise<TicketRow[]> {
  return database
    .selectFrom('support.ticket as t')
    .selectAll('t')
    .where(sql<boolean>`t.id = any(${ids}::text[])`)
    .where(isVisibleTo(caller))
    .execute();
}

/** The caller's own tickets behind `after`, latest first, at most `limit`. */
export function listTickets(
  database: Kysely<SupportTables>,
  caller: Caller,
  limit: number,
  after?: TicketPosition,
): Promise<TicketRow[]> {
  return database
    .selectFrom('support.ticket as t')
    .selectAll('t')
    .where(isOwnedBy(caller))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(t.created_at, t.id) < (${after?.createdAt}::timestamptz, ${after?.id}::text)`,
      ),
    )
    .orderBy('t.created_at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(limit)
    .execute();
}

/** For each customer its latest tickets that the caller may see, latest first. `key` is the key's index. */
export async function loadCustomerTickets(
  database: Kysely<SupportTables>,
  caller: Caller,
  keys: readonly FirstOf[],
): Promise<(TicketRow & { key: number })[]> {
  const { rows } = await sql<TicketRow & { key: number }>`
    select k.key, t.*
    from ${unnestKeys(keys)}
    cross join lateral (
      select t.* from support.ticket t
      where t.customer_id = k.id and ${isVisibleTo(caller)}
      order by t.created_at desc, t.id desc
      limit k.size
    ) t
    order by k.key, t.created_at desc, t.id desc`.execute(database);
  return rows;
}

/** For each ticket its latest notes, latest first, of those that the caller may read. `key` is the key's index. */
export async function loadTicketNotes(
  database: Kysely<SupportTables>,
  caller: Caller,
  keys: readonly FirstOf[],
): Promise<(TicketNoteRow & { key: number })[]> {
  const { rows } = await sql<TicketNoteRow & { key: number }>`
    select k.key, note.*
    from ${unnestKeys(keys)}
    join support.ticket t on t.id = k.id and ${isServedBy(caller)}
    cross join lateral (
      select note.* from support.ticket_note note
      where note.ticket_id = t.id
      order by note.written_at desc, note.id desc
      limit k.size
    ) note
    order by k.key, note.written_at desc, note.id desc`.execute(database);
  return rows;
}

/** The condition under which a ticket `t` is there at all for a caller. */
function isVisibleTo(caller: Caller): RawBuilder<boolean> {
  return caller.context === 'customer' ? isOwnedBy(caller) : isServedBy(caller);
}

/** Only a customer owns tickets, and uses those of its marketplaces. */
function isOwnedBy(caller: Caller): RawBuilder<boolean> {
  if (caller.context !== 'customer') return sql<boolean>`false`;
  return sql<boolean>`(t.customer_id = ${caller.customerId}
    and t.marketplace = any(${caller.marketplaces}::text[]))`;
}

/** Only support and administrators serve, each in their marketplaces the customers of their regions. */
function isServedBy(caller: Caller): RawBuilder<boolean> {
  if (caller.context !== 'support' && caller.context !== 'admin') return sql<boolean>`false`;
  return sql<boolean>`(t.marketplace = any(${caller.marketplaces}::text[]) and exists (
    select from support.customer_region r
    where r.customer_id = t.customer_id and r.region = any(${caller.regions}::text[])))`;
}
