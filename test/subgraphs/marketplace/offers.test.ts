import type { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, executeOnSubgraph } from '../executeOnSubgraph.ts';

it('answers for any edition without a database, that neither source may be asked', async () => {
  const nobody = () => {
    throw new Error('Nobody may be asked.');
  };
  const database = {
    // Creating the view is no statement; using it would be.
    tables: nobody,
    tablesFor: <Tables>() => new Proxy({}, { get: nobody }) as Kysely<Tables>,
    close: async () => {},
  };
  const marketplace = SUBGRAPHS.marketplace({ ...TEST_ENVIRONMENT, database });
  const offer = (source: string) => ({
    source,
    reason: 'BLOCKED_BY_POLICY',
    retryable: false,
    retryAfterSeconds: null,
    message: expect.stringContaining('no approved way'),
  });
  const result = await executeOnSubgraph(
    marketplace,
    ANONYMOUS,
    `query ($editions: [_Any!]!) { _entities(representations: $editions) { ... on Edition { id marketplaceOffers {
      ... on Unavailable { source reason retryable retryAfterSeconds message } } } } }`,
    { editions: ['one-piece-1-paperback', 'anything'].map((id) => ({ __typename: 'Edition', id })) },
  );
  const marketplaceOffers = [offer('used-market'), offer('amazon-retail')];
  expect(result).toEqual({
    data: {
      _entities: [
        { id: 'one-piece-1-paperback', marketplaceOffers },
        { id: 'anything', marketplaceOffers },
      ],
    },
  });
});
