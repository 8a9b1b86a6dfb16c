export interface Truncation {
  readonly path: readonly (string | number)[];
  readonly kept: number;
  readonly total: number;
  /** The list is a page of a connection (Relay's specification of cursor connections). */
  readonly isPage: boolean;
}

interface List {
  readonly path: readonly (string | number)[];
  readonly entries: unknown[];
  readonly bytes: number;
  readonly pageInfo: Record<string, unknown> | undefined;
}

/** What a cut page no longer has: it names the place after the last entry that was fetched. */
export const END_CURSOR = 'endCursor';

/**
 * Cuts entries from the end of lists, the largest list first, until the JSON is at most `maxBytes` long. Changes
 * `data` in place; what is not in a list is never cut. A cut page has a next page and no `endCursor`.
 */
export function truncateLists(data: Record<string, unknown>, maxBytes: number): Truncation[] {
  let excess = byteLength(data) - maxBytes;
  if (excess <= 0) return [];
  const truncations: Truncation[] = [];
  const lists = findLists(data, []).sort((left, right) => right.bytes - left.bytes);
  for (const { path, entries, pageInfo } of lists) {
    const total = entries.length;
    while (excess > 0 && entries.length > 0) excess -= byteLength(entries.pop()) + 1;
    if (entries.length < total) {
      truncations.push({ path, kept: entries.length, total, isPage: pageInfo !== undefined });
      if (pageInfo !== undefined) cutPage(pageInfo);
    }
    if (excess <= 0) break;
  }
  return truncations;
}

/** Paging on from `endCursor` would skip the entries that were cut. */
function cutPage(pageInfo: Record<string, unknown>): void {
  delete pageInfo[END_CURSOR];
  if (typeof pageInfo.hasNextPage === 'boolean') pageInfo.hasNextPage = true;
}

/** The outermost lists: cutting inside an entry would make it look complete. */
function findLists(value: Record<string, unknown>, path: readonly (string | number)[]): List[] {
  const pageInfo = isObject(value.pageInfo) ? value.pageInfo : undefined;
  return Object.entries(value).flatMap(([key, entry]) => {
    const place = [...path, key];
    if (Array.isArray(entry)) return [{ path: place, entries: entry, bytes: byteLength(entry), pageInfo }];
    return isObject(entry) ? findLists(entry, place) : [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byteLength(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}
