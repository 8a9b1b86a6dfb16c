import type { Marketplace } from '../../caller.ts';
import type { PriceList } from './prices.ts';
import type { SampleLine, SampleOrder } from './sampleOrder.ts';
import type { Story } from './stories.ts';

/** One row of the tables of sample orders: number, customer, what was ordered, what became of it. */
export type OrderRecord = readonly [id: string, customerId: string, lines: string, story: Story];

/** @see parseLines */
export function tellOrders(
  marketplace: Marketplace,
  records: readonly OrderRecord[],
  findPrice: PriceList,
): SampleOrder[] {
  return records.map(([id, customerId, lines, story]) => ({
    id,
    customerId,
    marketplace,
    lines: parseLines(lines).map(
      ([edition, copies]): SampleLine => [edition, findPrice(edition, marketplace), copies],
    ),
    ...story,
  }));
}

/**
 * Reads `naruto 1-3, haikyu 5 x2, frieren-1-digital`: paperbacks by series and volumes, other editions by their
 * id, each volume a line of its own, as many copies as `x` says.
 */
function parseLines(text: string): [editionId: string, copies: number][] {
  return text.split(', ').flatMap((entry) => {
    const [, name = '', from, to = from, copies = '1'] =
      /^([a-z0-9-]+?)(?: (\d+)(?:-(\d+))?)?(?: x(\d+))?$/.exec(entry) ?? [];
    if (name === '') throw new RangeError(`Not a line of an order: ${entry}.`);
    const editions = from === undefined ? [name] : listPaperbacks(name, Number(from), Number(to));
    return editions.map((edition) => [edition, Number(copies)]);
  });
}

/** A series' paperbacks from one volume to another, both included. */
export function listPaperbacks(series: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${series}-${from + index}-paperback`);
}
