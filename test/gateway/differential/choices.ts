import type { Random } from 'fast-check';

/** Random decisions, all from fast-check's generator, so that a seed makes the same operation again. */
export interface Choices {
  /** From 0 to `below - 1`. */
  below(below: number): number;
  /** True in so many of a hundred cases. */
  percent(percent: number): boolean;
  /** @throws RangeError for an empty list. */
  pick<Item>(items: readonly Item[]): Item;
}

export function createChoices(random: Random): Choices {
  const below = (limit: number) => random.nextInt(0, limit - 1);
  return {
    below,
    percent: (percent) => below(100) < percent,
    pick<Item>(items: readonly Item[]): Item {
      if (items.length === 0) throw new RangeError('There is nothing to pick from.');
      // Checked just above; an item itself may be undefined.
      return items[below(items.length)] as Item;
    },
  };
}
