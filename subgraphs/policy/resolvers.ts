import type { Resolvers } from './resolvers.generated.ts';

export const policyResolvers: Resolvers = {};
