/** Something to buy that covers some of what is wanted. */
export interface Candidate {
  /** In whole hundredths, so that sums are exact. */
  readonly price: number;
  /** What it covers: all that lies between first and last, both included. */
  readonly runs: readonly { readonly first: number; readonly last: number }[];
}

export interface Cover<Item extends Candidate> {
  readonly items: readonly Item[];
  readonly covered: readonly number[];
  /** What no candidate has. */
  readonly uncovered: readonly number[];
}

/** Of so many candidates with gaps every combination is tried. */
const MAX_WITH_GAPS = 6;

/**
 * The candidates that together cover the most of `wanted` for the least money, of equals the fewest, of those the
 * earlier ones: whatever any candidate has is covered. They may overlap, and may have more than is wanted.
 *
 * A candidate without gaps is an interval over the wanted numbers, and the cheapest cover by intervals comes from
 * dynamic programming. One with gaps is bought or not before that: all combinations of the six cheapest by number
 * covered are tried, so that with up to six the answer is exact. Of more, each run is weighed at the full price, so
 * that something cheaper may be missed, but nothing is paid for twice.
 * @param wanted sorted, without repeats.
 */
export function findCheapestCover<Item extends Candidate>(
  wanted: readonly number[],
  candidates: readonly Item[],
): Cover<Item> {
  const isCoverable = (number: number) => candidates.some((candidate) => includes(candidate, number));
  const covered = wanted.filter(isCoverable);
  const uncovered = wanted.filter((number) => !isCoverable(number));
  const { intervals, withGaps } = splitCandidates(covered, candidates);
  let best: readonly Item[] | undefined;
  for (const bought of listSubsets(withGaps)) {
    const rest = completeCover(covered.length, intervals, bought);
    if (rest === undefined) continue;
    const items = [...new Set([...bought.map(({ item }) => item), ...rest])];
    if (best === undefined || isBetter(items, best)) best = items;
  }
  return { items: best ?? [], covered, uncovered };
}

function includes({ runs }: Candidate, number: number): boolean {
  return runs.some(({ first, last }) => first <= number && number <= last);
}

/** A candidate by the positions, in the list of numbers to cover, of what it covers. */
interface Placed<Item> {
  readonly item: Item;
  /** Sorted, apart from one another; both ends included. */
  readonly spans: readonly Span[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Interval<Item> extends Span {
  readonly item: Item;
}

function splitCandidates<Item extends Candidate>(
  numbers: readonly number[],
  candidates: readonly Item[],
): { intervals: Interval<Item>[]; withGaps: Placed<Item>[] } {
  const placed = candidates
    .map((item) => ({ item, spans: placeRuns(numbers, item) }))
    .filter(({ spans }) => spans.length > 0);
  const withGaps = placed
    .filter(({ spans }) => spans.length > 1)
    .sort((one, other) => priceEach(one) - priceEach(other));
  const tried = new Set(withGaps.slice(0, MAX_WITH_GAPS));
  return {
    intervals: placed
      .filter((candidate) => !tried.has(candidate))
      .flatMap(({ item, spans }) => spans.map((span) => ({ item, ...span }))),
    withGaps: [...tried],
  };
}

/** Runs that have nothing wanted between them become one span. */
function placeRuns(numbers: readonly number[], candidate: Candidate): Span[] {
  const spans: { from: number; to: number }[] = [];
  for (const [position, number] of numbers.entries()) {
    if (!includes(candidate, number)) continue;
    const span = spans.at(-1);
    if (span?.to === position - 1) span.to = position;
    else spans.push({ from: position, to: position });
  }
  return spans;
}

function priceEach<Item extends Candidate>({ item, spans }: Placed<Item>): number {
  return item.price / spans.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

function isBetter(one: readonly Candidate[], other: readonly Candidate[]): boolean {
  const difference = sumPrices(one) - sumPrices(other);
  return difference < 0 || (difference === 0 && one.length < other.length);
}

function sumPrices(items: readonly Candidate[]): number {
  return items.reduce((sum, { price }) => sum + price, 0);
}

/** The cheapest items for all positions but those that `bought` covers already; undefined where some stay open. */
function completeCover<Item extends Candidate>(
  size: number,
  intervals: readonly Interval<Item>[],
  bought: readonly Placed<Item>[],
): Item[] | undefined {
  // How many positions before each one are still to be covered: the position among them.
  const ranks = [0];
  for (let position = 0; position < size; position++) {
    const isBought = bought.some(({ spans }) =>
      spans.some(({ from, to }) => from <= position && position <= to),
    );
    ranks.push((ranks[position] ?? 0) + (isBought ? 0 : 1));
  }
  const open = intervals
    .map(({ item, from, to }) => ({ item, from: ranks[from] ?? 0, to: (ranks[to + 1] ?? 0) - 1 }))
    .filter(({ from, to }) => from <= to);
  return coverPositions(ranks[size] ?? 0, open);
}

/**
 * Dynamic programming: the cheapest cover of the first n positions ends in an interval that has the last of them,
 * and begins with the cheapest cover of what lies before that interval.
 */
function coverPositions<Item extends Candidate>(
  size: number,
  intervals: readonly Interval<Item>[],
): Item[] | undefined {
  const best: (Step<Item> | undefined)[] = [{ price: 0, count: 0 }];
  for (let covered = 1; covered <= size; covered++) {
    let cheapest: Step<Item> | undefined;
    for (const interval of intervals) {
      if (interval.from >= covered || interval.to < covered - 1) continue;
      const step = takeStep(best[interval.from], interval);
      if (step !== undefined && (cheapest === undefined || isCheaper(step, cheapest))) cheapest = step;
    }
    best.push(cheapest);
  }
  let step = best[size];
  if (step === undefined) return undefined;
  const items: Item[] = [];
  for (; step?.by !== undefined; step = best[step.by.from]) items.unshift(step.by.item);
  return items;
}

interface Step<Item> {
  readonly price: number;
  readonly count: number;
  /** Undefined for the cover of nothing. */
  readonly by?: Interval<Item>;
}

function takeStep<Item extends Candidate>(
  before: Step<Item> | undefined,
  by: Interval<Item>,
): Step<Item> | undefined {
  return before && { price: before.price + by.item.price, count: before.count + 1, by };
}

function isCheaper(one: Step<unknown>, other: Step<unknown>): boolean {
  return one.price < other.price || (one.price === other.price && one.count < other.count);
}

function* listSubsets<Element>(elements: readonly Element[]): Generator<Element[]> {
  for (let mask = 0; mask < 2 ** elements.length; mask++) {
    yield elements.filter((_element, index) => (mask & (1 << index)) !== 0);
  }
}
