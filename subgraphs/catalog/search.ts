import type { Kysely } from 'kysely';
import { createCursors, type Page, parsePageSize } from '../connection.ts';
import { foldText } from '../foldText.ts';
import { chooseSpellings } from '../spelling.ts';
import type { CatalogContext } from './loaders.ts';
import type { CatalogTables, EditionRow, SeriesRow } from './repository.ts';
import { findSeries, findSimilarWords, type SearchPosition, searchEditions } from './repositorySearch.ts';
import type { QuerySearchCatalogArgs } from './resolvers.generated.ts';
import { parseSearchTerms, respellTerms } from './searchTerms.ts';
import { type Spellings, splitWords } from './searchText.ts';

export type SearchPage = Page<EditionRow>;

/** Later pages go on with the spellings that the first one settled on. */
interface SearchCursor extends SearchPosition {
  readonly spellings: Spellings;
}

/**
 * One page of the editions that match. Only what finds nothing as it is written is sought again with its words
 * corrected, so at most three statements.
 * @throws INVALID_ARGUMENT, INVALID_CURSOR
 */
export async function searchCatalog(
  { query, filters, first, after }: Omit<QuerySearchCatalogArgs, 'first'> & { first: number },
  { database, request, today }: CatalogContext,
): Promise<SearchPage> {
  const size = parsePageSize(first);
  const list = JSON.stringify(['searchCatalog', query, filters ?? {}]);
  const cursors = createCursors<SearchCursor>(request.secret, request.caller, list);
  const position = cursors.parse(after);
  const terms = parseSearchTerms(query);
  const options = { filters: filters ?? {}, today, limit: size + 1, after: position };

  let spellings = position?.spellings ?? {};
  let rows = await searchEditions(database, respellTerms(terms, spellings), options);
  if (rows.length === 0 && position === undefined && terms.kind === 'words') {
    spellings = await findSpellings(database, terms.words);
    if (Object.keys(spellings).length > 0) {
      rows = await searchEditions(database, respellTerms(terms, spellings), options);
    }
  }
  return cursors.page(rows, size, ({ distance, series_id, number, id }) => ({
    distance,
    series_id,
    number,
    id,
    spellings,
  }));
}

/** The one series that somebody means, with words corrected where nothing has them as they are written. */
export async function findMatchingSeries(
  database: Kysely<CatalogTables>,
  match: string,
): Promise<SeriesRow | undefined> {
  const found = await findSeries(database, match, {});
  if (found !== undefined) return found;
  const spellings = await findSpellings(database, foldText(match));
  return Object.keys(spellings).length > 0 ? findSeries(database, match, spellings) : undefined;
}

async function findSpellings(database: Kysely<CatalogTables>, folded: string): Promise<Spellings> {
  // With one letter changed, a shorter word becomes almost any other.
  const words = splitWords(folded).filter((word) => /^[a-z]{4,}$/.test(word));
  return words.length === 0 ? {} : chooseSpellings(await findSimilarWords(database, words));
}
