import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '../../subgraphs/database/database.ts';
import { openEmbeddedDatabase } from '../../subgraphs/database/embeddedDatabase.ts';
import { SUBGRAPHS } from '../../subgraphs/registry.ts';
import { seedSubgraphs } from '../../subgraphs/seedSubgraphs.ts';
import { runOnServer } from './runOnServer.ts';
import { TEST_ENVIRONMENT } from './testEnvironment.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder, or where DATABASE_URL is set a database name, that test files copy. */
    template: string;
  }
}

/** Migrates and seeds once; each test file then copies the result in a moment. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  return process.env.DATABASE_URL === undefined ? setUpFolder(project) : setUpServer(project);
}

async function setUpFolder(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-template-'));
  const database = await openEmbeddedDatabase(folder, (error) => {
    throw error;
  });
  await fill(database.pool);
  await database.close();
  project.provide('template', folder);
  return async () => rmSync(folder, { recursive: true });
}

async function setUpServer(project: TestProject) {
  const name = `genkan_template_${crypto.randomUUID().replaceAll('-', '')}`;
  await runOnServer(`create database ${name}`);
  const url = new URL(process.env.DATABASE_URL ?? '');
  url.pathname = name;
  await fill({ connectionString: url.href, max: 1 });
  project.provide('template', name);
  return () => runOnServer(`drop database ${name} with (force)`);
}

async function fill(pool: pg.PoolConfig): Promise<void> {
  const database = connectDatabase({ pool, onConnectionLost: () => {} });
  const subgraphs = Object.values(SUBGRAPHS).map((create) => create({ ...TEST_ENVIRONMENT, database }));
  for (const subgraph of subgraphs) await subgraph.migrate();
  await seedSubgraphs(database, subgraphs);
  await database.close();
}
