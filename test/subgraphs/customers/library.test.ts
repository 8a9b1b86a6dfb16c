import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomersTables } from '../../../subgraphs/customers/repository.ts';
import { SAMPLE_LIBRARIES } from '../../../subgraphs/customers/seed/sampleShelves.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { ADMIN_US, COLLECTOR, NEWCOMER, OWNER, SUPPORT_US } from './callers.ts';

type Shelf = 'library' | 'wishlist';
const pageOf = (
  shelf: Shelf,
) => `query ($first: Int, $after: String) { me { ${shelf}(first: $first, after: $after) {
  nodes { edition { id } addedAt } pageInfo { hasNextPage endCursor }
} } }`;
const STAFF_LOOK = (shelf: Shelf) => `{ customer(id: "cust-us-1", reason: "asks about books") {
  libraryCount ${shelf} { nodes { edition { id } } }
} }`;

interface Page {
  readonly nodes: { edition: { id: string }; addedAt: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

let database: TestDatabase;
let customers: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  customers = SUBGRAPHS.customers({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

const ask = (caller: unknown, shelf: Shelf, variables: { first?: number; after?: string | null } = {}) =>
  executeOnSubgraph(customers, caller, pageOf(shelf), variables);

async function page(
  caller: unknown,
  shelf: Shelf,
  variables: { first?: number; after?: string | null } = {},
) {
  const { data, errors } = await ask(caller, shelf, variables);
  expect(errors).toBeUndefined();
  return (data as { me: Record<Shelf, Page> }).me[shelf];
}

describe('a library', () => {
  it('is shown latest first, five at a time unless asked otherwise, a page in one statement', async () => {
    expect(await page(OWNER, 'library')).toEqual({
      nodes: [
        { edition: { id: 'one-piece-1-paperback' }, addedAt: '2026-10-21T12:00:00.000Z' },
        { edition: { id: 'yotsuba-1-paperback' }, addedAt: '2026-10-20T12:00:00.000Z' },
        { edition: { id: 'vinland-saga-3-4-omnibus' }, addedAt: '2026-10-19T12:00:00.000Z' },
        { edition: { id: 'one-piece-100-paperback' }, addedAt: '2026-10-18T12:00:00.000Z' },
        { edition: { id: 'one-piece-2-paperback' }, addedAt: '2026-10-17T12:00:00.000Z' },
      ],
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    });
    // The customer and the page.
    expect(database.statements).toHaveLength(2);
  });

  it('is walked without a gap or a repeat, however many came at the same moment', async () => {
    await database
      .tables<CustomersTables>()
      .insertInto('customers.library_entry')
      .values(
        Array.from({ length: 25 }, (_entry, index) => ({
          customer_id: 'cust-us-4',
          edition_id: `gift-${index}`,
          added_at: TEST_NOW,
        })),
      )
      .execute();
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo }: Page = await page(COLLECTOR, 'library', { first: 20, after });
      walked.push(...nodes.map(({ edition }) => edition.id));
      after = pageInfo.endCursor;
    } while (after !== null);
    const seeded = SAMPLE_LIBRARIES.find(({ customerId }) => customerId === 'cust-us-4')?.editions ?? [];
    expect(seeded.length).toBeGreaterThanOrEqual(60);
    expect(walked.slice(25)).toEqual(seeded);
    expect(new Set(walked).size).toBe(seeded.length + 25);
    expect(walked).toHaveLength(seeded.length + 25);
  });

  it('is empty for who owns nothing', async () => {
    const empty = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    expect(await page(NEWCOMER, 'library')).toEqual(empty);
    expect(await page(NEWCOMER, 'wishlist')).toEqual(empty);
  });

  it.each([0, 21, -1])('has no page of %i', async (first) => {
    expect(await ask(OWNER, 'library', { first })).toMatchObject({
      errors: [{ extensions: { code: 'INVALID_ARGUMENT' } }],
    });
  });

  it("51: goes on after its own cursors only: not another caller's, another list's, or a forged one", async () => {
    const cursorOf = async (caller: unknown, shelf: Shelf) =>
      (await page(caller, shelf, { first: 1 })).pageInfo.endCursor ?? '';
    const own = await cursorOf(OWNER, 'library');
    const [body] = own.split('.');
    for (const after of [
      await cursorOf(COLLECTOR, 'library'),
      await cursorOf(OWNER, 'wishlist'),
      `${body}.${'A'.repeat(43)}`,
      '',
      'x',
    ]) {
      expect(await ask(OWNER, 'library', { after })).toMatchObject({
        errors: [{ extensions: { code: 'INVALID_CURSOR' } }],
      });
    }
    expect((await page(OWNER, 'library', { after: own, first: 1 })).nodes).toMatchObject([
      { edition: { id: 'yotsuba-1-paperback' } },
    ]);
  });

  it("51: is not continued by the same person's cursor as another customer", async () => {
    const { endCursor } = (await page(OWNER, 'library', { first: 1 })).pageInfo;
    const sameSubject = { ...customer('cust-us-4', 'US'), subject: 'cust-us-1' };
    expect(await ask(sameSubject, 'library', { after: endCursor })).toMatchObject({
      errors: [{ extensions: { code: 'INVALID_CURSOR' } }],
    });
  });
});

describe('a wishlist', () => {
  it('is shown latest first', async () => {
    expect(await page(OWNER, 'wishlist')).toEqual({
      nodes: [
        { edition: { id: 'one-piece-3-paperback' }, addedAt: '2026-11-22T12:00:00.000Z' },
        { edition: { id: 'fullmetal-alchemist-box-set' }, addedAt: '2026-11-21T12:00:00.000Z' },
      ],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });
});

describe.each(['library', 'wishlist'] as const)('the %s of a customer', (shelf) => {
  it.each([
    ['support', SUPPORT_US],
    ['an admin', ADMIN_US],
  ])('is refused to %s, who sees how much is owned', async (_name, caller) => {
    const { data, errors } = await executeOnSubgraph(
      customers,
      caller,
      '{ customer(id: "cust-us-1", reason: "asks about books") { libraryCount } }',
    );
    expect({ data, errors }).toEqual({ data: { customer: { libraryCount: 7 } }, errors: undefined });
    expect(await executeOnSubgraph(customers, caller, STAFF_LOOK(shelf))).toMatchObject({
      errors: [{ extensions: { code: 'DENIED' } }],
    });
  });
});
