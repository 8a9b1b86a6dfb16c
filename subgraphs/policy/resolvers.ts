import { findPolicyClauses } from './policyClauses.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { quoteShipping } from './shipping.ts';

export const policyResolvers: Resolvers = {
  Query: {
    policyClauses: (_query, args, context) => findPolicyClauses(args, context),
    shippingOptions: (_query, args, context) => quoteShipping(args, context),
  },
  PolicyClause: {
    // Async, so that one reference that throws does not fail its whole batch.
    __resolveReference: async ({ id }, { clauses }) => (await clauses.load(id)) ?? null,
    effectiveFrom: (clause) => clause.effective_from,
    effectiveTo: (clause) => clause.effective_to,
  },
  ShippingOptions: {
    clause: async ({ clauseId }, _args, { clauses }) => (await clauses.load(clauseId)) ?? null,
  },
};
