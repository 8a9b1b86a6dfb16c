import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller } from '../harness/toolCaller.ts';

/** Of each of these, whatever is asked of it is what a tool is for; what surrounds it is the catalog's. */
const DEAD = ['inventory', 'marketplace', 'orders', 'policy', 'recommendations', 'support'];

let program: TestProgram;
beforeAll(async () => {
  const urls = DEAD.map((name) => `${name}=http://127.0.0.1:1/graphql`).join(',');
  program = await startTestProgram({ GENKAN_SUBGRAPH_URLS: urls });
});
afterAll(() => program.stop());

const NARUTO = { series: { id: 'naruto', titles: { english: 'Naruto' } } };
const FRIEREN = {
  id: 'frieren-1-paperback',
  title: "Frieren: Beyond Journey's End, Vol. 1",
  format: 'PAPERBACK',
};

it.each([
  ['recommend_similar', { like: 'naruto' }, NARUTO],
  ['recommend_gift', { likes: 'naruto', budget: '30' }, NARUTO],
  ['series_bundle_price', { series: 'naruto' }, NARUTO],
  ['marketplace_offer', { edition: FRIEREN.id }, { edition: FRIEREN }],
])('%s still gives what other sources know', async (tool, args, known) => {
  const { answer } = await (await connectCaller(program)).call(tool, args);
  const notices = expect.arrayContaining([expect.objectContaining({ code: 'UNAVAILABLE' })]);
  expect(answer).toEqual({ ...known, notices });
});

it('support_customer360 still tells who a customer is', async () => {
  const support = await connectCaller(program, 'support-us');
  const { answer } = await support.call('support_customer360', {
    customerId: 'cust-us-1',
    reason: 'asks about a parcel',
  });
  expect(answer).toEqual({
    customer: {
      shortName: { untrustedText: 'Emily C.' },
      maskedEmail: 'e•••@example.com',
      marketplace: 'US',
      customerSince: '2021-04-12',
      addresses: [
        { city: { untrustedText: 'Portland' }, country: 'US' },
        { city: { untrustedText: 'Vancouver' }, country: 'US' },
      ],
      paymentMethods: [{ label: 'Visa •••• 4242' }, { label: 'PayPal' }],
      libraryCount: 7,
    },
    notices: [expect.objectContaining({ path: ['customer'], code: 'UNAVAILABLE' })],
  });
});
