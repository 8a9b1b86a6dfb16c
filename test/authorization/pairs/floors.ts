import type { Counts } from './statistics.ts';

/** How many of a thousand pairs have to do with each at least; a run with less of it has lost its sight there. */
const PER_THOUSAND: Partial<Readonly<Record<keyof Counts, number>>> = {
  partial: 100,
  refused: 80,
  whole: 200,
  byAuthenticated: 10,
  byScopes: 150,
  byPolicy: 40,
  onInterface: 60,
  onUnion: 15,
  onInterfaceObject: 12,
  onOverridden: 1,
  ofTypename: 30,
  ofRequired: 40,
  ofContext: 4,
  ofRead: 8,
  underAlias: 70,
  ofMerged: 3,
  sealed: 4,
  emptied: 20,
  stated: 3,
  refusedMutations: 10,
  refusedByMode: 20,
  toAnonymous: 20,
  toCustomer: 50,
  toSupport: 30,
  toService: 50,
  ofOldComposer: 100,
  ofCurrentComposer: 60,
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
