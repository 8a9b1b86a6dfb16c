import { describe, expect, it } from 'vitest';
import { connectDatabase, type DatabaseConnection } from '../../../subgraphs/database/database.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import { seedSubgraphs } from '../../../subgraphs/seedSubgraphs.ts';
import { runOnServer } from '../../harness/runOnServer.ts';
import { openTestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';

async function setUp(database: DatabaseConnection): Promise<void> {
  const subgraphs = Object.values(SUBGRAPHS).map((create) => create({ ...TEST_ENVIRONMENT, database }));
  for (const subgraph of subgraphs) await subgraph.migrate();
  await seedSubgraphs(database, subgraphs);
}

describe('migrating', () => {
  it('looks once a subgraph where everything has run', async () => {
    const database = await openTestDatabase();
    for (const create of Object.values(SUBGRAPHS)) {
      database.statements.length = 0;
      await create({ ...TEST_ENVIRONMENT, database }).migrate();
      expect(database.statements).toHaveLength(1);
    }
    await database.close();
  });

  // The embedded database has one owner, so only a server can have replicas.
  it.runIf(process.env.DATABASE_URL !== undefined)(
    'lets replicas start together on an empty database',
    async () => {
      const name = `genkan_test_${crypto.randomUUID().replaceAll('-', '')}`;
      const url = new URL(process.env.DATABASE_URL ?? '');
      url.pathname = name;
      await runOnServer(`create database ${name}`);
      const replicas = Array.from({ length: 3 }, () =>
        connectDatabase({ pool: { connectionString: url.href, max: 2 }, onConnectionLost: () => {} }),
      );
      try {
        await Promise.all(replicas.map(setUp));
      } finally {
        await Promise.all(replicas.map((replica) => replica.close()));
        await runOnServer(`drop database ${name} with (force)`);
      }
    },
  );
});
