import type { DatabaseConnection } from '../../../subgraphs/database/database.ts';
import type { EditionFact, Feeds, OfferFact, PurchaseFact, SeriesFact } from '../../../subgraphs/feeds.ts';
import { syncFeeds } from '../../../subgraphs/feeds.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';

export type SampleFacts = { readonly [Name in keyof Feeds]: readonly Feeds[Name][] };

/** Makes the subgraph's copies hold these facts and nothing else, as a sync would. */
export async function publish(
  database: DatabaseConnection,
  recommendations: Subgraph,
  facts: SampleFacts,
): Promise<void> {
  const publisher = {
    publishes: {
      series: () => inChunks(facts.series),
      editions: () => inChunks(facts.editions),
      offers: () => inChunks(facts.offers),
      purchases: () => inChunks(facts.purchases),
      ownedEditions: () => inChunks(facts.ownedEditions),
    },
    keeps: {},
  };
  await database
    .tables()
    .transaction()
    .execute((transaction) => syncFeeds(transaction, [publisher, recommendations]));
}

/** Small chunks, so that facts of one row come in several. */
async function* inChunks<Fact>(facts: readonly Fact[]): AsyncGenerator<readonly Fact[]> {
  for (let start = 0; start < facts.length; start += 7) yield facts.slice(start, start + 7);
}

function series(id: string, facts: Partial<SeriesFact>): SeriesFact {
  return {
    id,
    kind: 'MANGA',
    titles: [id],
    demographic: null,
    genres: [],
    creators: [],
    minimumAge: null,
    startYear: null,
    ...facts,
  };
}

const SERIES: readonly SeriesFact[] = [
  series('ninja', {
    titles: ['Ninja Village', 'NINJA ―忍者―'],
    demographic: 'SHONEN',
    genres: ['Action', 'Adventure'],
    creators: ['Kenji Sato'],
    minimumAge: 13,
    startYear: 1999,
  }),
  series('pirates', {
    titles: ['Pirates: The Long Voyage', '海賊物語'],
    demographic: 'SHONEN',
    genres: ['Action', 'Adventure', 'Comedy'],
    creators: ['Aki Mori'],
    minimumAge: 13,
    startYear: 1997,
  }),
  series('reapers', {
    titles: ['Reapers'],
    demographic: 'SHONEN',
    genres: ['Action', 'Supernatural'],
    creators: ['Taro Kubo'],
    minimumAge: 16,
    startYear: 2001,
  }),
  series('black-sword', {
    titles: ['Black Sword'],
    demographic: 'SEINEN',
    genres: ['Action', 'Horror'],
    creators: ['Kazuo Miura'],
    minimumAge: 18,
    startYear: 1989,
  }),
  series('red-sword', {
    titles: ['Red Sword'],
    demographic: 'SEINEN',
    genres: ['Horror', 'Action'],
    creators: ['Nao Ito'],
    minimumAge: 18,
    startYear: 1992,
  }),
  series('ninja-school', {
    titles: ['Ninja Village: School Days'],
    demographic: 'KODOMO',
    genres: ['Comedy'],
    creators: ['Kenji Sato'],
    minimumAge: 6,
    startYear: 2010,
  }),
  series('cafe', {
    titles: ['Café Émile'],
    demographic: 'JOSEI',
    genres: ['Romance'],
    creators: ['Yui Hana'],
    minimumAge: null,
    startYear: 2015,
  }),
  series('space-novel', {
    titles: ['Starship Letters'],
    kind: 'LIGHT_NOVEL',
    genres: ['Sci-Fi', 'Adventure'],
    creators: ['Rei Kaze'],
    minimumAge: 13,
    startYear: 2012,
  }),
  series('unsold', {
    titles: ['Nowhere'],
    demographic: 'SHONEN',
    genres: ['Action', 'Adventure'],
    creators: ['Kenji Sato'],
    minimumAge: 13,
  }),
];

const EDITIONS: readonly EditionFact[] = [
  ...SERIES.filter(({ id }) => id !== 'unsold').flatMap(({ id }) => [
    edition(id, '1', 'PAPERBACK'),
    edition(id, '2', 'PAPERBACK'),
    edition(id, '1', 'DIGITAL'),
  ]),
  { ...edition('pirates', '1', 'OMNIBUS'), volumeCount: 3 },
  { ...edition('pirates', '1', 'BOX_SET'), volumeCount: 23 },
  { ...edition('pirates', '4', 'OMNIBUS'), volumeCount: 30 },
  { ...edition('reapers', '1', 'PAPERBACK'), id: 'reapers-1-ja', language: 'ja' },
];

function edition(seriesId: string, firstNumber: string, format: EditionFact['format']): EditionFact {
  const id = `${seriesId}-${firstNumber}-${format.toLowerCase().replace('_', '-')}`;
  return { id, seriesId, format, language: 'en', firstNumber, volumeCount: 1 };
}

const PRICES: Readonly<Partial<Record<string, string>>> = {
  'pirates-1-omnibus': '19.99',
  'pirates-1-box-set': '149.99',
  'pirates-4-omnibus': '19.99',
  'reapers-1-paperback': '10.00',
  'reapers-1-digital': '1.00',
};

const OFFERS: readonly OfferFact[] = EDITIONS.flatMap(({ id }) => {
  const offer = { editionId: id, amount: PRICES[id] ?? '9.99', availability: 'IN_STOCK' } as const;
  return [
    { ...offer, marketplace: 'US' },
    { ...offer, marketplace: 'JP', amount: '900' },
  ];
});

/** Of twelve, four bought Ninja and Pirates, three Ninja and Reapers, two Ninja and the café. */
const PURCHASES: readonly PurchaseFact[] = [
  ...buy('a', 'ninja', 'pirates', 'reapers'),
  ...buy('b', 'ninja', 'pirates', 'reapers'),
  ...buy('c', 'ninja', 'pirates', 'reapers', 'cafe'),
  ...buy('d', 'ninja', 'pirates', 'cafe'),
  ...buy('e', 'pirates'),
  ...buy('cust-us-1', 'pirates'),
  ...['f', 'g', 'h', 'i', 'j', 'k'].flatMap((customerId) => buy(customerId, 'space-novel')),
];

function buy(customerId: string, ...seriesIds: readonly string[]): PurchaseFact[] {
  return seriesIds.flatMap((id) => [
    { customerId, editionId: `${id}-1-paperback` },
    { customerId, editionId: `${id}-2-paperback` },
  ]);
}

export const SAMPLE_FACTS: SampleFacts = {
  series: SERIES,
  editions: EDITIONS,
  offers: OFFERS,
  purchases: PURCHASES,
  ownedEditions: [
    { customerId: 'cust-us-1', editionId: 'black-sword-2-paperback' },
    { customerId: 'cust-us-2', editionId: 'reapers-1-digital' },
  ],
  customers: [],
};
