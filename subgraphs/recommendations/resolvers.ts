import type { Resolvers } from './resolvers.generated.ts';

export const recommendationsResolvers: Resolvers = {};
