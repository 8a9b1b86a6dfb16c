import { sql } from 'kysely';
import { connectDatabase } from '../../../subgraphs/database/database.ts';
import { openEmbeddedDatabase } from '../../../subgraphs/database/embeddedDatabase.ts';

/**
 * Run as its own process: commits one row after the other into the embedded database in the folder named on the
 * command line, and prints each id once it is committed.
 */
const embedded = await openEmbeddedDatabase(String(process.argv[2]), (error) => {
  throw error;
});
const tables = connectDatabase({ pool: embedded.pool, onConnectionLost: () => {} }).tables();
await sql`create table if not exists written (id integer primary key, text text not null)`.execute(tables);
const { rows } = await sql<{ last: number }>`select coalesce(max(id), 0) as last from written`.execute(
  tables,
);
for (let id = (rows[0]?.last ?? 0) + 1; ; id++) {
  await tables.transaction().execute(async (transaction) => {
    await sql`insert into written values (${id}, repeat('x', 2000))`.execute(transaction);
    await sql`update written set text = repeat('y', 2000) where id = ${id}`.execute(transaction);
  });
  process.stdout.write(`${id}\n`);
}
