/** Numbers that look random and are the same every time. */
export interface Dice {
  /** From 0 to less than 1. */
  roll(): number;
  /** A whole number from `min` to `max`. */
  between(min: number, max: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** @param seed the same seed gives the same numbers. */
export function createDice(seed: number): Dice {
  let state = seed;
  // mulberry32
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    roll,
    between: (min, max) => min + Math.floor(roll() * (max - min + 1)),
    pick: <Item>(items: readonly Item[]) => {
      const item = items[Math.floor(roll() * items.length)];
      if (item === undefined) throw new RangeError('There is nothing to pick.');
      return item;
    },
  };
}
