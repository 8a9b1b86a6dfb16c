export interface Truncation {
  readonly path: readonly (string | number)[];
  readonly kept: number;
  readonly total: number;
}

interface List {
  readonly path: readonly (string | number)[];
  readonly entries: unknown[];
  readonly bytes: number;
}

/**
 * Cuts entries from the end of lists, the largest list first, until the JSON is at most `maxBytes` long. Changes
 * `data` in place; what is not in a list is never cut.
 */
export function truncateLists(data: Record<string, unknown>, maxBytes: number): Truncation[] {
  let excess = byteLength(data) - maxBytes;
  if (excess <= 0) return [];
  const truncations: Truncation[] = [];
  const lists = findLists(data, []).sort((left, right) => right.bytes - left.bytes);
  for (const { path, entries } of lists) {
    const total = entries.length;
    while (excess > 0 && entries.length > 0) excess -= byteLength(entries.pop()) + 1;
    if (entries.length < total) truncations.push({ path, kept: entries.length, total });
    if (excess <= 0) break;
  }
  return truncations;
}

/** The outermost lists: cutting inside an entry would make it look complete. */
function findLists(value: unknown, path: readonly (string | number)[]): List[] {
  if (Array.isArray(value)) return [{ path, entries: value, bytes: byteLength(value) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => findLists(entry, [...path, key]));
}

function byteLength(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}
