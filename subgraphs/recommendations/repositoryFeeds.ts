import { sql, type Transaction } from 'kysely';
import { replaceCopy, selectRecords } from '../database/replaceCopy.ts';
import type { EditionFact, Facts, OfferFact, SeriesFact } from '../feeds.ts';
import { describeNames } from './names.ts';
import type { RecommendationsTables } from './repository.ts';

type Tables = RecommendationsTables;

export function keepSeries(transaction: Transaction<Tables>, facts: Facts<SeriesFact>): Promise<void> {
  const table = 'recommendations.series';
  const select = (rows: readonly SeriesFact[]) => selectRecords(table, rows.map(describeSeries));
  return replaceCopy(transaction, { table, key: ['id'], select }, facts);
}

export function keepEditions(transaction: Transaction<Tables>, facts: Facts<EditionFact>): Promise<void> {
  const table = 'recommendations.edition';
  const select = (rows: readonly EditionFact[]) => selectRecords(table, rows.map(describeEdition));
  return replaceCopy(transaction, { table, key: ['id'], select }, facts);
}

export function keepOffers(transaction: Transaction<Tables>, facts: Facts<OfferFact>): Promise<void> {
  const table = 'recommendations.offer';
  const select = (rows: readonly OfferFact[]) => selectRecords(table, rows.map(describeOffer));
  return replaceCopy(transaction, { table, key: ['edition_id', 'marketplace'], select }, facts);
}

/** Who has an edition of which series. An edition that is not known says nothing of a series. */
export function keepReaders(table: 'recommendations.purchase' | 'recommendations.library') {
  return (
    transaction: Transaction<Tables>,
    facts: Facts<{ readonly customerId: string; readonly editionId: string }>,
  ): Promise<void> =>
    replaceCopy(
      transaction,
      {
        table,
        key: ['customer_id', 'series_id'],
        select: (rows) => sql`
          select distinct reader.customer_id, e.series_id
          from unnest(${rows.map(({ customerId }) => customerId)}::text[],
            ${rows.map(({ editionId }) => editionId)}::text[]) as reader (customer_id, edition_id)
          join recommendations.edition e on e.id = reader.edition_id`,
      },
      facts,
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

function describeOffer({ editionId, ...offer }: OfferFact): Tables['recommendations.offer'] {
  return { edition_id: editionId, ...offer };
}
