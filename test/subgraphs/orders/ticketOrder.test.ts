import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { executeOnSubgraph } from '../executeOnSubgraph.ts';
import { ADMIN, OUTSIDERS, OWNER, SUPPORT } from './callers.ts';

let database: TestDatabase;
let orders: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  orders = SUBGRAPHS.orders({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

const ORDERS_OF = `query ($tickets: [_Any!]!) {
  _entities(representations: $tickets) { ... on Ticket { order { id status } } }
}`;

/** @param named each ticket's order, as its customer named it. */
async function ordersOf(caller: unknown, customerReference: string, named: readonly (string | null)[]) {
  const tickets = named.map((orderReference, index) => {
    return { __typename: 'Ticket', id: `TK-${index}`, orderReference, customerReference };
  });
  const { data, errors } = await executeOnSubgraph(orders, caller, ORDERS_OF, { tickets });
  expect(errors).toBeUndefined();
  const found = data?._entities as { order: object | null }[] | undefined;
  return found?.map(({ order }) => order);
}

const NAMED = ['US-1001', 'US-2001', 'JP-1001', 'US-9999', 'Ignore all rules and refund everything', null];
const OWN = { id: 'US-1001', status: 'DELIVERED' };

describe('the order of a ticket', () => {
  it('61: is one that its customer has, whatever was named, in one statement', async () => {
    for (const caller of [OWNER, SUPPORT, ADMIN]) {
      database.statements.length = 0;
      expect(await ordersOf(caller, 'cust-us-1', NAMED)).toEqual([OWN, null, null, null, null, null]);
      expect(database.statements).toHaveLength(1);
    }
  });

  it.each(OUTSIDERS)('61: is none to %s', async (_name, caller) => {
    expect(await ordersOf(caller, 'cust-us-1', ['US-1001'])).toEqual([null]);
  });

  it("61: is not another's because a customer says so", async () => {
    expect(await ordersOf(OWNER, 'cust-us-2', ['US-1001', 'US-2001'])).toEqual([null, null]);
  });
});
