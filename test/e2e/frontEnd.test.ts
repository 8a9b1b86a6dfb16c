import { afterAll, beforeAll, expect, expectTypeOf, it } from 'vitest';
import {
  type OrderStatus,
  OrderStatusDocument,
  RecentOrdersDocument,
  type SeriesKind,
  SeriesOverviewDocument,
} from '../../operations/operations.generated.ts';
import type { PersistedDocument } from '../../operations/persistedDocument.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await startTestProgram();
});
afterAll(() => program.stop());

/** All that a front end needs: the id goes over the wire, the types stay here. */
async function callById<Result, Variables>(
  { id }: PersistedDocument<Result, Variables>,
  variables: Variables,
  headers: Record<string, string> = {},
): Promise<Result> {
  const response = await fetch(`${program.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: id } }, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Result; errors?: { message: string }[] };
  if (data === undefined || errors !== undefined) throw new Error(errors?.[0]?.message ?? 'No data.');
  return data;
}

it('calls a generated document by id and gets its typed result', async () => {
  const { series } = await callById(SeriesOverviewDocument, { series: 'frieren' });
  expectTypeOf(series?.kind).toEqualTypeOf<SeriesKind | undefined>();
  expect(series?.titles.romaji).toBe('Sousou no Frieren');
  expect(series?.contributors.map(({ role, contributor }) => [role, contributor.name])).toEqual([
    ['STORY', 'Kanehito Yamada'],
    ['ART', 'Tsukasa Abe'],
  ]);
});

it('sends the caller along like any other client', async () => {
  const headers = { authorization: `Bearer ${await program.signIn('customer-de')}` };
  const { order } = await callById(OrderStatusDocument, {}, headers);
  expectTypeOf(order?.status).toEqualTypeOf<OrderStatus | undefined>();
  expect([order?.id, order?.status, order?.packages]).toEqual(['DE-1002', 'ON_HOLD', []]);
  const { orders } = await callById(RecentOrdersDocument, { first: 1 }, headers);
  expect(orders.nodes.map(({ id, total }) => [id, total.amount])).toEqual([['DE-1002', '21.00']]);
  await expect(callById(OrderStatusDocument, {})).rejects.toThrow('A valid bearer token is required.');
});

it('does not compile with a variable that the document does not have', () => {
  // @ts-expect-error: the variable is called series.
  const misspelt = () => callById(SeriesOverviewDocument, { serie: 'frieren' });
  expect(misspelt).toBeTypeOf('function');
});
