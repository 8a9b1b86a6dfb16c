import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table policy.clause (
      id text collate "C" primary key,
      topic text not null,
      title text not null,
      text text not null,
      citation text not null,
      -- Null where it holds in all of them.
      marketplace text,
      effective_from date not null,
      -- The last day it holds.
      effective_to date check (effective_to >= effective_from),
      -- Where it stands in the terms.
      section integer not null,
      paragraph integer not null,
      -- All words of it, folded, to tell what a misspelt one may stand for.
      words text[] not null,
      -- Weight A: the title; B: what people call it; C: the text.
      search tsvector not null
    )`.execute(database);
  await sql`create index on policy.clause using gin (search) with (fastupdate = off)`.execute(database);
}
