import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../../gateway/audit/entry.ts';
import { parseEntry } from '../../../gateway/audit/entry.ts';
import { unseal } from '../../../gateway/audit/parties.ts';
import { createMemoryAudit, type MemoryAudit } from '../../harness/memoryAudit.ts';
import { anAccess } from './accesses.ts';

let audit: MemoryAudit;
beforeEach(async () => {
  audit = await createMemoryAudit();
});

const listEntries = () =>
  audit.rows.map(({ body }) => parseEntry(body)).filter((entry) => entry !== undefined);
const listKinds = () => listEntries().map(({ kind }) => kind);
const unavailable = { code: 'AUDIT_UNAVAILABLE' };

/** Keeps the store busy until it is let go. */
function holdStore(): () => void {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  audit.beforeAppend = () => held;
  return letGo;
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

function sealedOf(entry: Entry | undefined) {
  if (entry === undefined || !('sealed' in entry) || entry.sealed === null)
    throw new Error('Nothing is sealed.');
  return entry.sealed;
}

describe('an audit trail', () => {
  it('has kept an entry when it says so, in a chain that begins and ends', async () => {
    const trail = audit.openTrail();
    await trail.record(anAccess());
    expect(listKinds()).toEqual(['opened', 'accessed']);
    await trail.close();
    expect(listKinds()).toEqual(['opened', 'accessed', 'closed']);
  });

  it('writes nothing as long as there is nothing to write', async () => {
    await audit.openTrail().close();
    expect(audit.rows).toEqual([]);
  });

  it('keeps together what comes while another group is kept, one group at a time', async () => {
    const trail = audit.openTrail();
    const letGo = holdStore();
    const first = trail.record(anAccess());
    await nextTurn();
    const others = Array.from({ length: 20 }, () => trail.record(anAccess()));
    await nextTurn();
    expect(audit.groups).toEqual([]);
    letGo();
    await Promise.all([first, ...others]);
    // The first one with the entry that begins the chain.
    expect(audit.groups).toEqual([2, 20]);
    expect((await audit.verify()).faults).toEqual([]);
  });

  it('refuses at once what more would wait than may', async () => {
    const trail = audit.openTrail({ maxWaiting: 3 });
    const letGo = holdStore();
    const first = trail.record(anAccess());
    await nextTurn();
    const waiting = Array.from({ length: 3 }, () => trail.record(anAccess()));
    await expect(trail.record(anAccess())).rejects.toMatchObject(unavailable);
    letGo();
    await Promise.all([first, ...waiting]);
    expect(listKinds()).toHaveLength(5);
  });

  it('fails what the store fails, and goes on in another chain that links the one before', async () => {
    const trail = audit.openTrail();
    await trail.record(anAccess());
    audit.beforeAppend = async () => {
      throw new Error('The store is down.');
    };
    await expect(trail.record(anAccess())).rejects.toMatchObject(unavailable);
    await expect(trail.record(anAccess())).rejects.toMatchObject(unavailable);
    audit.beforeAppend = async () => {};
    await trail.record(anAccess());
    expect(listEntries().at(-2)).toMatchObject({
      kind: 'opened',
      heads: [{ writer: audit.rows[0]?.writer, sequence: 2, hash: audit.rows[1]?.hash }],
    });
    expect((await audit.verify()).faults).toEqual([]);
  });

  it('gives up on a store that does not answer, whose late answer spoils nothing', async () => {
    const trail = audit.openTrail({ timeoutMs: 50 });
    const letGo = holdStore();
    await expect(trail.record(anAccess())).rejects.toMatchObject(unavailable);
    // By now the group itself has been given up as well.
    await expect(trail.record(anAccess())).rejects.toMatchObject(unavailable);
    audit.beforeAppend = async () => {};
    letGo();
    await trail.record(anAccess());
    expect((await audit.verify()).faults).toEqual([]);
    expect(new Set(audit.rows.map(({ writer }) => writer)).size).toBeGreaterThan(1);
  });

  it('stops a chain under whose feet the rows were taken away', async () => {
    const trail = audit.openTrail();
    await trail.record(anAccess());
    audit.rows = [];
    await expect(trail.record(anAccess())).rejects.toMatchObject(unavailable);
    await trail.record(anAccess());
    expect((await audit.verify()).faults).toMatchObject([{ kind: 'truncated', sequence: 2 }]);
  });

  it('links what others have written since, once', async () => {
    const trail = audit.openTrail();
    const other = audit.openTrail();
    await trail.record(anAccess());
    await other.record(anAccess());
    await trail.link();
    await trail.link();
    expect(listKinds()).toEqual(['opened', 'accessed', 'opened', 'accessed', 'linked']);
    audit.seen = [];
    audit.rows.splice(3, 1);
    expect((await audit.verify()).faults).not.toEqual([]);
  });

  it('keeps a hundred refusals of a flood, and says how many it left out', async () => {
    const trail = audit.openTrail();
    for (let call = 0; call < 150; call++) trail.noteRefusal(anAccess({ kind: 'refused', subjects: [] }));
    await trail.close();
    expect(listKinds().filter((kind) => kind === 'refused')).toHaveLength(100);
  });
});

describe('what an entry says of people', () => {
  it('is nothing but pseudonyms and what is sealed for all of them', async () => {
    const trail = audit.openTrail();
    await trail.record(anAccess({ subjects: ['ada', 'bob'] }));
    for (const { body } of audit.rows) expect(body).not.toMatch(/ada|bob|staff-1|parcel/);
    const [caller, ada, bob] = audit.parties;
    if (caller === undefined || ada === undefined || bob === undefined)
      throw new Error('Somebody is missing.');
    const sealed = sealedOf(listEntries().at(-1));
    expect(unseal(sealed, [bob, caller, ada])).toEqual({
      subject: 'staff-1',
      stated: { reason: 'a parcel is lost' },
    });
    expect(unseal(sealed, [caller, ada])).toBeUndefined();
  });

  it('tells how many people an entry does not list', async () => {
    await audit.openTrail().record(anAccess({ omittedSubjects: 1_500 }));
    expect(listEntries().at(-1)).toMatchObject({ omitted: 1_500 });
  });

  it('has one pseudonym for one person, as caller and as subject, in all chains', async () => {
    await audit.openTrail().record(anAccess({ subject: 'login-7', ownId: 'ada', subjects: ['ada'] }));
    await audit.openTrail().record(anAccess({ subjects: ['ada'] }));
    const [own, looked] = listEntries().filter((entry) => 'subjects' in entry);
    expect(own?.subjects).toEqual([own?.caller]);
    expect(looked?.subjects).toEqual(own?.subjects);
    expect(audit.parties.map(({ name }) => name)).toEqual(['subject:ada', 'caller:staff-1']);
  });

  it('has people added in one order, so that no two programs wait for one another', async () => {
    await audit.openTrail().record(anAccess({ subjects: ['carl', 'ada', 'bob'] }));
    expect(audit.parties.map(({ name }) => name)).toEqual([
      'caller:staff-1',
      'subject:ada',
      'subject:bob',
      'subject:carl',
    ]);
  });

  it('is sealed for each login of one person and each reason by itself', async () => {
    const trail = audit.openTrail();
    const own = { ownId: 'ada', subjects: ['ada'] };
    await trail.record(anAccess({ ...own, subject: 'login-7', stated: {} }));
    await trail.record(anAccess({ ...own, subject: 'login-7', stated: {} }));
    await trail.record(anAccess({ ...own, subject: 'login-8', stated: {} }));
    await trail.record(anAccess({ ...own, subject: 'login-8', stated: { reason: 'lost' } }));
    const sealed = listEntries().slice(1).map(sealedOf);
    expect(sealed.map((each) => unseal(each, audit.parties))).toEqual([
      { subject: 'login-7', stated: {} },
      { subject: 'login-7', stated: {} },
      { subject: 'login-8', stated: {} },
      { subject: 'login-8', stated: { reason: 'lost' } },
    ]);
    expect(new Set(sealed).size).toBe(3);
  });

  it('is cleaned of what would mislead a reader, and bounded', async () => {
    const trail = audit.openTrail();
    const reason = `\u202Egnp.exe\n\u0007${'x'.repeat(2_000)}\u{D800}`;
    await trail.record(anAccess({ stated: { reason }, subjects: ['a\u0000b'] }));
    const kept = unseal(sealedOf(listEntries().at(-1)), audit.parties)?.stated.reason;
    expect(kept).toHaveLength(500);
    expect(kept).toMatch(/^ gnp\.exe {2}x+…$/);
    expect(audit.parties.map(({ name }) => name)).toContain('subject:a b');
  });
});
