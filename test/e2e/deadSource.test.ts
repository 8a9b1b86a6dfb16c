import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
beforeAll(async () => {
  const urls = ['inventory', 'recommendations'].map((name) => `${name}=http://127.0.0.1:1/graphql`);
  program = await startTestProgram({ GENKAN_SUBGRAPH_URLS: urls.join(',') });
});
afterAll(() => program.stop());

it.each([
  ['recommend_similar', { like: 'naruto' }, 'similar'],
  ['recommend_gift', { likes: 'naruto', budget: '30' }, 'giftIdeas'],
  ['series_bundle_price', { series: 'naruto' }, 'cheapestSet'],
])('%s says which series is meant, and that the rest is unavailable', async (tool, args, missing) => {
  const { answer } = await (await connectCaller(program)).call(tool, args);
  expect(answer).toEqual({
    series: { id: 'naruto', titles: { english: 'Naruto' } },
    notices: [expect.objectContaining({ path: ['series', missing], code: 'UNAVAILABLE' })],
  });
});
