import type { Counts } from './statistics.ts';

/** How many of a thousand pairs have to do with each at least; a run with less of it has lost its sight there. */
const PER_THOUSAND: Partial<Readonly<Record<keyof Counts, number>>> = {
  partial: 100,
  refused: 60,
  whole: 200,
  byAuthenticated: 5,
  byScopes: 100,
  byPolicy: 30,
  onInterface: 30,
  onUnion: 5,
  onInterfaceObject: 2,
  onOverridden: 0.5,
  ofTypename: 15,
  ofRequired: 20,
  ofContext: 0.5,
  ofRead: 2,
  underAlias: 60,
  ofMerged: 20,
  sealed: 2,
  emptied: 10,
  stated: 2,
  refusedMutations: 5,
  refusedByMode: 10,
  toAnonymous: 10,
  toCustomer: 30,
  toSupport: 20,
  toService: 30,
  ofOldComposer: 50,
  ofCurrentComposer: 50,
};

/** Of a thousand pairs, so many may go without an answer to compare. */
const MOST_NOT_PLANNED = 150;
const MOST_MISPLANNED = 60;

/** @param share how much of each floor is asked for: a short run sees less of what is rare. */
export function listShortfalls(counts: Counts, share = 1): readonly string[] {
  const thousands = counts.pairs / 1_000;
  return [
    ...Object.entries(PER_THOUSAND).flatMap(([name, floor]) => {
      const found = counts[name as keyof Counts];
      const due = Math.ceil(floor * thousands * share);
      return found >= due ? [] : [`${name}: ${found}, and should be ${due} at least`];
    }),
    ...(counts.notPlanned > MOST_NOT_PLANNED * thousands ? [`notPlanned: ${counts.notPlanned}`] : []),
    ...(counts.misplanned > MOST_MISPLANNED * thousands ? [`misplanned: ${counts.misplanned}`] : []),
  ];
}
