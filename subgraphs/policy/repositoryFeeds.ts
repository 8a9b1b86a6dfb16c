import { sql, type Transaction } from 'kysely';
import type { EditionFact } from '../feeds.ts';
import type { PolicyTables } from './repository.ts';

/** Makes the copy of the catalog's editions what the feed says; what has not changed is not written. */
export async function keepEditions(
  transaction: Transaction<PolicyTables>,
  facts: AsyncIterable<readonly Pick<EditionFact, 'id' | 'format'>[]>,
): Promise<void> {
  const kept: string[] = [];
  for await (const chunk of facts) {
    const ids = chunk.map(({ id }) => id);
    kept.push(...ids);
    await sql`
      insert into policy.edition_reference as known (edition_id, format)
      select * from unnest(${ids}::text[], ${chunk.map(({ format }) => format)}::text[])
      on conflict (edition_id) do update set format = excluded.format where known.format <> excluded.format`.execute(
      transaction,
    );
  }
  await sql`
    delete from policy.edition_reference
    where not exists (select from unnest(${kept}::text[]) kept (id) where kept.id = edition_id)`.execute(
    transaction,
  );
}
