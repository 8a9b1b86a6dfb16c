import { type Kysely, sql } from 'kysely';
import type { SignedHead } from '../../gateway/audit/auditStore.ts';
import type { ChainRow } from '../../gateway/audit/chain.ts';
import type { Head } from '../../gateway/audit/entry.ts';
import type { Party } from '../../gateway/audit/parties.ts';

/** So many rows are read at a time: a program that serves calls on the same connection gets its turn in between. */
const ROWS_PER_STATEMENT = 1_000;

interface PlacedRow extends ChainRow {
  /** Where the row lies: tells rows apart that claim to be one entry. */
  readonly place: string;
}

/** All entries by writer, then sequence. */
export async function* readRows(database: Kysely<unknown>): AsyncGenerator<ChainRow> {
  let last: Pick<PlacedRow, 'writer' | 'sequence' | 'place'> = { writer: '', sequence: 0, place: '(0,0)' };
  for (;;) {
    const { rows } = await sql<PlacedRow>`
      select writer, sequence, at, body, hash, signature, ctid::text as place from audit.entry
      where (writer, sequence) >= (${last.writer}, ${last.sequence}::bigint)
        and (writer, sequence, ctid) > (${last.writer}, ${last.sequence}::bigint, ${last.place}::tid)
      order by writer, sequence, ctid
      limit ${ROWS_PER_STATEMENT}`.execute(database);
    for (const { place: _place, ...row } of rows) yield row;
    const end = rows[ROWS_PER_STATEMENT - 1];
    if (end === undefined) return;
    last = end;
  }
}

export async function readCheckpoints(database: Kysely<unknown>): Promise<readonly SignedHead[]> {
  const { rows } = await sql<SignedHead>`
    select writer, sequence, hash, signature from audit.checkpoint order by writer`.execute(database);
  return rows;
}

export async function* readParties(database: Kysely<unknown>): AsyncGenerator<Party> {
  let last = '';
  for (;;) {
    const { rows } = await sql<Party>`
      select pseudonym, name, key from audit.party where pseudonym > ${last}
      order by pseudonym limit ${ROWS_PER_STATEMENT}`.execute(database);
    yield* rows;
    const end = rows[ROWS_PER_STATEMENT - 1];
    if (end === undefined) return;
    last = end.pseudonym;
  }
}

/** Those of these entries that are there, with the hashes that they have. */
export async function findHashes(
  database: Kysely<unknown>,
  places: readonly Omit<Head, 'hash'>[],
): Promise<readonly Head[]> {
  const { rows } = await sql<Head>`
    select writer, sequence, hash from audit.entry join unnest(
      ${places.map(({ writer }) => writer)}::text[],
      ${places.map(({ sequence }) => sequence)}::bigint[]) sought (writer, sequence)
    using (writer, sequence)`.execute(database);
  return rows;
}

export interface ListFilter {
  /** Of somebody who occurs in the entry; undefined: anybody. */
  readonly pseudonym: string | undefined;
  readonly since: Date | undefined;
  readonly limit: number;
}

/** The bodies of the latest entries, latest first. */
export async function listBodies(
  database: Kysely<unknown>,
  { pseudonym, since, limit }: ListFilter,
): Promise<readonly string[]> {
  const { rows } = await sql<{ body: string }>`
    select body from audit.entry
    where (${since ?? null}::timestamptz is null or at >= ${since ?? null}::timestamptz)
      and (${pseudonym ?? null}::text is null or position(${pseudonym ?? null}::text in body) > 0)
    order by at desc, writer, sequence desc
    limit ${limit}`.execute(database);
  return rows.map(({ body }) => body);
}

/** The parties with these pseudonyms, as far as they are there. */
export async function findByPseudonyms(
  database: Kysely<unknown>,
  pseudonyms: readonly string[],
): Promise<readonly Party[]> {
  const { rows } = await sql<Party>`
    select pseudonym, name, key from audit.party where pseudonym = any(${pseudonyms}::text[])`.execute(
    database,
  );
  return rows;
}
