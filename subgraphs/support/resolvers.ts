import type { Resolvers } from './resolvers.generated.ts';

export const supportResolvers: Resolvers = {};
