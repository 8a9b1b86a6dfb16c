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

/** Where a test's own copy of the sample shop is; `databaseUrl` is undefined for the embedded one. */
export interface TestData {
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  remove(): Promise<void>;
}

/** Copies the seeded template: a data folder, and where DATABASE_URL is set a database on that server. */
export async function copyTestData(): Promise<TestData> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'genkan-test-'));
  const removeFolder = () => rmSync(dataFolder, { recursive: true, force: true });
  if (process.env.DATABASE_URL === undefined) {
    cpSync(inject('template'), dataFolder, { recursive: true });
    return { dataFolder, databaseUrl: undefined, remove: async () => removeFolder() };
  }
  const name = `genkan_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await runOnServer(`create database ${name} template ${inject('template')}`);
  const url = new URL(process.env.DATABASE_URL);
  url.pathname = name;
  return {
    dataFolder,
    databaseUrl: url.href,
    async remove() {
      removeFolder();
      await runOnServer(`drop database ${name} with (force)`);
    },
  };
}

/** A database of its own with the sample shop in it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const data = await copyTestData();
  const database = await openTestData(data);
  return {
    ...database,
    async close() {
      await database.close();
      await data.remove();
    },
  };
}

/** Opens a copy that stays; where it is a folder, before and after a program has it. */
export async function openTestData(data: TestData): Promise<TestDatabase> {
  const statements: string[] = [];
  const { pool, close } = await openPool(data);
  const connection = connectDatabase({
    pool,
    keepsPrepared: data.databaseUrl !== undefined,
    onStatement: (sql) => statements.push(sql),
    onConnectionLost: () => {},
  });
  return {
    tables: connection.tables,
    tablesFor: connection.tablesFor,
    statements,
    async close() {
      await connection.close();
      await close();
    },
  };
}

async function openPool({ dataFolder, databaseUrl }: TestData) {
  if (databaseUrl !== undefined)
    return { pool: { connectionString: databaseUrl, max: 4 }, close: async () => {} };
  return openEmbeddedDatabase(dataFolder, (error) => {
    throw error;
  });
}
