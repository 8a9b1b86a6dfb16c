import type { Transaction } from 'kysely';
import type { Marketplace, Region } from './caller.ts';
import type { Availability, Demographic, Format, SeriesKind } from './facts.ts';

/**
 * A subgraph reads its own tables only. What it needs to search, sort or count by and another one owns, it keeps
 * a copy of, taken from these feeds: a copy finds and ranks, it is never shown. What a client sees comes from
 * the owner, asked at that moment. The copy of `customers` also decides, and what it lacks is denied.
 */
export interface Feeds {
  /** Published by catalog. */
  readonly series: SeriesFact;
  /** Published by catalog. */
  readonly editions: EditionFact;
  /** Published by inventory. */
  readonly offers: OfferFact;
  /** Published by orders: cancelled ones are left out. */
  readonly purchases: PurchaseFact;
  /** Published by customers: what is in libraries, bought here or not. */
  readonly ownedEditions: OwnedEditionFact;
  /** Published by customers: where each lives, which decides who may serve it. */
  readonly customers: CustomerFact;
}

export interface SeriesFact {
  readonly id: string;
  readonly kind: SeriesKind;
  /** English, romaji and native, as far as they are known. */
  readonly titles: readonly string[];
  readonly demographic: Demographic | null;
  readonly genres: readonly string[];
  readonly creators: readonly string[];
  /** From how many years of age it is recommended; null where nobody says. */
  readonly minimumAge: number | null;
  readonly startYear: number | null;
}

export interface EditionFact {
  readonly id: string;
  readonly seriesId: string;
  readonly format: Format;
  readonly language: string;
  /** The number of the first volume inside, as text; null for a special without one. */
  readonly firstNumber: string | null;
  readonly volumeCount: number;
}

export interface OfferFact {
  readonly editionId: string;
  readonly marketplace: Marketplace;
  /** Exact, as text. */
  readonly amount: string;
  readonly availability: Availability;
}

export interface PurchaseFact {
  readonly customerId: string;
  readonly editionId: string;
}

export interface OwnedEditionFact {
  readonly customerId: string;
  readonly editionId: string;
}

export interface CustomerFact {
  readonly id: string;
  readonly region: Region;
}

/** In the order in which they are kept. */
const FEED_NAMES = [
  'series',
  'editions',
  'offers',
  'purchases',
  'ownedEditions',
  'customers',
] as const satisfies (keyof Feeds)[];

/** All facts of a feed, a chunk at a time. */
export type Facts<Fact> = AsyncIterable<readonly Fact[]>;

/** Reads all facts of a feed. */
export type Publications<Tables> = {
  readonly [Name in keyof Feeds]?: (transaction: Transaction<Tables>) => Facts<Feeds[Name]>;
};

/** Replaces the copy of a feed by these facts. */
export type Copies<Tables> = {
  readonly [Name in keyof Feeds]?: (
    transaction: Transaction<Tables>,
    facts: Facts<Feeds[Name]>,
  ) => Promise<void>;
};

/** What a subgraph publishes and keeps; a folder's `feeds.ts` says it. */
export interface SubgraphFeeds<Tables> {
  readonly publishes?: Publications<Tables>;
  readonly keeps?: Copies<Tables>;
  /** What follows from the copies, once all are new. */
  readonly afterSync?: (transaction: Transaction<Tables>) => Promise<void>;
}

/** So many facts are read, and handed on, at a time. */
const FACTS_PER_CHUNK = 5_000;

/**
 * Publishes what a keyset query reads, a chunk at a time.
 * @param readAfter at most `limit` facts behind `last`, in the order of their keys; from the first where undefined.
 */
export async function* publishInChunks<Fact>(
  readAfter: (last: Fact | undefined, limit: number) => Promise<readonly Fact[]>,
): AsyncGenerator<readonly Fact[]> {
  let last: Fact | undefined;
  do {
    const facts = await readAfter(last, FACTS_PER_CHUNK);
    if (facts.length > 0) yield facts;
    last = facts[FACTS_PER_CHUNK - 1];
  } while (last !== undefined);
}

/** How many facts of each feed the copies were brought up to date with. */
export type FeedCounts = { readonly [Name in keyof Feeds]?: number };

/** Brings every copy up to date of whose feed the publisher is among `parties`, in the caller's transaction. */
export async function syncFeeds(
  transaction: Transaction<unknown>,
  parties: readonly SubgraphFeeds<unknown>[],
): Promise<FeedCounts> {
  const counts: { -readonly [Name in keyof Feeds]?: number } = {};
  for (const name of FEED_NAMES) {
    const count = await syncFeed(transaction, parties, name);
    if (count !== undefined) counts[name] = count;
  }
  for (const { afterSync } of parties) await afterSync?.(transaction);
  return counts;
}

/** @returns the number of facts; undefined where the feed has no publisher here, or nobody keeps it. */
async function syncFeed<Name extends keyof Feeds>(
  transaction: Transaction<unknown>,
  parties: readonly SubgraphFeeds<unknown>[],
  name: Name,
): Promise<number | undefined> {
  const publish = parties
    .map(({ publishes }) => publishes?.[name])
    .find((candidate) => candidate !== undefined);
  if (publish === undefined) return undefined;
  let count: number | undefined;
  for (const { keeps } of parties) {
    const keep = keeps?.[name];
    if (keep === undefined) continue;
    count = 0;
    await keep(
      transaction,
      countFacts(publish(transaction), (facts) => {
        count = (count ?? 0) + facts;
      }),
    );
  }
  return count;
}

async function* countFacts<Fact>(
  chunks: Facts<Fact>,
  onChunk: (facts: number) => void,
): AsyncGenerator<readonly Fact[]> {
  for await (const chunk of chunks) {
    onChunk(chunk.length);
    yield chunk;
  }
}
