import pg from 'pg';

/** Runs one statement on the maintenance database that DATABASE_URL names. */
export async function runOnServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
