import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inject } from 'vitest';
import { connectDatabase, type DatabaseConnection } from '../../subgraphs/database/database.ts';
import { openEmbeddedDatabase } from '../../subgraphs/database/embeddedDatabase.ts';
import { runOnServer } from './runOnServer.ts';

export interface TestDatabase extends DatabaseConnection {
  /** Every statement since the test last emptied it, in order of completion. */
  readonly statements: string[];
}

/** A database of its own with the sample shop in it: embedded, or on the server at DATABASE_URL. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { pool, close } = await (process.env.DATABASE_URL === undefined
    ? copyTemplateFolder()
    : cloneDatabase());
  const statements: string[] = [];
  const connection = connectDatabase({
    pool,
    onStatement: (sql) => statements.push(sql),
    onConnectionLost: () => {},
  });
  return {
    tables: connection.tables,
    statements,
    async close() {
      await connection.close();
      await close();
    },
  };
}

async function copyTemplateFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-test-'));
  cpSync(inject('template'), folder, { recursive: true });
  const database = await openEmbeddedDatabase(folder, (error) => {
    throw error;
  });
  return {
    pool: database.pool,
    async close() {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function cloneDatabase() {
  const name = `genkan_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await runOnServer(`create database ${name} template ${inject('template')}`);
  const url = new URL(process.env.DATABASE_URL ?? '');
  url.pathname = name;
  return {
    pool: { connectionString: url.href, max: 4 },
    close: () => runOnServer(`drop database ${name} with (force)`),
  };
}
