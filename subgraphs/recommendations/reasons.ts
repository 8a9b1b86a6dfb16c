import type { RecommendationRow, SharedFeature } from './repository.ts';
import type { ReasonKind } from './resolvers.generated.ts';

export interface Reason {
  readonly kind: ReasonKind;
  readonly text: string;
}

/** More genres than this no longer tell anything. */
const MAX_GENRES = 3;
const MAX_CREATORS = 2;

/** Why a series is recommended to who likes another, strongest first. */
export function explain({ together_count, shared }: RecommendationRow): Reason[] {
  const creators = listValues(shared, 'CREATOR', MAX_CREATORS);
  const genres = listValues(shared, 'GENRE', MAX_GENRES);
  const [demographic] = listValues(shared, 'DEMOGRAPHIC', 1);
  const reasons: Reason[] = [];
  if (together_count > 0) {
    reasons.push({ kind: 'BOUGHT_TOGETHER', text: `Bought together by ${together_count} customers` });
  }
  if (creators.length > 0) reasons.push({ kind: 'SAME_CREATOR', text: `Also by ${joinNames(creators)}` });
  if (genres.length > 0) reasons.push({ kind: 'SHARED_GENRES', text: `Also ${joinNames(genres)}` });
  if (demographic !== undefined) {
    reasons.push({ kind: 'SAME_AUDIENCE', text: `Also ${demographic.toLowerCase()}` });
  }
  return reasons;
}

function listValues(shared: readonly SharedFeature[], kind: SharedFeature['kind'], limit: number): string[] {
  return shared
    .filter((feature) => feature.kind === kind)
    .slice(0, limit)
    .map(({ value }) => value);
}

/** `Action, Drama and Horror`. */
function joinNames(names: readonly string[]): string {
  return names.join(', ').replace(/, ([^,]*)$/, ' and $1');
}
