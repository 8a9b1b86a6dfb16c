import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenAudit, openAudit } from '../../../cli/audit/openAudit.ts';
import { runErase } from '../../../cli/audit/runErase.ts';
import { parseConfig } from '../../../cli/config.ts';
import { compileGraph, openGateway } from '../../../cli/program/openGateway.ts';
import { listLocalSubgraphs, type OpenSubgraphs, openSubgraphs } from '../../../cli/program/openSubgraphs.ts';
import { loadCallerRules } from '../../../cli/program/operationFiles.ts';
import { mapClaims } from '../../../gateway/authentication/mapClaims.ts';
import type { Generation } from '../../../gateway/generations.ts';
import { openPlannerThread } from '../../../gateway/planning/planner/plannerThread.ts';
import { describeClaims, PERSONAS } from '../../../subgraphs/personas.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { copyTestData, type TestData } from '../../harness/testDatabase.ts';
import { listFaults } from './openTestAudit.ts';

let data: TestData;
let shop: OpenSubgraphs;
let audit: OpenAudit;
let generation: Generation;
let operationIds: ReadonlyMap<string, string>;

beforeAll(async () => {
  data = await copyTestData();
  const config = parseConfig({ GENKAN_DATA_DIR: data.dataFolder, DATABASE_URL: data.databaseUrl });
  const options = { now: () => TEST_NOW, log: pino({ level: 'silent' }) };
  shop = await openSubgraphs(config, listLocalSubgraphs(config), options);
  audit = await openAudit(config, shop.database, options);
  const compiled = await compileGraph(config);
  operationIds = new Map(compiled.operations.map(({ name, id }) => [name, id]));
  const planner = await openPlannerThread(compiled.supergraph.sdl);
  generation = await openGateway(config, compiled, shop.subgraphs, {
    ...{ ...options, planner, audit: audit.trail },
  });
});
afterAll(async () => {
  await generation.close();
  await audit.close();
  await shop.close();
  await data.remove();
});

function call(operation: string, personaId: string, variables: Record<string, unknown>): Promise<unknown> {
  const persona = PERSONAS.find(({ id }) => id === personaId);
  const caller = persona && mapClaims(loadCallerRules(), describeClaims(persona));
  if (caller === undefined) throw new Error(`There is no ${personaId}.`);
  return generation.gateway.executeRegistered(operationIds.get(operation) ?? '', {
    ...{ variables, caller, requestId: 'test', signal: new AbortController().signal },
  });
}

const look = (customerId: string) =>
  call('SupportCustomer360', 'support-us', { customerId, reason: `about ${customerId}` });

async function listNames(): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from audit.party order by name`.execute(
    shop.database.tables(),
  );
  return rows.map(({ name }) => name);
}

async function countErased(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from audit.entry where body like '%"kind":"erased"%'`.execute(shop.database.tables());
  return rows[0]?.count ?? 0;
}

describe('erasing a customer', () => {
  it('who does not exist leaves an entry of it and an audit that verifies', async () => {
    expect(await runErase(shop, audit, 'nobody')).toMatchObject({ audit: { 'names destroyed': 0 } });
    expect(await countErased()).toBe(1);
    expect(await listFaults(audit)).toEqual([]);
  });

  it('twice in a row finds nothing the second time, and the audit verifies', async () => {
    await look('cust-us-1');
    expect(await listNames()).toContain('subject:cust-us-1');
    const first = await runErase(shop, audit, 'cust-us-1');
    expect(first).toMatchObject({ customers: { customers: 1 }, audit: { 'names destroyed': 1 } });
    const second = await runErase(shop, audit, 'cust-us-1');
    expect(second).toMatchObject({ customers: { customers: 0 }, audit: { 'names destroyed': 0 } });
    expect(await listNames()).not.toContain('subject:cust-us-1');
    expect(await listFaults(audit)).toEqual([]);
  });

  it('while it and others call leaves an audit that verifies, and nothing once they have stopped', async () => {
    let isOver = false;
    let calls = 0;
    const client = async (run: () => Promise<unknown>) => {
      while (!isOver) {
        await run();
        calls += 1;
      }
    };
    const clients = [
      client(() => look('cust-us-2')),
      client(() => look('cust-us-4')),
      client(() => call('RecentOrders', 'customer-us-2', {})),
    ];
    while (calls < 6) await new Promise((resolve) => setTimeout(resolve, 1));
    await runErase(shop, audit, 'cust-us-2');
    const callsBefore = calls;
    while (calls < callsBefore + 6) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await listFaults(audit)).toEqual([]);
    isOver = true;
    await Promise.all(clients);
    await runErase(shop, audit, 'cust-us-2');
    expect(await listNames()).not.toContain('subject:cust-us-2');
    expect(await listFaults(audit)).toEqual([]);
  });

  it('that fails half-way is found by verification, until it is run again', async () => {
    await look('cust-us-3');
    const failing = {
      name: 'failing',
      erase: async () => {
        throw new Error('It failed.');
      },
    };
    const subgraphs = new Map([...shop.subgraphs].map(([name, one]) => [name, { ...one, ...failing }]));
    await expect(runErase({ ...shop, subgraphs }, audit, 'cust-us-3')).rejects.toThrow('It failed.');
    expect(await listNames()).toContain('subject:cust-us-3');
    expect(await listFaults(audit)).toEqual(['party restored']);
    await runErase(shop, audit, 'cust-us-3');
    expect(await listNames()).not.toContain('subject:cust-us-3');
    expect(await listFaults(audit)).toEqual([]);
  });
});
