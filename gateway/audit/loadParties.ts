import type { LRUCache } from 'lru-cache';
import type { AuditStore } from './auditStore.ts';
import { createParty, type Party } from './parties.ts';

/** Finds parties by name, and has those kept that are new. */
export async function loadParties(
  store: AuditStore,
  cache: LRUCache<string, Party>,
  names: readonly string[],
): Promise<ReadonlyMap<string, Party>> {
  const found = new Map<string, Party>();
  for (const name of names) {
    const party = cache.get(name);
    if (party !== undefined) found.set(name, party);
  }
  // Sorted: two programs that add the same ones, each in a sequence of its own, would wait for one another.
  const missing = names.filter((name) => !found.has(name)).sort();
  if (missing.length === 0) return found;
  for (const party of await store.keepParties(missing.map(createParty))) {
    cache.set(party.name, party);
    found.set(party.name, party);
  }
  return found;
}
