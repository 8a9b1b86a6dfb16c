import type { SignedHead } from './auditStore.ts';
import type { ChainRow } from './chain.ts';
import { type ChainFault, type ChainReader, createChainReader } from './chainReader.ts';
import type { Entry, Head } from './entry.ts';
import { isGenuine, type Party } from './parties.ts';
import type { HeadVerifier } from './signatures.ts';

/** All that there is to verify, as it is stored: nothing in it is trusted. */
export interface Evidence {
  /** By writer, then sequence. */
  readonly rows: AsyncIterable<ChainRow>;
  /** Where a chain begins whose first entries were pruned. */
  readonly checkpoints: readonly SignedHead[];
  readonly parties: AsyncIterable<Party>;
  /** Heads that were seen when they were written, and kept elsewhere. */
  readonly seenHeads: readonly SignedHead[];
  /** The hashes of these entries, as far as they are there. */
  findHashes(places: readonly Head[]): Promise<readonly Head[]>;
}

export interface Verification {
  readonly chains: readonly VerifiedChain[];
  /** The first one of each chain, then those between chains and of parties. */
  readonly faults: readonly AuditFault[];
}

export interface VerifiedChain {
  readonly writer: string;
  readonly entries: number;
  /** False for one that is still written, or whose writer was killed. */
  readonly isClosed: boolean;
}

/** `sequence` undefined: what is wrong is no single entry. */
export type AuditFault =
  | ChainFault
  | { kind: PartyFault; writer: undefined; sequence: undefined; detail: string };

type PartyFault = 'party changed' | 'party removed' | 'party restored';

/** Told of each entry that verifies so far, with its row. */
export type EntryListener = (entry: Entry, row: ChainRow) => void;

/**
 * Verifies that entries are as they were written and none is missing. What it finds whoever has the database alone
 * cannot hide: a changed, moved, added or removed entry, and a chain that was cut off, or is not there at all,
 * wherever another chain has linked it or `seenHeads` has it. A tail that nobody has seen or linked yet can be cut
 * off at the end of a batch unnoticed; and whoever has the signing key can write another history.
 */
export async function verifyChains(
  evidence: Evidence,
  verifier: HeadVerifier,
  onEntry: EntryListener = () => {},
): Promise<Verification> {
  const checkpoints = new Map(evidence.checkpoints.map((checkpoint) => [checkpoint.writer, checkpoint]));
  const faults: AuditFault[] = evidence.checkpoints
    .filter((checkpoint) => !verifier.isCheckpoint(checkpoint, checkpoint.signature))
    .map(({ writer, sequence }) =>
      describeFault('foreign', { writer, sequence }, 'its checkpoint is forged'),
    );
  const links: Link[] = [];
  const parties = new PartyLedger();
  const chains: VerifiedChain[] = [];
  let reader: ChainReader | undefined;
  const finish = () => {
    if (reader === undefined) return;
    const { chain, fault } = reader.finish();
    chains.push(chain);
    if (fault !== undefined) faults.push(fault);
  };
  for await (const row of evidence.rows) {
    if (reader?.writer !== row.writer) {
      finish();
      reader = createChainReader(row.writer, checkpoints.get(row.writer), verifier);
    }
    const entry = reader.read(row);
    if (entry === undefined) continue;
    links.push(...listLinks(entry));
    parties.note(entry);
    onEntry(entry, row);
  }
  finish();
  for (const { signature, ...head } of evidence.seenHeads) {
    if (verifier.isHead(head, signature)) links.push({ head, from: 'a head that was seen' });
    else faults.push(describeFault('foreign', head, 'the head that was seen is not signed by a known key'));
  }
  faults.push(...(await checkLinks(links, checkpoints, evidence)));
  for await (const party of evidence.parties) parties.check(party);
  return { chains, faults: [...faults, ...parties.listFaults()] };
}

interface Link {
  readonly head: Head;
  readonly from: string;
}

function listLinks(entry: Entry): readonly Link[] {
  if (entry.kind !== 'opened' && entry.kind !== 'linked' && entry.kind !== 'pruned') return [];
  return entry.heads.map((head) => ({ head, from: `entry ${entry.sequence} of ${entry.writer}` }));
}

/** Each linked entry must be there as it was, unless a checkpoint stands for it. */
async function checkLinks(
  links: readonly Link[],
  checkpoints: ReadonlyMap<string, Head>,
  evidence: Evidence,
): Promise<readonly ChainFault[]> {
  const wanted = links.filter(({ head }) => head.sequence >= (checkpoints.get(head.writer)?.sequence ?? 0));
  const found = [...(await evidence.findHashes(wanted.map(({ head }) => head))), ...checkpoints.values()];
  const hashes = new Map(found.map((head) => [describePlace(head), head.hash]));
  const faults = new Map<string, ChainFault>();
  for (const { head, from } of wanted) {
    const hash = hashes.get(describePlace(head));
    if (hash === head.hash || faults.has(describePlace(head))) continue;
    const fault =
      hash === undefined
        ? describeFault('truncated', head, `it is gone, and ${from} has it`)
        : describeFault('forked', head, `it is another one than ${from} has`);
    faults.set(describePlace(head), fault);
  }
  return [...faults.values()];
}

function describePlace({ writer, sequence }: Omit<Head, 'hash'>): string {
  return `${writer} ${sequence}`;
}

function describeFault(
  kind: ChainFault['kind'],
  { writer, sequence }: Omit<Head, 'hash'>,
  detail: string,
): ChainFault {
  return { kind, writer, sequence, detail };
}

/** Who occurs in entries, against who is kept. */
class PartyLedger {
  readonly #mentioned = new Set<string>();
  readonly #erased = new Set<string>();
  readonly #present = new Set<string>();
  readonly #faults: AuditFault[] = [];

  note(entry: Entry): void {
    if (entry.kind === 'erased') for (const pseudonym of entry.parties) this.#erased.add(pseudonym);
    if (entry.kind === 'pruned') for (const pseudonym of entry.erased) this.#erased.add(pseudonym);
    if (!('subjects' in entry)) return;
    if (entry.caller !== null) this.#mentioned.add(entry.caller);
    for (const pseudonym of entry.subjects) this.#mentioned.add(pseudonym);
  }

  check(party: Party): void {
    this.#present.add(party.pseudonym);
    if (!isGenuine(party)) this.#add('party changed', party.pseudonym);
    else if (this.#erased.has(party.pseudonym)) this.#add('party restored', party.pseudonym);
  }

  listFaults(): readonly AuditFault[] {
    for (const pseudonym of this.#mentioned) {
      if (!this.#present.has(pseudonym) && !this.#erased.has(pseudonym))
        this.#add('party removed', pseudonym);
    }
    return this.#faults;
  }

  #add(kind: PartyFault, pseudonym: string): void {
    this.#faults.push({ kind, writer: undefined, sequence: undefined, detail: pseudonym });
  }
}
