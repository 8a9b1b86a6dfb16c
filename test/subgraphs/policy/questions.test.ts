import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';

let database: TestDatabase;
let now: Date;
let policy: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  now = TEST_NOW;
  policy = SUBGRAPHS.policy({ ...TEST_ENVIRONMENT, database, now: () => now });
});
afterAll(() => database.close());

const CLAUSES = `query ($question: String, $topic: PolicyTopic, $marketplace: Marketplace, $first: Int) {
  policyClauses(question: $question, topic: $topic, marketplace: $marketplace, first: $first) { id } }`;

async function ask(variables: Record<string, unknown>, caller: unknown = ANONYMOUS): Promise<string[]> {
  const { data, errors } = await executeOnSubgraph(policy, caller, CLAUSES, variables);
  expect(errors).toBeUndefined();
  return (data as { policyClauses: { id: string }[] }).policyClauses.map(({ id }) => id);
}

async function findCode(variables: Record<string, unknown>, caller: unknown = ANONYMOUS): Promise<unknown> {
  const { errors } = await executeOnSubgraph(policy, caller, CLAUSES, variables);
  return errors?.[0]?.extensions.code;
}

const QUESTIONS: readonly [question: string, firstClause: string][] = [
  ['What is your return policy?', 'returns-window-us'],
  ['How many days do I have to return a book?', 'returns-window-us'],
  ['Can I send back a manga I did not like?', 'returns-window-us'],
  ['Do I have to pay for the return label?', 'returns-fee-us'],
  ['how much does it cost to send a book back', 'returns-fee-us'],
  ['I opened the shrink wrap, can I still return it?', 'returns-condition'],
  ['Can I return one volume out of a box set?', 'returns-box-set'],
  ['Can I return an e-book I bought by mistake?', 'returns-digital'],
  ['Can I swap volume 3 for volume 4?', 'returns-exchange'],
  ['Can I get my money back for a pre-order?', 'preorder-cancellation-us'],
  ['pre-order refund policy', 'preorder-cancellation-us'],
  ['When is my card charged for a preorder?', 'preorder-charge'],
  ['What if the price drops before a pre order is released?', 'preorder-price'],
  ['The release date was postponed, what happens to my preorder?', 'preorder-date'],
  ['Will my pre-order ship together with the other books?', 'preorder-mixed'],
  ['Is there a fee to cancel my order?', 'cancellation-us'],
  ['Can I call off an order that has not shipped?', 'cancellation-us'],
  ['Can I remove just one item from my order?', 'cancellation-partial'],
  ['How long does a refund take?', 'refund-timing-us'],
  ["I still haven't received my money back", 'refund-timing-us'],
  ['Can the refund go to another card?', 'refund-method'],
  ['Do I get the shipping costs refunded?', 'refund-shipping'],
  ['The book is cheaper now than when I ordered, do I get the difference?', 'price-adjustment'],
  ['My book arrived with a bent cover', 'damaged-us'],
  ['The box set came broken, what can I do?', 'damaged-us'],
  ['pages are missing from my volume', 'damaged-us'],
  ['You sent me the wrong volume', 'wrong-item'],
  ['One book was not in the package', 'missing-from-parcel'],
  ["It says delivered but it's not here", 'delivery-missing-us'],
  ['My parcel was stolen from the porch', 'delivery-missing-us'],
  ['I lost my package', 'delivery-missing-us'],
  ["My order is late and hasn't arrived", 'delivery-late-us'],
  ['Where do I find the tracking number?', 'delivery-tracking'],
  ['I was not home when the carrier came', 'delivery-attempts'],
  ['How long does shipping take?', 'shipping-domestic-us'],
  ['Do you have express delivery?', 'shipping-domestic-us'],
  ['Do you ship to Austria?', 'shipping-international-us'],
  ['shipping costs to the UK', 'shipping-international-us'],
  ['Do I have to pay customs duties?', 'shipping-customs'],
  ['How quickly is an order dispatched?', 'shipping-dispatch'],
  ['I typed the wrong address, can I change it?', 'address-change-us'],
  ['I moved house, please send it to my new address', 'address-change-us'],
  ['Can I pay with PayPal?', 'payment-methods-us'],
  ['Is sales tax included?', 'payment-tax-us'],
  ['My card was declined', 'payment-declined'],
  ['Is it safe to give you my credit card number?', 'payment-security'],
  ['I forgot to enter my coupon', 'payment-codes'],
  ['On how many devices can I read an ebook?', 'digital-devices'],
  ['Can I lend a digital edition to my brother?', 'digital-sharing'],
  ['When can I download my ebook?', 'digital-delivery'],
  ['Do you do gift wrapping?', 'gift-orders'],
  ['Can I return a present I was given?', 'gift-returns'],
  ['Do gift cards expire?', 'gift-cards'],
  ['Can I give a friend a digital edition as a present?', 'gift-digital'],
  ['What personal data do you store about me?', 'privacy-data'],
  ['How do I delete my account?', 'privacy-deletion'],
  ['Can the chatbot see my orders?', 'privacy-assistant'],
  ['How do I stop your newsletter?', 'privacy-mail'],
  ['What does the rating Older Teen mean?', 'age-ratings'],
  ['Is this suitable for my 12 year old son?', 'age-ratings'],
  ['Do I have to prove my age for adult titles?', 'age-mature'],
  ['My package never arrived, what do I do?', 'delivery-late-us'],
  ['Can I get a replacement for a torn dust jacket?', 'damaged-us'],
  ['What happens if I refuse the package at customs?', 'shipping-customs'],
  ['Until when can I send something back?', 'returns-window-us'],
  ['Is it possible to change the delivery address after ordering?', 'address-change-us'],
  ['Can I cancel while it is being packed?', 'cancellation-us'],
  ['How can I track my shipment?', 'delivery-tracking'],
  ['When will I be billed for preordered volumes?', 'preorder-charge'],
  ['Can I return digital manga?', 'returns-digital'],
  ['Is there free shipping?', 'shipping-domestic-us'],
  ['How long until my credit card refund shows up?', 'refund-timing-us'],
  ['What if my parcel is returned to sender?', 'delivery-attempts'],
  ['I want to cancel one of the books in my order', 'cancellation-partial'],
  ['shipping to Canada and Mexico how long', 'shipping-international-us'],
  ['Is my reading history private?', 'privacy-data'],
  ['I received the Japanese edition instead of the English one', 'wrong-item'],
  ['can minors buy mature manga', 'age-mature'],
  ['backorder how long', 'backorder'],
];

const MISSPELT: readonly [question: string, firstClause: string][] = [
  ['retrun polcy', 'returns-window-us'],
  ['refnud for damged book', 'damaged-us'],
  ['my book arrived damged', 'damaged-us'],
  ["' | 'refund':* & !( <-> \\\\", 'refund-timing-us'],
  ['canceling a pre-oder', 'preorder-cancellation-us'],
  ['adress chagne', 'address-change-us'],
  ['delivrey to Austria', 'shipping-international-us'],
  ['Do gift cards expier?', 'gift-cards'],
];

/** What no clause is about, and what has no word to look for. */
const UNANSWERED: readonly string[] = [
  'what is the weather like tomorrow',
  'who is the strongest pirate in one piece',
  'recommend me something like berserk',
  'zzzz qqqq xxxx',
  'What about the',
  'manga',
  '???',
  '返品できますか',
  "') or 1=1 --",
];

const us = customer('cust-us-1', 'US');
const jp = customer('cust-jp-1', 'JP');
const de = customer('cust-de-1', 'DE');

describe('policyClauses', () => {
  it.each(QUESTIONS)('answers %j', async (question, expected) => {
    const answer = await ask({ question });
    expect(answer[0], JSON.stringify(answer)).toBe(expected);
  });

  it.each(MISSPELT)('reads past the mistakes of %j', async (question, expected) => {
    const answer = await ask({ question });
    expect(answer[0], JSON.stringify(answer)).toBe(expected);
  });

  it.each(UNANSWERED)('has no answer to %j', async (question) => {
    expect(await ask({ question })).toEqual([]);
  });

  it('takes one statement, and two more where a word may be misspelt', async () => {
    database.statements.length = 0;
    await ask({ question: 'How long does a refund take?' });
    expect(database.statements).toHaveLength(1);
    database.statements.length = 0;
    await ask({ question: 'How long does a refnud take?' });
    expect(database.statements).toHaveLength(3);
    database.statements.length = 0;
    await ask({ question: 'of the' });
    expect(database.statements).toHaveLength(1);
  });

  it("answers with the terms of the caller's marketplace, or of one that it may ask for", async () => {
    const question = 'How long can I return a book?';
    const two = customer('cust-us-5', 'US', 'JP');
    expect(await ask({ question, first: 1 }, us)).toEqual(['returns-window-us']);
    expect(await ask({ question, first: 1 }, jp)).toEqual(['returns-window-jp']);
    expect(await ask({ question, first: 1 }, de)).toEqual(['returns-window-de']);
    expect(await ask({ question, first: 1, marketplace: 'JP' }, two)).toEqual(['returns-window-jp']);
    expect(await ask({ question, first: 1, marketplace: 'DE' })).toEqual(['returns-window-de']);
    expect(await findCode({ question, marketplace: 'DE' }, us)).toBe('DENIED');
    expect(await findCode({ topic: 'RETURNS', marketplace: 'US' }, jp)).toBe('DENIED');
  });

  it('tells home from abroad by the marketplace', async () => {
    const question = 'What does shipping to Germany cost?';
    expect((await ask({ question }, de))[0]).toBe('shipping-domestic-de');
    expect((await ask({ question }, jp))[0]).toBe('shipping-international-jp');
  });

  it("lists a topic in the order of the terms, a marketplace's own clauses first", async () => {
    expect(await ask({ topic: 'PREORDER', first: 20 }, de)).toEqual([
      'preorder-cancellation-de',
      'preorder-charge',
      'preorder-price',
      'preorder-date',
      'preorder-mixed',
      'backorder',
    ]);
    expect(await ask({ topic: 'PREORDER', first: 2 }, jp)).toEqual([
      'preorder-cancellation-jp',
      'preorder-charge',
    ]);
  });

  it('keeps to the topic where a question has one too', async () => {
    expect(await ask({ question: 'what does it cost', topic: 'RETURNS' }, us)).toEqual(['returns-fee-us']);
    expect(await ask({ question: 'gift card', topic: 'RETURNS' }, us)).toEqual([]);
  });

  it('holds to what is in force on that day of the marketplace', async () => {
    const versions = async (moment: string, caller: unknown, topic: string) => {
      now = new Date(moment);
      const ids = await ask({ topic, first: 20 }, caller);
      now = TEST_NOW;
      return ids;
    };
    // A past version holds to the end of its last day in Tokyo, which is fifteen hours before it ends in UTC.
    expect(await versions('2024-03-31T14:59:59Z', jp, 'CANCELLATION')).toEqual([
      'cancellation-jp-2023',
      'cancellation-partial',
    ]);
    expect(await versions('2024-03-31T15:00:00Z', jp, 'CANCELLATION')).toEqual([
      'cancellation-jp',
      'cancellation-partial',
    ]);
    const returns = await versions('2027-03-01T04:59:59Z', us, 'RETURNS');
    expect(returns).not.toContain('returns-drop-off-us-2027');
    expect(await versions('2027-03-01T05:00:00Z', us, 'RETURNS')).toEqual([
      ...returns.slice(0, 2),
      'returns-drop-off-us-2027',
      ...returns.slice(2),
    ]);
  });

  it('refuses a question that is none, and neither question nor topic', async () => {
    for (const variables of [
      {},
      { question: null, topic: null },
      { question: '' },
      { question: 'x'.repeat(301) },
      { question: 'refund\u0000' },
      { question: 'refund', first: 0 },
      { question: 'refund', first: 21 },
    ]) {
      expect(await findCode(variables), JSON.stringify(variables)).toBe('INVALID_ARGUMENT');
    }
    expect(await ask({ question: 'refund '.repeat(42) })).toContain('refund-timing-us');
    expect(await ask({ question: Array.from({ length: 75 }, (_, n) => `w${n}`).join(' ') })).toEqual([]);
  });
});
