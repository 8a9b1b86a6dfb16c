import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists pg_trgm with schema public`.execute(database);
  await sql`
    create table catalog.search_document (
      series_id text collate "C" primary key references catalog.series,
      titles text[] not null,
      title_keys text[] not null,
      -- Titles and creators in one line, for near matches.
      line text not null,
      -- Weight A: words of titles; B: creators; C: genres, demographic and kind.
      words tsvector not null
    )`.execute(database);
  await sql`create index on catalog.search_document using gin (title_keys)`.execute(database);
  await sql`create index on catalog.search_document using gin (words)`.execute(database);
  await sql`create index on catalog.search_document using gin (line public.gin_trgm_ops)`.execute(database);
  // The default threshold of 0.6 misses two wrong letters in a short title. Only as a function's own setting can
  // it differ without touching the connection, and can the index still be used.
  await sql`
    create function catalog.find_near_documents(query text)
    returns table (series_id text, similarity real)
    language sql stable
    set pg_trgm.word_similarity_threshold = 0.5
    as $$
      select d.series_id, public.word_similarity(query, d.line)
      from catalog.search_document d
      where query operator(public.<%) d.line
    $$`.execute(database);
  // All words there are, to tell what a misspelt one may stand for: by trigrams, or by beginning and length,
  // since a short word with two letters swapped has hardly a trigram left.
  await sql`create table catalog.search_word (word text collate "C" primary key)`.execute(database);
  await sql`create index on catalog.search_word using gin (word public.gin_trgm_ops)`.execute(database);
  await sql`create index on catalog.search_word (left(word, 1), length(word))`.execute(database);
}
