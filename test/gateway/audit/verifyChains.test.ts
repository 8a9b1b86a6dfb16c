import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { extendChain } from '../../../gateway/audit/chain.ts';
import { formatEntry, parseEntry } from '../../../gateway/audit/entry.ts';
import { createParty } from '../../../gateway/audit/parties.ts';
import { createHeadSigner, createHeadVerifier } from '../../../gateway/audit/signatures.ts';
import { verifyChains } from '../../../gateway/audit/verifyChains.ts';
import { generateSigningKey } from '../../../gateway/authentication/developmentIssuer.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { createMemoryAudit, type MemoryAudit } from '../../harness/memoryAudit.ts';
import { anAccess } from './accesses.ts';

let audit: MemoryAudit;
let key: string;
beforeAll(async () => {
  key = await generateSigningKey();
});

/** Two chains: one of two groups (1 + 3 entries, 2 entries), one that has linked it, each with its end. */
beforeEach(async () => {
  audit = await createMemoryAudit(key);
  await writeChain(3, 2);
  await writeChain(2);
});

async function writeChain(...groups: readonly number[]): Promise<void> {
  const trail = audit.openTrail();
  for (const size of groups) {
    await Promise.all(
      Array.from({ length: size }, (_, index) => trail.record(anAccess({ requestId: `${index}` }))),
    );
  }
  await trail.close();
}

const firstWriter = () => audit.rows[0]?.writer;
const listFaults = async () =>
  (await audit.verify()).faults.map(({ kind, sequence }) =>
    sequence === undefined ? kind : `${kind} ${sequence}`,
  );

function change(index: number, changes: object): void {
  audit.rows = audit.rows.map((row, at) => (at === index ? { ...row, ...changes } : row));
}

/** Without its register: only what is in the store, and what others linked. */
function forgetSeen(): void {
  audit.seen = [];
}

describe('verification', () => {
  it('finds nothing wrong with what was written', async () => {
    const { chains, faults } = await audit.verify();
    expect(faults).toEqual([]);
    expect(
      chains.map(({ entries, isClosed }) => ({ entries, isClosed })).sort((a, b) => a.entries - b.entries),
    ).toEqual([
      { entries: 4, isClosed: true },
      { entries: 7, isClosed: true },
    ]);
  });

  it.each([
    ['a body', () => ({ body: audit.rows[2]?.body.replace('Person.phone', 'Person.name ') })],
    ['a body that is no longer in canonical form', () => ({ body: ` ${audit.rows[2]?.body}` })],
    ['a hash', () => ({ hash: '1'.repeat(64) })],
    ['a time', () => ({ at: new Date(TEST_NOW.getTime() + 1) })],
    ['a time that is none', () => ({ at: new Date(Number.NaN) })],
    ['a signature that does not belong there', () => ({ signature: audit.rows[3]?.signature })],
  ])('finds a row with %s changed', async (_what, changes) => {
    change(2, changes());
    expect(await listFaults()).toContain('changed 3');
  });

  it('finds a row whose place was changed', async () => {
    const [, , third] = audit.rows;
    change(2, { sequence: 99 });
    expect(await listFaults()).toContain('removed 3');
    change(2, { ...third, writer: 'somebody' });
    expect(await listFaults()).toEqual(expect.arrayContaining(['removed 1', 'removed 3']));
  });

  it('finds a signature that was taken away or is of another head', async () => {
    const signature = audit.rows[3]?.signature;
    change(3, { signature: null });
    expect(await listFaults()).toContain('changed 4');
    change(3, { signature: audit.rows[5]?.signature });
    expect(await listFaults()).toContain('foreign 4');
    change(3, { signature });
    expect(await listFaults()).toEqual([]);
  });

  it.each([
    ['the first', 0, 'removed 1'],
    ['one in the middle', 2, 'removed 3'],
    ['the last of a group', 3, 'removed 4'],
  ])('finds that %s row was removed', async (_what, index, fault) => {
    forgetSeen();
    audit.rows.splice(index, 1);
    expect(await listFaults()).toContain(fault);
  });

  it('finds that a whole group was removed from the middle', async () => {
    forgetSeen();
    audit.rows.splice(4, 2);
    expect(await listFaults()).toContain('removed 5');
  });

  it('finds a chain cut off within a group though nobody else has seen it', async () => {
    const trail = audit.openTrail();
    await Promise.all([trail.record(anAccess()), trail.record(anAccess())]);
    forgetSeen();
    audit.rows.pop();
    expect(await listFaults()).toEqual(['truncated 3']);
  });

  it('finds a chain cut off between groups that another chain has linked', async () => {
    forgetSeen();
    audit.rows = audit.rows.filter(({ writer, sequence }) => writer !== firstWriter() || sequence <= 4);
    expect(await listFaults()).toEqual(['truncated 7']);
  });

  it('finds that a whole chain is gone which another one has linked', async () => {
    forgetSeen();
    const gone = firstWriter();
    audit.rows = audit.rows.filter(({ writer }) => writer !== gone);
    const { faults } = await audit.verify();
    expect(faults).toMatchObject([{ kind: 'truncated', writer: gone, sequence: 7 }]);
  });

  it('finds by the register what nobody has linked: the end of the last chain, and a store set back', async () => {
    const all = audit.rows;
    audit.rows = all.slice(0, -1);
    expect(await listFaults()).toEqual(['truncated 4']);
    audit.rows = all.slice(0, 7);
    expect(await listFaults()).toEqual(['truncated 4']);
    audit.rows = [];
    expect(await listFaults()).toEqual(['truncated 7', 'truncated 4']);
  });

  it('says for good that a store was set back before it was written to again', async () => {
    audit.rows = audit.rows.slice(0, 7);
    await writeChain(1);
    forgetSeen();
    expect(await listFaults()).toEqual(['truncated 4']);
  });

  it('cannot find the end of the last chain cut off between groups without the register', async () => {
    forgetSeen();
    audit.rows.pop();
    expect(await listFaults()).toEqual([]);
  });

  it('finds rows in another order, within a chain and between chains', async () => {
    const [, second, third] = audit.rows;
    change(1, { ...third, sequence: second?.sequence });
    change(2, { ...second, sequence: third?.sequence });
    expect(await listFaults()).toContain('reordered 2');
    const other = audit.rows[8];
    change(1, { ...other, writer: firstWriter() });
    expect(await listFaults()).toContain('reordered 2');
  });

  it('finds one number given twice', async () => {
    audit.rows.splice(3, 0, { ...audit.rows[2] } as MemoryAudit['rows'][number]);
    expect(await listFaults()).toContain('forked 3');
  });

  it('finds a tail that was forged without the key', async () => {
    forgetSeen();
    const foreign = createHeadSigner(await generateSigningKey());
    const head = audit.rows[3];
    if (head === undefined) throw new Error('There is no such row.');
    const forged = extendChain(head, [{ at: TEST_NOW, content: { kind: 'closed' } }], foreign.signHead);
    audit.rows = [...audit.rows.slice(0, 4), ...forged, ...audit.rows.slice(7)];
    expect(await listFaults()).toEqual(['foreign 5', 'truncated 7']);
  });

  it('finds what was written behind the end of a chain', async () => {
    const head = audit.rows[6];
    if (head === undefined) throw new Error('There is no such row.');
    const content = { kind: 'linked' as const, heads: [] };
    audit.rows.splice(7, 0, ...extendChain(head, [{ at: TEST_NOW, content }], audit.signer.signHead));
    expect(await listFaults()).toEqual(['changed 8']);
  });

  it('finds a seen head that nobody signed', async () => {
    const [head] = audit.seen;
    if (head === undefined) throw new Error('No head was seen.');
    audit.seen = [{ ...head, sequence: head.sequence + 1 }];
    expect(await listFaults()).toEqual([`foreign ${head.sequence + 1}`]);
  });

  it('finds a name exchanged, a key exchanged, and a party taken away that was not erased', async () => {
    const [party, other] = audit.parties;
    if (party === undefined || other === undefined) throw new Error('There are no parties.');
    audit.parties = [{ ...party, name: 'caller:somebody else' }, other];
    expect(await listFaults()).toEqual(['party changed']);
    audit.parties = [{ ...party, key: createParty(party.name).key }, other];
    expect(await listFaults()).toEqual(['party changed']);
    audit.parties = [other];
    expect(await listFaults()).toEqual(['party removed']);
  });

  it('goes on without a party that was erased, and finds one that came back', async () => {
    const [party, ...others] = audit.parties;
    if (party === undefined) throw new Error('There are no parties.');
    const trail = audit.openTrail();
    await trail.write({ kind: 'erased', parties: [party.pseudonym] });
    audit.parties = others;
    expect(await listFaults()).toEqual([]);
    audit.parties = [party, ...others];
    expect(await listFaults()).toEqual(['party restored']);
  });
});

describe('a checkpoint', () => {
  it('stands for what was pruned, and for nothing else', async () => {
    const [head] = audit.rows.slice(3);
    if (head === undefined) throw new Error('There is no such row.');
    const { writer, sequence, hash } = head;
    audit.rows.splice(0, 4);
    expect(await listFaults()).toContain('removed 1');
    audit.checkpoints = [{ writer, sequence, hash, signature: audit.signer.signHead(head) }];
    expect(await listFaults()).toContain('foreign 4');
    audit.checkpoints = [{ writer, sequence, hash, signature: audit.signer.signCheckpoint(head) }];
    expect(await listFaults()).toEqual([]);
    audit.rows.splice(0, 1);
    expect(await listFaults()).toContain('removed 5');
  });
});

describe('an entry', () => {
  it('is read only in the form in which it is written', () => {
    const { body } = audit.rows[1] ?? { body: '' };
    const entry = parseEntry(body);
    expect(entry).toMatchObject({ kind: 'accessed', sequence: 2, context: 'support' });
    expect(entry && formatEntry(entry)).toBe(body);
    for (const text of ['', 'null', '[]', '{}', `${body} `, body.replace('"version":1', '"version":2')]) {
      expect(parseEntry(text)).toBeUndefined();
    }
  });
});

describe('any manipulation of any chains', () => {
  it('is found, and nothing is found where there is none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.constantFrom('nothing', 'body', 'hash', 'signature', 'remove', 'swap', 'cut', 'duplicate'),
        fc.nat(),
        fc.nat(),
        async (chains, manipulation, at, otherAt) => {
          audit = await createMemoryAudit(key);
          for (const groups of chains) await writeChain(...groups);
          const index = at % audit.rows.length;
          const other = otherAt % audit.rows.length;
          const row = audit.rows[index];
          const otherRow = audit.rows[other];
          if (row === undefined || otherRow === undefined) throw new Error('There are no rows.');
          let isChanged = true;
          switch (manipulation) {
            case 'body':
              change(index, { body: row.body.replace('"version":1', '"version":1 ') });
              break;
            case 'hash':
              change(index, { hash: otherRow.hash });
              isChanged = index !== other;
              break;
            case 'signature':
              change(index, { signature: row.signature === null ? 'AA' : null });
              break;
            case 'remove':
              audit.rows.splice(index, 1);
              break;
            case 'swap':
              change(index, { ...otherRow, writer: row.writer, sequence: row.sequence });
              change(other, { ...row, writer: otherRow.writer, sequence: otherRow.sequence });
              isChanged = index !== other;
              break;
            case 'cut':
              audit.rows = audit.rows.slice(0, index);
              break;
            case 'duplicate':
              audit.rows.push(row);
              break;
            default:
              isChanged = false;
          }
          expect((await audit.verify()).faults.length > 0).toBe(isChanged);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of a store that holds anything at all is told apart without a failure', async () => {
    const verifier = createHeadVerifier([key]);
    const anyRow = fc.record({
      writer: fc.string(),
      sequence: fc.integer(),
      at: fc.date({ noInvalidDate: false }),
      body: fc.oneof(fc.string(), fc.json()),
      hash: fc.string(),
      signature: fc.option(fc.string()),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 5 }), async (rows) => {
        const { faults } = await verifyChains(
          {
            rows: (async function* () {
              yield* rows;
            })(),
            checkpoints: [],
            parties: (async function* () {})(),
            seenHeads: [],
            findHashes: async () => [],
          },
          verifier,
        );
        expect(faults).not.toEqual([]);
      }),
    );
  });
});
