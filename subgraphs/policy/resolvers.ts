import type { Resolvers } from './resolvers.generated.ts';

export const policyResolvers: Resolvers = {
  PolicyClause: {
    __resolveReference: async ({ id }, { clauses }) => (await clauses.load(id)) ?? null,
    effectiveFrom: (clause) => clause.effective_from,
    effectiveTo: (clause) => clause.effective_to,
  },
};
