import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { EditionFact, OfferFact, SeriesFact } from '../feeds.ts';
import { describeNames } from './names.ts';
import type { RecommendationsTables } from './repository.ts';

type Tables = RecommendationsTables;
type Facts<Fact> = AsyncIterable<readonly Fact[]>;

/** Bounds a statement's size, whatever a publisher's chunks are. */
const ROWS_PER_STATEMENT = 5_000;

export function keepSeries(transaction: Transaction<Tables>, facts: Facts<SeriesFact>): Promise<void> {
  return replaceCopy(transaction, 'series', ['id'], facts, (rows) =>
    readRecords('series', rows.map(describeSeries)),
  );
}

export function keepEditions(transaction: Transaction<Tables>, facts: Facts<EditionFact>): Promise<void> {
  return replaceCopy(transaction, 'edition', ['id'], facts, (rows) =>
    readRecords('edition', rows.map(describeEdition)),
  );
}

export function keepOffers(transaction: Transaction<Tables>, facts: Facts<OfferFact>): Promise<void> {
  return replaceCopy(transaction, 'offer', ['edition_id', 'marketplace'], facts, (rows) =>
    readRecords(
      'offer',
      rows.map(({ editionId, ...offer }) => ({ edition_id: editionId, ...offer })),
    ),
  );
}

/** Who has an edition of which series. An edition that is not known says nothing of a series. */
export function keepReaders(table: 'purchase' | 'library') {
  return (
    transaction: Transaction<Tables>,
    facts: Facts<{ readonly customerId: string; readonly editionId: string }>,
  ): Promise<void> =>
    replaceCopy(
      transaction,
      table,
      ['customer_id', 'series_id'],
      facts,
      (rows) => sql`
        select distinct reader.customer_id, e.series_id
        from unnest(${rows.map(({ customerId }) => customerId)}::text[],
          ${rows.map(({ editionId }) => editionId)}::text[]) as reader (customer_id, edition_id)
        join recommendations.edition e on e.id = reader.edition_id`,
    );
}

function describeSeries(fact: SeriesFact): Tables['recommendations.series'] {
  const { keys, phrases } = describeNames(fact);
  return {
    id: fact.id,
    kind: fact.kind,
    demographic: fact.demographic,
    genres: [...fact.genres],
    creators: [...fact.creators],
    minimum_age: fact.minimumAge,
    start_year: fact.startYear,
    keys: [...keys],
    phrases,
  };
}

function describeEdition(fact: EditionFact): Tables['recommendations.edition'] {
  return {
    id: fact.id,
    series_id: fact.seriesId,
    format: fact.format,
    language: fact.language,
    first_number: fact.firstNumber,
    volume_count: fact.volumeCount,
  };
}

function readRecords(table: string, records: readonly object[]): RawBuilder<unknown> {
  const type = sql.table(`recommendations.${table}`);
  return sql`select * from json_populate_recordset(null::${type}, ${JSON.stringify(records)}::json)`;
}

/**
 * Makes a copy hold exactly these facts. They are gathered aside first, so that only rows that differ are written:
 * most of a shop is the same from one sync to the next.
 * @param select from a chunk of facts the rows to keep, in the order of the table's columns.
 */
async function replaceCopy<Fact>(
  transaction: Transaction<Tables>,
  name: string,
  key: readonly string[],
  facts: Facts<Fact>,
  select: (rows: readonly Fact[]) => RawBuilder<unknown>,
): Promise<void> {
  const table = sql.table(`recommendations.${name}`);
  const incoming = sql.table(`pg_temp.incoming_${name}`);
  const columns = (alias: string) => sql.join(key.map((column) => sql.ref(`${alias}.${column}`)));
  const isSameKey = sql`(${columns('kept')}) = (${columns('fact')})`;
  await sql`create temporary table ${sql.id(`incoming_${name}`)} (like ${table}) on commit drop`.execute(
    transaction,
  );
  for await (const chunk of facts) {
    for (let start = 0; start < chunk.length; start += ROWS_PER_STATEMENT) {
      const rows = select(chunk.slice(start, start + ROWS_PER_STATEMENT));
      await sql`insert into ${incoming} ${rows}`.execute(transaction);
    }
  }
  await sql`analyze ${incoming}`.execute(transaction);
  await sql`
    delete from ${table} kept where not exists (
      select from ${incoming} fact where ${isSameKey} and kept.* is not distinct from fact.*)`.execute(
    transaction,
  );
  // A fact may come twice: in two chunks, or of two editions of one series.
  await sql`
    insert into ${table}
    select distinct on (${columns('fact')}) fact.* from ${incoming} fact
    where not exists (select from ${table} kept where ${isSameKey})`.execute(transaction);
  await sql`drop table ${incoming}`.execute(transaction);
  // The statements that follow join what has just come; nothing else would tell the planner how much that is.
  await sql`analyze ${table}`.execute(transaction);
}
