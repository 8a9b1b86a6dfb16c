import type { Resolvers } from './resolvers.generated.ts';

export const customersResolvers: Resolvers = {};
