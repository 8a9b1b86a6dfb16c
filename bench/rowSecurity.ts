import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { parseConfig } from '../cli/config.ts';
import { openSubgraphs } from '../cli/program/openSubgraphs.ts';
import type { Caller } from '../subgraphs/caller.ts';
import { type CustomersTables, loadCustomers } from '../subgraphs/customers/repository.ts';
import type { DatabaseConnection } from '../subgraphs/database/database.ts';
import { isOwnedBy, loadOrders, type OrdersTables } from '../subgraphs/orders/repository.ts';
import { SUBGRAPHS } from '../subgraphs/registry.ts';
import type { Row } from './table.ts';

const READS = 1_000;
const ROUNDS = 12;

const CUSTOMER: Caller = {
  context: 'customer',
  subject: 'customer-us',
  customerId: 'cust-us-1',
  marketplaces: ['US'],
  scopes: [],
};
const SUPPORT: Caller = {
  context: 'support',
  subject: 'support-us',
  marketplaces: ['US'],
  regions: ['NA'],
  scopes: [],
};

interface PointRead {
  readonly name: string;
  readonly caller: Caller;
  /** @returns how many rows there are. */
  readonly run: (database: Kysely<never>, caller: Caller) => Promise<readonly unknown[]>;
}

const POINT_READS: readonly PointRead[] = [
  { name: 'own profile', caller: CUSTOMER, run: readCustomer },
  { name: 'own order', caller: CUSTOMER, run: readOrder },
  { name: "a customer's profile, by support", caller: SUPPORT, run: readCustomer },
];

/**
 * What row-level security adds to the time of one small statement on a server: the same statement as the tables'
 * owner, and for a caller. The rounds alternate, and the best of each counts.
 */
export async function measureRowSecurity(databaseUrl: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'genkan-bench-'));
  const config = parseConfig({ GENKAN_DATA_DIR: folder, DATABASE_URL: databaseUrl });
  const names = Object.keys(SUBGRAPHS) as (keyof typeof SUBGRAPHS)[];
  const { database, close } = await openSubgraphs(config, names, {
    now: () => new Date(),
    log: pino({ level: 'silent' }),
  });
  try {
    const rows: Row[] = [];
    for (const read of POINT_READS) rows.push(await compare(database, read));
    return rows;
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

async function compare(database: DatabaseConnection, { name, caller, run }: PointRead): Promise<Row> {
  const asOwner = () => run(database.tables(), caller);
  // As for each request: a view of the tables of its own.
  const asCaller = () => run(database.tablesFor(caller), caller);
  for (const read of [asOwner, asCaller]) {
    if ((await read()).length !== 1) throw new Error(`${name} is no point read.`);
  }
  let ownerUs = Number.POSITIVE_INFINITY;
  let callerUs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    ownerUs = Math.min(ownerUs, await measureUs(asOwner));
    callerUs = Math.min(callerUs, await measureUs(asCaller));
  }
  return {
    read: name,
    'owner µs': ownerUs,
    'caller µs': callerUs,
    ratio: callerUs / ownerUs,
    'at most': 1.2,
  };
}

async function measureUs(read: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  for (let count = 0; count < READS; count++) await read();
  return ((performance.now() - startedAt) * 1_000) / READS;
}

function readCustomer(database: Kysely<never>, caller: Caller) {
  return loadCustomers(database as unknown as Kysely<CustomersTables>, caller, ['cust-us-1']);
}

function readOrder(database: Kysely<never>, caller: Caller) {
  return loadOrders(database as unknown as Kysely<OrdersTables>, isOwnedBy(caller), ['US-1002']);
}
