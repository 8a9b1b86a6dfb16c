import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Marketplace } from '../caller.ts';
import type { SoughtWord } from './question.ts';
import { CLAUSE_COLUMNS, type ClauseRow, type PolicyTables } from './repository.ts';
import type { PolicyTopic } from './resolvers.generated.ts';

/** Which clauses are looked at: those that hold in a marketplace on a day, of one topic or of all. */
export interface ClauseScope {
  readonly marketplace: Marketplace;
  /** A calendar date. */
  readonly today: string;
  readonly topic: PolicyTopic | undefined;
}

/** A topic's clauses in the order of the terms. */
export async function listClauses(
  database: Kysely<PolicyTables>,
  scope: ClauseScope,
  limit: number,
): Promise<ClauseRow[]> {
  const { rows } = await sql<ClauseRow>`
    select ${sql.join(CLAUSE_COLUMNS.map((column) => sql.ref(`c.${column}`)))} from policy.clause c
    where ${isInScope(scope)}
    order by ${IN_TERMS_ORDER}
    limit ${limit}`.execute(database);
  return rows;
}

export interface FoundClauses {
  readonly clauses: ClauseRow[];
  /** Words that no clause in scope has. */
  readonly unknownWords: readonly string[];
}

/**
 * The clauses that answer these words best, best first. A word counts the more, the fewer clauses have it, and in
 * a title more than in what people call it or in the text. A clause has to have one word in its title or in what
 * people call it, or two in its text, and at least {@link LEAST_SHARE} of the best one's score: a list that ends
 * early is more useful than one filled up with what happens to share a word.
 */
export async function searchClauses(
  database: Kysely<PolicyTables>,
  words: readonly SoughtWord[],
  scope: ClauseScope,
  limit: number,
): Promise<FoundClauses> {
  const { rows } = await sql<{ unknown: string[]; clause: ClauseRow | null }>`
    with sought as materialized (
      select s.word, to_tsquery('english', s.query) as query, to_tsquery('english', s.head) as head,
        to_tsquery('english', s.title) as title
      from unnest(${words.map(({ word }) => word)}::text[], ${words.map((word) => formatQuery(word, ''))}::text[],
        ${words.map((word) => formatQuery(word, ':AB'))}::text[], ${words.map((word) => formatQuery(word, ':A'))}::text[]
      ) s (word, query, head, title)
    ), candidate as materialized (
      select c.* from policy.clause c where ${isInScope(scope)}
    ), hit as materialized (
      select s.word, c.id, c.search @@ s.head as is_head,
        case when c.search @@ s.title then 1.0 when c.search @@ s.head then 0.7 else 0.3 end as place
      from sought s join candidate c on c.search @@ s.query
    ), rarity as (
      select word, ln(1 + (select count(*) from candidate)::float8 / count(*)) as weight from hit group by word
    ), scored as (
      select id, sum(place * weight) as score
      from hit join rarity using (word)
      group by id
      having bool_or(is_head) or count(*) > 1
    ), answer as (
      select row_number() over (order by scored.score desc, ${IN_TERMS_ORDER}) as position, to_jsonb(c) - 'search' - 'words' as clause
      from scored join candidate c using (id)
      where scored.score >= ${LEAST_SHARE} * (select max(score) from scored)
      order by position
      limit ${limit}
    )
    select unknown.words as unknown, answer.clause
    from (
      select coalesce(array_agg(word), '{}') as words from sought s
      where numnode(s.query) > 0 and not exists (select from hit where hit.word = s.word)
    ) unknown
    left join answer on true
    order by answer.position`.execute(database);
  return {
    clauses: rows.flatMap(({ clause }) => (clause === null ? [] : [clause])),
    unknownWords: rows[0]?.unknown ?? [],
  };
}

const LEAST_SHARE = 0.4;

/** Words of clauses in scope that look like these; {@link chooseSpellings} tells which are meant. */
export async function findSimilarWords(
  database: Kysely<PolicyTables>,
  words: readonly string[],
  scope: ClauseScope,
): Promise<{ sought: string; word: string }[]> {
  const { rows } = await sql<{ sought: string; word: string }>`
    with known as materialized (
      select distinct unnest(c.words) as word from policy.clause c where ${isInScope(scope)}
    )
    select s.sought, known.word
    from unnest(${words}::text[]) s (sought)
    join known on public.similarity(known.word, s.sought) >= 0.3 or (left(known.word, 1) = left(s.sought, 1)
      and length(known.word) between length(s.sought) - 1 and length(s.sought) + 1)
    order by s.sought, known.word`.execute(database);
  return rows;
}

/** A marketplace's own clauses before those of all. */
const IN_TERMS_ORDER = sql.raw('c.section, c.marketplace nulls last, c.paragraph, c.id');

function isInScope({ marketplace, today, topic }: ClauseScope): RawBuilder<boolean> {
  return sql`(c.marketplace = ${marketplace} or c.marketplace is null)
    and c.effective_from <= ${today}::date and (c.effective_to is null or c.effective_to >= ${today}::date)
    and ${topic === undefined ? sql`true` : sql`c.topic = ${topic}`}`;
}

/** A tsquery for any of a word's alternatives. They are letters and digits only, so that quoting is enough. */
function formatQuery({ alternatives }: SoughtWord, weights: ':A' | ':AB' | ''): string {
  return alternatives.map((word) => `'${word}'${weights}`).join(' | ');
}
