import { foldText, foldTitle } from '../foldText.ts';
import type { SearchDocumentRow, SeriesRow } from './repository.ts';
import { formatWords } from './searchText.ts';

/** What searches look at for one series: its titles, the names of its creators, and what it is about. */
export function createSearchDocument(series: SeriesRow, creators: readonly string[]): SearchDocumentRow {
  const titles = [series.title_english, series.title_romaji, series.title_native].filter(
    (title) => title !== null,
  );
  const topics = [...series.genres, series.demographic ?? '', series.kind.replace('_', ' ')];
  const foldedTitles = titles.map(foldText);
  return {
    series_id: series.id,
    titles: foldedTitles,
    title_keys: titles.map(foldTitle),
    line: [...foldedTitles, ...creators.map(foldText)].join(' '),
    words: formatWords({ A: titles, B: creators, C: topics }),
  };
}
