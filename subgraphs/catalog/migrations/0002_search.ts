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
  await sql`create index on catalog.search_document using gin (title_keys) with (fastupdate = off)`.execute(
    database,
  );
  await sql`create index on catalog.search_document using gin (words) with (fastupdate = off)`.execute(
    database,
  );
  await sql`create index on catalog.search_document using gin (line public.gin_trgm_ops) with (fastupdate = off)`.execute(
    database,
  );
  // All words there are, to tell what a misspelt one may stand for: by trigrams, or by beginning and length,
  // since a short word with two letters swapped has hardly a trigram left.
  await sql`create table catalog.search_word (word text collate "C" primary key)`.execute(database);
  await sql`create index on catalog.search_word using gin (word public.gin_trgm_ops) with (fastupdate = off)`.execute(
    database,
  );
  await sql`create index on catalog.search_word (left(word, 1), length(word))`.execute(database);
  // The planner takes trigram comparisons for cheap and scans small tables, forty times as slow as their index.
  // Only as a function's own setting can that be forbidden without touching the connection.
  await sql`
    create function catalog.find_near_documents(query text)
    returns table (series_id text, similarity real)
    language sql stable rows 10
    set enable_seqscan = off
    set pg_trgm.word_similarity_threshold = 0.6
    as $$
      select d.series_id, public.word_similarity(query, d.line)
      from catalog.search_document d
      where query operator(public.<%) d.line
    $$`.execute(database);
  await sql`
    create function catalog.find_similar_words(sought text)
    returns table (word text)
    language sql stable rows 50
    set enable_seqscan = off
    set pg_trgm.similarity_threshold = 0.3
    as $$
      select w.word from catalog.search_word w
      where w.word operator(public.%) sought or (left(w.word, 1) = left(sought, 1)
        and length(w.word) between length(sought) - 1 and length(sought) + 1)
      order by public.similarity(w.word, sought) desc, w.word
      limit 200
    $$`.execute(database);
}
