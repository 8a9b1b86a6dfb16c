import type { Resolvers } from './resolvers.generated.ts';

export const customersResolvers: Resolvers = {
  Series: {
    // Async, so that one reference that throws does not fail its whole batch.
    __resolveReference: async ({ id }) => ({ id }),
    libraryEditionIds: (series, _args, { libraryEditions }) => libraryEditions.load(series.id),
  },
};
