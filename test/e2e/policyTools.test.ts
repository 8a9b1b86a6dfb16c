import { encode } from 'gpt-tokenizer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let jp: ToolCaller;
let de: ToolCaller;
let support: ToolCaller;
let anonymous: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  jp = await connectCaller(program, 'customer-jp');
  de = await connectCaller(program, 'customer-de');
  support = await connectCaller(program, 'support-jp');
  anonymous = await connectCaller(program);
});
afterAll(() => program.stop());

describe('policy_answer', () => {
  const preorder = (marketplace: string, effectiveFrom: string) => ({
    title: 'Cancelling a pre-order',
    text: 'A pre-order can be cancelled free of charge until it ships. What has been paid for it is refunded in full.',
    citation: `MangaAssist ${marketplace} Terms, 3.1`,
    effectiveFrom,
  });
  const question = 'Can I get my money back for a pre-order?';

  it("quotes the clause of the caller's marketplace, whoever asks", async () => {
    const ask = (caller: ToolCaller, args = {}) =>
      caller.call('policy_answer', { question, first: 1, ...args });
    const inUs = { answer: { policyClauses: [preorder('US', '2024-03-01')] }, statements: 1 };
    const inJp = { answer: { policyClauses: [preorder('JP', '2024-04-01')] }, statements: 1 };
    const inDe = { answer: { policyClauses: [preorder('DE', '2024-05-01')] }, statements: 1 };
    expect(await ask(us)).toEqual(inUs);
    expect(await ask(anonymous)).toEqual(inUs);
    expect(await ask(jp)).toEqual(inJp);
    expect(await ask(support)).toEqual(inJp);
    expect(await ask(de)).toEqual(inDe);
    expect(await ask(anonymous, { marketplace: 'DE' })).toEqual(inDe);
    await expect(ask(us, { marketplace: 'DE' })).rejects.toThrow();
  });

  it('quotes the best clauses first, and a topic in its own order', async () => {
    const citations = async (args: Record<string, unknown>) => {
      const { answer, statements } = await jp.call('policy_answer', args);
      expect(statements).toBe(1);
      return (answer as { policyClauses: { citation: string }[] }).policyClauses.map(
        ({ citation }) => citation,
      );
    };
    expect(await citations({ question: 'How much does a return cost?' })).toEqual([
      'MangaAssist JP Terms, 4.2',
      'MangaAssist General Terms, 5.2',
      'MangaAssist JP Terms, 4.1',
    ]);
    expect(await citations({ topic: 'CANCELLATION' })).toEqual([
      'MangaAssist JP Terms, 2.1',
      'MangaAssist General Terms, 2.1',
    ]);
  });

  it('says nothing where no clause answers', async () => {
    expect(await us.call('policy_answer', { question: 'What is the weather like tomorrow?' })).toEqual({
      answer: { policyClauses: [] },
      // Its words were looked at as misspelt, too.
      statements: 3,
    });
    await expect(us.call('policy_answer')).rejects.toThrow('INVALID_ARGUMENT');
  });

  it('fits into 500 tokens with three clauses of any topic', async () => {
    const topics =
      'RETURNS CANCELLATION PREORDER REFUNDS DAMAGED DELIVERY SHIPPING ADDRESS_CHANGE PAYMENT DIGITAL GIFTS PRIVACY AGE_RATING';
    for (const caller of [us, jp, de]) {
      for (const topic of topics.split(' ')) {
        const { answer } = await caller.call('policy_answer', { topic });
        expect({ topic, long: encode(JSON.stringify(answer)).length > 500 }).toEqual({ topic, long: false });
      }
    }
  });
});

describe('marketplace_offer', () => {
  const elsewhere = [
    {
      source: 'used-market',
      reason: 'BLOCKED_BY_POLICY',
      message: 'There is no approved way to ask for prices of used copies, so they are not known.',
    },
    {
      source: 'amazon-retail',
      reason: 'BLOCKED_BY_POLICY',
      message: 'There is no approved way to ask for prices of Amazon retail, so they are not known.',
    },
  ];

  it("sets the caller's own offer beside what cannot be asked, without asking anybody", async () => {
    const frieren = (amount: string, currency: string) => ({
      answer: {
        edition: {
          id: 'frieren-1-paperback',
          title: "Frieren: Beyond Journey's End, Vol. 1",
          format: 'PAPERBACK',
          offer: { price: { amount, currency }, availability: 'IN_STOCK' },
          marketplaceOffers: elsewhere,
        },
      },
      // One for the edition and one for our own offer.
      statements: 2,
    });
    const args = { edition: 'frieren-1-paperback' };
    expect(await us.call('marketplace_offer', args)).toEqual(frieren('9.99', 'USD'));
    expect(await jp.call('marketplace_offer', args)).toEqual(frieren('594.00', 'JPY'));
    expect(await de.call('marketplace_offer', args)).toEqual(frieren('8.00', 'EUR'));
    expect(await support.call('marketplace_offer', args)).toEqual(frieren('594.00', 'JPY'));
    expect(await anonymous.call('marketplace_offer', { isbn13: '978-1-9747-2576-2' })).toEqual(
      frieren('9.99', 'USD'),
    );
  });

  it('still tells our own offer while the source of the others is down', async () => {
    const alone = await startTestProgram({ GENKAN_SUBGRAPH_URLS: 'marketplace=http://127.0.0.1:1/graphql' });
    const caller = await connectCaller(alone, 'customer-us');
    expect((await caller.call('marketplace_offer', { edition: 'frieren-1-paperback' })).answer).toMatchObject(
      {
        edition: { offer: { price: { amount: '9.99', currency: 'USD' } } },
        notices: [{ path: ['edition', 'marketplaceOffers'], code: 'UNAVAILABLE' }],
      },
    );
    await alone.stop();
  });

  it('stands where we do not sell it ourselves, and is empty for what nobody knows', async () => {
    expect(await jp.call('marketplace_offer', { edition: 'fullmetal-alchemist-1-paperback' })).toMatchObject({
      answer: { edition: { offer: { reason: 'NOT_ONBOARDED' }, marketplaceOffers: elsewhere } },
    });
    expect(await us.call('marketplace_offer', { edition: 'no-such-edition' })).toEqual({
      answer: {},
      statements: 1,
    });
    await expect(us.call('marketplace_offer')).rejects.toThrow('INVALID_ARGUMENT');
  });
});
