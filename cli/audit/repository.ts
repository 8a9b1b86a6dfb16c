import { type Kysely, sql } from 'kysely';
import type { AuditStore } from '../../gateway/audit/auditStore.ts';
import type { ChainRow } from '../../gateway/audit/chain.ts';
import type { Head } from '../../gateway/audit/entry.ts';
import type { Party } from '../../gateway/audit/parties.ts';

/** What a program writes of the audit, each in one statement as a rule. */
export function createAuditStore(database: Kysely<unknown>): AuditStore {
  return {
    append: (head, rows) => appendRows(database, head, rows),
    findHeads: (limit) => findHeads(database, limit),
    keepParties: (parties) => keepParties(database, parties),
  };
}

async function appendRows(
  database: Kysely<unknown>,
  { writer, sequence, hash }: Head,
  rows: readonly ChainRow[],
): Promise<boolean> {
  // A chain goes on only where its last entry is there as it was written, or a checkpoint in its place.
  const { numAffectedRows } = await sql`
    insert into audit.entry (writer, sequence, at, body, hash, signature)
    select ${writer}::text, added.* from unnest(
      ${rows.map((row) => row.sequence)}::bigint[],
      ${rows.map(({ at }) => at)}::timestamptz[],
      ${rows.map(({ body }) => body)}::text[],
      ${rows.map((row) => row.hash)}::text[],
      ${rows.map(({ signature }) => signature)}::text[]
    ) added
    where ${sequence}::bigint = 0
      or exists (select from audit.entry
        where writer = ${writer} and sequence = ${sequence} and hash = ${hash})
      or exists (select from audit.checkpoint
        where writer = ${writer} and sequence = ${sequence} and hash = ${hash})`.execute(database);
  return numAffectedRows === BigInt(rows.length);
}

async function findHeads(database: Kysely<unknown>, limit: number): Promise<readonly Head[]> {
  // From writer to writer by the index: their entries may be millions.
  const { rows } = await sql<Head>`
    with recursive writer (name) as (
      (select writer from audit.entry order by writer limit 1)
      union all
      select (select writer from audit.entry where writer > writer.name order by writer limit 1)
      from writer where writer.name is not null
    ), last as (
      select entry.* from writer
      cross join lateral (
        select * from audit.entry where entry.writer = writer.name order by sequence desc limit 1
      ) entry
    )
    select writer, sequence, hash from (
      select writer, sequence, hash, at from last
      union all
      select writer, sequence, hash, null from audit.checkpoint
      where writer not in (select writer from last)
    ) head
    order by at desc nulls last, writer
    limit ${limit}`.execute(database);
  return rows;
}

async function keepParties(database: Kysely<unknown>, parties: readonly Party[]): Promise<readonly Party[]> {
  const names = parties.map(({ name }) => name);
  const { rows } = await sql<Party>`
    with added as (
      insert into audit.party (name, pseudonym, key)
      select * from unnest(
        ${names}::text[],
        ${parties.map(({ pseudonym }) => pseudonym)}::text[],
        ${parties.map(({ key }) => key)}::text[])
      on conflict (name) do nothing
      returning name, pseudonym, key
    )
    select name, pseudonym, key from added
    union all
    select name, pseudonym, key from audit.party where name = any(${names}::text[])`.execute(database);
  // One that another program adds meanwhile is neither added here nor there yet for this statement.
  return rows.length === names.length ? rows : findParties(database, names);
}

/** Those of these parties, by name, that are there; in no order. */
export async function findParties(
  database: Kysely<unknown>,
  names: readonly string[],
): Promise<readonly Party[]> {
  const { rows } = await sql<Party>`
    select name, pseudonym, key from audit.party where name = any(${names}::text[])`.execute(database);
  return rows;
}
