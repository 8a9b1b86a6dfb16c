import { readFileSync } from 'node:fs';
import type { Entry, Head } from '../../gateway/audit/entry.ts';
import { parseEntry } from '../../gateway/audit/entry.ts';
import { nameSubject, type Party, unseal } from '../../gateway/audit/parties.ts';
import { createHeadVerifier } from '../../gateway/audit/signatures.ts';
import { type EntryListener, type Verification, verifyChains } from '../../gateway/audit/verifyChains.ts';
import { UsageError } from '../usage.ts';
import { readHeads } from './headRegister.ts';
import type { OpenAudit } from './openAudit.ts';
import { findParties } from './repository.ts';
import {
  findByPseudonyms,
  findHashes,
  listBodies,
  readCheckpoints,
  readParties,
  readRows,
} from './repositoryRead.ts';
import { pruneEntries } from './repositoryRemove.ts';

/** Where else than at the program there are keys and heads to verify by; paths are absolute. */
export interface VerifySources {
  /** Keys that chains of other programs are signed with, or that were in use before. */
  readonly keyFiles: readonly string[];
  /** Folders with copies of other programs' registers. */
  readonly headFolders: readonly string[];
}

/** Verifies the whole audit, as far as a chain has come when it is looked at. */
export async function verifyAudit(
  { database, key, headFolder }: OpenAudit,
  { keyFiles, headFolders }: VerifySources,
  onEntry?: EntryListener,
): Promise<Verification> {
  const tables = database.tables<unknown>();
  const verifier = createHeadVerifier([key, ...keyFiles.map((path) => readFileSync(path, 'utf8'))]);
  return verifyChains(
    {
      // Before the rows: what is written meanwhile must not seem to be missing from them.
      seenHeads: [headFolder, ...headFolders].flatMap(readHeads),
      checkpoints: await readCheckpoints(tables),
      rows: readRows(tables),
      parties: readParties(tables),
      findHashes: (places) => findHashes(tables, places),
    },
    verifier,
    onEntry,
  );
}

export interface ListOptions {
  /** An id that subgraphs report. */
  readonly subject: string | undefined;
  /** ISO 8601. */
  readonly since: string | undefined;
  readonly limit: number;
}

/** An entry with names in place of pseudonyms, where they are known still. */
export type ListedEntry = Readonly<Record<string, unknown>>;

/** The latest entries, latest first; what an erasure took is shown as null. */
export async function listAudit(
  { database }: OpenAudit,
  options: ListOptions,
): Promise<readonly ListedEntry[]> {
  const tables = database.tables<unknown>();
  const { subject, limit } = options;
  const [party] = subject === undefined ? [] : await findParties(tables, [nameSubject(subject)]);
  // Nobody of that name has ever occurred, or is left.
  if (subject !== undefined && party === undefined) return [];
  const since = options.since === undefined ? undefined : new Date(options.since);
  const bodies = await listBodies(tables, { pseudonym: party?.pseudonym, since, limit });
  const entries = bodies.map(parseEntry).filter((entry) => entry !== undefined);
  const pseudonyms = new Set(entries.flatMap(listPseudonyms));
  const parties = new Map(
    (await findByPseudonyms(tables, [...pseudonyms])).map((found) => [found.pseudonym, found]),
  );
  return entries.map((entry) => nameParties(entry, parties));
}

function listPseudonyms(entry: Entry): readonly string[] {
  return 'subjects' in entry ? [...(entry.caller === null ? [] : [entry.caller]), ...entry.subjects] : [];
}

function nameParties(entry: Entry, parties: ReadonlyMap<string, Party>): ListedEntry {
  if (!('subjects' in entry)) return entry;
  const { sealed, ...rest } = entry;
  const involved = listPseudonyms(entry).map((pseudonym) => parties.get(pseudonym));
  const known = involved.filter((party) => party !== undefined);
  const content = sealed === null || known.length < involved.length ? undefined : unseal(sealed, known);
  const nameOf = (pseudonym: string) => parties.get(pseudonym)?.name ?? null;
  return {
    ...rest,
    caller: entry.caller === null ? null : nameOf(entry.caller),
    subjects: entry.subjects.map(nameOf),
    ...(sealed !== null && { tokenSubject: content?.subject ?? null, stated: content?.stated ?? null }),
  };
}

export interface PruneSummary {
  readonly pruned: number;
  readonly chains: number;
}

/**
 * Removes entries from before a time, from the beginning of each chain on; a signed checkpoint stands for them.
 * @throws UsageError where the audit does not verify: what may be evidence is not removed.
 */
export async function pruneAudit(
  audit: OpenAudit,
  before: Date,
  sources: VerifySources,
): Promise<PruneSummary> {
  const ends = new Map<string, Head>();
  const kept = new Set<string>();
  const erased = new Set<string>();
  const mentioned = new Set<string>();
  let pruned = 0;
  const { faults } = await verifyAudit(audit, sources, (entry, { writer, sequence, hash, at }) => {
    // A chain goes on with what is later, whatever a clock that was set back says of those behind it.
    if (kept.has(writer) || at >= before) {
      kept.add(writer);
      for (const pseudonym of listPseudonyms(entry)) mentioned.add(pseudonym);
      return;
    }
    ends.set(writer, { writer, sequence, hash });
    pruned += 1;
    const gone = entry.kind === 'erased' ? entry.parties : entry.kind === 'pruned' ? entry.erased : [];
    for (const pseudonym of gone) erased.add(pseudonym);
  });
  if (faults.length > 0) throw new UsageError('The audit does not verify, so nothing is pruned.');
  const heads = [...ends.values()];
  if (heads.length === 0) return { pruned: 0, chains: 0 };
  // First, so that whatever is gone later was said to be.
  await audit.trail.write({ kind: 'pruned', heads, erased: [...erased].filter((one) => mentioned.has(one)) });
  await pruneEntries(
    audit.database.tables(),
    heads.map((head) => ({ ...head, signature: audit.signer.signCheckpoint(head) })),
  );
  return { pruned, chains: heads.length };
}
