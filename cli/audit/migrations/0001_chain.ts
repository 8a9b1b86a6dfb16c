import { type Kysely, sql } from 'kysely';

/**
 * Chains of entries, and beside them the names and keys of those who occur in entries: all that an erasure destroys.
 * Writers and hashes are compared byte by byte (`collate "C"`): verification goes by their sequence.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit.entry (
      writer text collate "C" not null,
      sequence bigint not null check (sequence > 0),
      at timestamptz(3) not null,
      body text not null,
      hash text not null,
      signature text,
      primary key (writer, sequence)
    )`.execute(database);
  // Entries come in the order of time, so a few bytes for many rows find a span of it.
  await sql`create index entry_time on audit.entry using brin (at)`.execute(database);
  await sql`
    create table audit.checkpoint (
      writer text collate "C" primary key,
      sequence bigint not null check (sequence > 0),
      hash text not null,
      signature text not null
    )`.execute(database);
  await sql`
    create table audit.party (
      pseudonym text collate "C" primary key,
      name text collate "C" not null unique,
      key text not null
    )`.execute(database);
  await forbidChanges(database);
}

/**
 * Against mistakes: whoever may change the schema can take a trigger away, and signatures are there for that one.
 * What a transaction may remove it says by a setting of its own, such as `genkan.audit_removes = 'entry'`.
 */
async function forbidChanges(database: Kysely<unknown>): Promise<void> {
  await sql`
    create function audit.refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and current_setting('genkan.audit_removes', true) = tg_table_name then
        return old;
      end if;
      raise exception 'the audit is only ever added to' using errcode = 'insufficient_privilege';
    end $$`.execute(database);
  for (const table of ['entry', 'party']) {
    await sql`
      create trigger append_only before update or delete on ${sql.table(`audit.${table}`)}
      for each row execute function audit.refuse_change()`.execute(database);
    await sql`
      create trigger no_truncate before truncate on ${sql.table(`audit.${table}`)}
      for each statement execute function audit.refuse_change()`.execute(database);
  }
}
