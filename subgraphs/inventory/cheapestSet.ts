import type { Marketplace } from '../caller.ts';
import { CURRENCIES, type Format } from '../facts.ts';
import { isInLanguage } from '../language.ts';
import { formatHundredths, parseHundredths } from '../money.ts';
import { describeRanges } from '../volumeRanges.ts';
import { type Candidate, findCheapestCover } from './cheapestCover.ts';
import type { OfferRow } from './repository.ts';
import { type ContentRun, listVolumes } from './volumes.ts';

interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** What somebody wants of a series. */
export interface SetWish {
  /** A decimal, as text; everything where undefined. */
  readonly fromVolume: string | undefined;
  readonly language: string;
  readonly digital: boolean;
}

/** Volumes are described in short. */
export interface ChosenSet {
  readonly marketplace: Marketplace;
  readonly total: Money | undefined;
  readonly volumeCount: number;
  /** Those with the first volumes first. */
  readonly groups: readonly ChosenGroup[];
  readonly singlesTotal: Money | undefined;
  readonly unavailableVolumes: readonly string[];
  /** Pre-ordered or back-ordered. */
  readonly laterVolumes: readonly string[];
  readonly asOf: Date | undefined;
}

export interface ChosenGroup {
  readonly format: Format;
  readonly volumes: readonly string[];
  readonly subtotal: Money;
  readonly items: readonly ChosenItem[];
}

export interface ChosenItem {
  readonly offer: OfferRow;
  readonly volumes: readonly string[];
}

/** The editions that a set may be made of: in the language wanted, and read on a screen or on paper as wanted. */
export function selectEditions(
  contents: readonly ContentRun[],
  { language, digital }: SetWish,
): ContentRun[] {
  return contents.filter(
    (run) =>
      isInLanguage(run.language, language) &&
      (digital ? run.format === 'DIGITAL' : run.format !== 'DIGITAL' && run.format !== 'AUDIOBOOK'),
  );
}

/**
 * The cheapest way to every numbered volume of a series that can be had, as {@link findCheapestCover} finds it.
 * What is wanted are the volumes of all editions, so that those which one language or format lacks are named.
 * @param contents of all editions of the series.
 * @param offers in that marketplace, of those that {@link selectEditions} selects, where they have one.
 */
export function composeCheapestSet(
  contents: readonly ContentRun[],
  wish: SetWish,
  marketplace: Marketplace,
  offers: readonly OfferRow[],
): ChosenSet {
  const sum = (bought: readonly Candidate[]) => ({
    amount: formatHundredths(bought.reduce((total, { price }) => total + price, 0)),
    currency: CURRENCIES[marketplace],
  });
  const volumes = listVolumes(contents);
  const from = wish.fromVolume === undefined ? Number.NEGATIVE_INFINITY : Number(wish.fromVolume);
  const wanted = volumes.filter((volume) => volume >= from);
  const candidates = describeCandidates(selectEditions(contents, wish), offers);
  const { items, covered, uncovered } = findCheapestCover(wanted, candidates);
  const describe = (chosen: readonly number[]) => describeRanges(chosen, volumes);
  const inside = (bought: readonly SetCandidate[]) =>
    covered.filter((volume) => bought.some((candidate) => hasInside(candidate, volume)));
  const now = inside(items.filter(({ offer }) => !shipsLater(offer)));
  const singles = selectSingles(covered, candidates);
  return {
    marketplace,
    total: items.length === 0 ? undefined : sum(items),
    volumeCount: covered.length,
    groups: [...Map.groupBy(sortByVolume(items), ({ format }) => format)].map(([format, bought]) => ({
      format,
      volumes: describe(inside(bought)),
      subtotal: sum(bought),
      items: bought.map((candidate) => ({ offer: candidate.offer, volumes: describe(inside([candidate])) })),
    })),
    singlesTotal: singles && sum(singles),
    unavailableVolumes: describe(uncovered),
    laterVolumes: describe(covered.filter((volume) => !now.includes(volume))),
    asOf: items.map(({ offer }) => offer.as_of).sort((one, other) => one.getTime() - other.getTime())[0],
  };
}

interface SetCandidate extends Candidate {
  readonly format: Format;
  readonly offer: OfferRow;
}

/** What can be ordered now; of equally dear ones what ships now goes first. */
function describeCandidates(contents: readonly ContentRun[], offers: readonly OfferRow[]): SetCandidate[] {
  const runsOf = Map.groupBy(contents, ({ editionId }) => editionId);
  return offers
    .filter(({ availability }) => availability !== 'OUT_OF_STOCK')
    .flatMap((offer) => {
      const runs = runsOf.get(offer.edition_id) ?? [];
      return runs.slice(0, 1).map(({ format }) => ({
        format,
        offer,
        price: parseHundredths(offer.price_amount),
        runs: runs.map(({ first, last }) => ({ first: Number(first), last: Number(last) })),
      }));
    })
    .sort(
      (one, other) =>
        Number(shipsLater(one.offer)) - Number(shipsLater(other.offer)) ||
        (one.offer.edition_id < other.offer.edition_id ? -1 : 1),
    );
}

function shipsLater({ availability }: OfferRow): boolean {
  return availability === 'PREORDER' || availability === 'BACKORDER';
}

function hasInside({ runs }: Candidate, volume: number): boolean {
  return runs.some(({ first, last }) => first <= volume && volume <= last);
}

function sortByVolume(items: readonly SetCandidate[]): SetCandidate[] {
  const firstOf = ({ runs }: SetCandidate) => Math.min(...runs.map(({ first }) => first));
  return items.toSorted((one, other) => firstOf(one) - firstOf(other));
}

/** The cheapest edition of each volume alone; undefined where one has none. */
function selectSingles(
  volumes: readonly number[],
  candidates: readonly SetCandidate[],
): SetCandidate[] | undefined {
  const singles = new Map<number, SetCandidate>();
  for (const candidate of candidates) {
    const [run, ...more] = candidate.runs;
    if (run === undefined || more.length > 0 || run.first !== run.last) continue;
    const cheapest = singles.get(run.first);
    if (cheapest === undefined || candidate.price < cheapest.price) singles.set(run.first, candidate);
  }
  const bought = volumes.map((volume) => singles.get(volume)).filter((single) => single !== undefined);
  return volumes.length === 0 || bought.length < volumes.length ? undefined : bought;
}
