import type { ReadingStepRow } from './repository.ts';
import type { SeriesRelation } from './resolvers.generated.ts';

export interface OrderedStep {
  readonly seriesId: string;
  readonly relation: SeriesRelation;
  readonly note: string | null;
}

/** @param list the reading list that the series is in, in order; empty where it stands alone. */
export function describeReadingOrder(seriesId: string, list: readonly ReadingStepRow[]): OrderedStep[] {
  const asked = list.find((step) => step.series_id === seriesId);
  if (asked === undefined) return [{ seriesId, relation: 'ITSELF', note: null }];
  return list.map((step) => ({
    seriesId: step.series_id,
    relation: relate(asked, step),
    note: step.note,
  }));
}

/** What `step` is to the series asked about. */
function relate(asked: ReadingStepRow, step: ReadingStepRow): SeriesRelation {
  if (step.series_id === asked.series_id) return 'ITSELF';
  if (step.role !== 'MAIN') return step.role;
  switch (asked.role) {
    case 'MAIN':
      return step.position < asked.position ? 'PREQUEL' : 'SEQUEL';
    case 'SIDE_STORY':
    case 'SPIN_OFF':
      return 'MAIN_STORY';
    case 'ALTERNATIVE_VERSION':
      return 'ALTERNATIVE_VERSION';
  }
}
