import { parseAge } from '../arguments.ts';
import type { Marketplace } from '../caller.ts';
import { parsePageSize } from '../connection.ts';
import { resolveMarketplace } from '../marketplace.ts';
import { parseBudget, parseExclusions } from './arguments.ts';
import { describeExclusions } from './names.ts';
import { explain } from './reasons.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** What people read in each marketplace, the usual language first. */
const LANGUAGES: Readonly<Record<Marketplace, readonly string[]>> = {
  US: ['en'],
  JP: ['ja', 'en'],
  DE: ['de', 'en'],
};

export const recommendationsResolvers: Resolvers = {
  Series: {
    // Async, so that one reference that throws does not fail its whole batch.
    __resolveReference: async ({ id }) => ({ id }),
    async similar({ id }, { exclude, first }, { request, similar }) {
      const exclusions = describeExclusions(parseExclusions(exclude ?? []));
      const marketplace = resolveMarketplace(request.caller, undefined);
      return similar({ exclusions, marketplace, first: parsePageSize(first) }).load(id);
    },
    async giftIdeas({ id }, { budget, age, first }, { request, gifts }) {
      const marketplace = resolveMarketplace(request.caller, undefined);
      return gifts({
        marketplace,
        languages: LANGUAGES[marketplace],
        budget: parseBudget(budget),
        age: age == null ? undefined : parseAge(age),
        first: parsePageSize(first),
      }).load(id);
    },
  },
  Recommendation: {
    series: ({ other_id }) => ({ id: other_id }),
    reasons: explain,
  },
  GiftIdea: {
    edition: ({ edition_id }) => ({ id: edition_id }),
    reasons: explain,
  },
};
