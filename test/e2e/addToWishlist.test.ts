import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJson } from '../harness/httpRequest.ts';
import { callMessage, sendMcp } from '../harness/mcpMessages.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

const TOOL = 'add_to_wishlist';

let program: TestProgram;
let us: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
});
afterAll(() => program.stop());

const added = (title: string, replayed = false, addedAt = '2026-11-23T12:00:00.000Z') => ({
  addToWishlist: {
    entry: { edition: { title, format: 'PAPERBACK' }, addedAt },
    userErrors: [],
    replayed,
  },
});
const refused = (code: string, field: string, message: string) => ({
  addToWishlist: { userErrors: [{ code, field, message }], replayed: false },
});

async function readWishlist(persona: string): Promise<unknown> {
  const authorization = `Bearer ${await program.signIn(persona)}`;
  const query = '{ me { wishlist { nodes { edition { id } } } } }';
  const { text } = await sendJson(`${program.url}/graphql`, { query }, { authorization });
  const { data } = JSON.parse(text) as {
    data: { me: { wishlist: { nodes: { edition: { id: string } }[] } } };
  };
  return data.me.wishlist.nodes.map(({ edition }) => edition.id);
}

describe('26: put it on my wishlist', () => {
  it('68: does so once: the same call again is replayed, the key is for that edition only', async () => {
    const call = { editionId: 'frieren-1-paperback', idempotencyKey: 'wish-1' };
    const title = "Frieren: Beyond Journey's End, Vol. 1";
    expect(await us.call(TOOL, call)).toEqual({ answer: added(title), statements: 6 });
    expect(await us.call(TOOL, call)).toEqual({ answer: added(title, true), statements: 4 });
    expect(await us.call(TOOL, { ...call, editionId: 'frieren-2-paperback' })).toEqual({
      answer: refused(
        'IDEMPOTENCY_CONFLICT',
        'idempotencyKey',
        'This key was used with other arguments. Use a new key.',
      ),
      statements: 2,
    });
    expect(await readWishlist('customer-us')).toEqual([
      'frieren-1-paperback',
      'one-piece-3-paperback',
      'fullmetal-alchemist-box-set',
    ]);
  });

  it('68: is done once when the same call comes many times at once', async () => {
    const caller = await connectCaller(program, 'customer-us-new');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        caller.call(TOOL, { editionId: 'frieren-2-paperback', idempotencyKey: 'wish-2' }),
      ),
    );
    const replays = answers.map(({ answer }) => (answer as ReturnType<typeof added>).addToWishlist.replayed);
    expect(replays.filter((replayed) => !replayed)).toHaveLength(1);
    expect(await readWishlist('customer-us-new')).toEqual(['frieren-2-paperback']);
  });

  it('leaves an edition where it is that is there already', async () => {
    const jp = await connectCaller(program, 'customer-jp');
    expect(await jp.call(TOOL, { editionId: 'yotsuba-2-paperback', idempotencyKey: 'wish-3' })).toEqual({
      answer: added('Yotsuba&!, Vol. 2', false, '2026-11-17T12:00:00.000Z'),
      statements: 6,
    });
    expect(await readWishlist('customer-jp')).toEqual(['yotsuba-2-paperback']);
  });

  it('has no edition that the catalog does not have', async () => {
    expect(await us.call(TOOL, { editionId: 'no-such-edition', idempotencyKey: 'wish-4' })).toEqual({
      answer: refused('NOT_FOUND', 'editionId', 'There is no such edition.'),
      statements: 4,
    });
  });

  it("61: changes nobody else's wishlist", async () => {
    const before = await readWishlist('customer-us-2');
    await us.call(TOOL, { editionId: 'frieren-2-paperback', idempotencyKey: 'wish-5' });
    expect(await readWishlist('customer-us-2')).toEqual(before);
    expect(before).toEqual(['frieren-3-paperback']);
  });
});

describe('58: who has no wishlist', () => {
  const call = callMessage(TOOL, { editionId: 'frieren-1-paperback', idempotencyKey: 'wish-6' });

  it.each(['support-us', 'support-us-lead', 'admin-us', 'service-sync'])(
    'is %s, to whom the tool is an unknown one',
    async (persona) => {
      const authorization = `Bearer ${await program.signIn(persona)}`;
      program.statements.length = 0;
      expect((await sendMcp(program.url, call, { authorization })).message).toEqual({
        jsonrpc: '2.0',
        id: 1,
        error: { code: -32602, message: `There is no tool "${TOOL}".` },
      });
      expect(program.statements).toEqual([]);
    },
  );

  it('is an anonymous caller, and a customer without the scope', async () => {
    program.statements.length = 0;
    const anonymous = await sendMcp(program.url, call);
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers['www-authenticate']).toContain('scope="library:write"');
    const authorization = `Bearer ${await program.signIn('customer-us', ['library:read'])}`;
    const reader = await sendMcp(program.url, call, { authorization });
    expect(reader.status).toBe(403);
    expect(reader.headers['www-authenticate']).toContain('scope="library:write"');
    expect(program.statements).toEqual([]);
  });
});
