import { findPolicyClauses } from './policyClauses.ts';
import type { Resolvers } from './resolvers.generated.ts';

export const policyResolvers: Resolvers = {
  Query: {
    policyClauses: (_query, args, context) => findPolicyClauses(args, context),
  },
  PolicyClause: {
    // Async, so that one reference that throws does not fail its whole batch.
    __resolveReference: async ({ id }, { clauses }) => (await clauses.load(id)) ?? null,
    effectiveFrom: (clause) => clause.effective_from,
    effectiveTo: (clause) => clause.effective_to,
  },
};
