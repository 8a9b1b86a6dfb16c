import type { Kysely } from 'kysely';
import type { Caller, Marketplace } from '../caller.ts';
import { createCursors, type Page, parsePageSize } from '../connection.ts';
import { foldText } from '../foldText.ts';
import { resolveMarketplace } from '../marketplace.ts';
import { chooseSpellings } from '../spelling.ts';
import type { CatalogContext } from './loaders.ts';
import { loosenTerms, readLoosely } from './looseTerms.ts';
import type { CatalogTables, EditionRow, SeriesRow } from './repository.ts';
import { countFacets, type FacetRow, type SearchPosition, searchEditions } from './repositoryHits.ts';
import type { Sought } from './repositoryMatch.ts';
import { findSeries, findSimilarWords } from './repositorySearch.ts';
import type { CatalogFacets, CatalogFilters, QuerySearchCatalogArgs } from './resolvers.generated.ts';
import { parseSearchTerms } from './searchTerms.ts';
import { type Spellings, splitWords } from './searchText.ts';

export interface SearchPage extends Page<EditionRow> {
  /** What it is a page of. */
  readonly sought: Sought;
}

/** Later pages go on with the spellings that the first one settled on; null where it found the words as they are. */
interface SearchCursor extends SearchPosition {
  readonly spellings: Spellings | null;
}

const CURSOR_COLUMNS = ['distance', 'series_id', 'number', 'id', 'spellings'] as const;

/**
 * One page of the editions that match. Only what finds nothing as it is written is sought again more loosely: words
 * corrected, those left out that say nothing, a format taken for a filter, some of the topics enough. So at most three
 * statements.
 * @throws INVALID_ARGUMENT, INVALID_CURSOR; DENIED for a marketplace outside the caller's grant.
 */
export async function searchCatalog(
  { query, filters, first, after }: Omit<QuerySearchCatalogArgs, 'first'> & { first: number },
  { database, request, today }: CatalogContext,
): Promise<SearchPage> {
  const size = parsePageSize(first);
  const marketplace = findMarketplace(request.caller, filters);
  const list = JSON.stringify(['searchCatalog', query, { ...filters, marketplace }]);
  const cursors = createCursors<SearchCursor>(request.secret, request.caller, list, CURSOR_COLUMNS);
  const position = cursors.parse(after);
  const terms = parseSearchTerms(query);
  const loosely = readLoosely(terms);
  const seek = (spellings: Spellings | null): Sought => {
    const asked = filters ?? {};
    if (spellings === null || loosely === undefined) return { terms, filters: asked, marketplace, today };
    return {
      terms: loosenTerms(terms, loosely, spellings),
      filters: { ...asked, format: asked.format ?? loosely.format ?? null },
      marketplace,
      today,
    };
  };

  let spellings = position?.spellings ?? null;
  let rows = await searchEditions(database, seek(spellings), size + 1, position);
  if (rows.length === 0 && position === undefined && loosely !== undefined) {
    const corrected = await findSpellings(database, loosely.words);
    // A single word that names no format and has no other spelling finds no more the second time.
    const isCorrected = Object.keys(corrected).length > 0;
    if (isCorrected || loosely.format !== undefined || query.trim().includes(' ')) {
      spellings = corrected;
      rows = await searchEditions(database, seek(spellings), size + 1, undefined);
    }
  }
  const page = cursors.page(rows, size, (row) => ({ ...row, spellings }));
  return { ...page, sought: seek(spellings) };
}

/** Whose offers count. A caller who has no marketplace may search all the same, though by no offer. */
function findMarketplace(
  caller: Caller,
  filters: CatalogFilters | null | undefined,
): Marketplace | undefined {
  const needsOne = filters?.maxPrice != null || filters?.sold != null || filters?.marketplace != null;
  const hasNone = 'marketplaces' in caller && caller.marketplaces.length === 0;
  return hasNone && !needsOne ? undefined : resolveMarketplace(caller, filters?.marketplace);
}

/** What all that match are, whatever the page: one more statement. */
export async function describeFacets(
  { sought }: SearchPage,
  { database }: CatalogContext,
): Promise<CatalogFacets> {
  const { total, counts } = await countFacets(database, sought);
  const list = (facet: FacetRow['facet']) => counts.filter((row) => row.facet === facet);
  return {
    total,
    demographics: list('demographics'),
    genres: list('genres'),
    formats: list('formats'),
  };
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
