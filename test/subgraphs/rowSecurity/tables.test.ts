import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLER_ROLE } from '../../../subgraphs/database/callerRole.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';

/** Every table that tells nothing of any customer. One that is in no list here fails the test. */
const OPEN_TABLES = [
  'catalog.contribution',
  'catalog.contributor',
  'catalog.edition',
  'catalog.edition_volume',
  'catalog.offer_copy',
  'catalog.reading_step',
  'catalog.search_document',
  'catalog.search_word',
  'catalog.series',
  'catalog.volume',
  'customers.edition_reference',
  'inventory.offer',
  'policy.clause',
  'policy.edition_reference',
  'recommendations.edition',
  'recommendations.feature',
  'recommendations.gift',
  'recommendations.neighbour',
  'recommendations.offer',
  'recommendations.sale',
  'recommendations.series',
];

/** What may be done for a caller with each table that has data of customers, at most. */
const PROTECTED_TABLES: Readonly<Record<string, readonly string[]>> = {
  'customers.address': ['SELECT'],
  'customers.audit_entry': ['INSERT'],
  'customers.customer': ['SELECT', 'UPDATE (id)'],
  'customers.idempotency_key': ['DELETE', 'INSERT', 'SELECT', 'UPDATE (result_id)'],
  'customers.library_entry': ['SELECT'],
  'customers.payment_method': ['SELECT'],
  'customers.wishlist_entry': ['INSERT', 'SELECT'],
  'inventory.idempotency_key': ['DELETE', 'INSERT', 'SELECT', 'UPDATE (result_id)'],
  'inventory.restock_alert': ['INSERT', 'SELECT'],
  'orders.customer_order': ['SELECT', 'UPDATE (estimated_delivery, hold_reason, status, version)'],
  'orders.customer_region': ['SELECT'],
  'orders.idempotency_key': ['DELETE', 'INSERT', 'SELECT', 'UPDATE (result_id)'],
  'orders.order_line': ['SELECT'],
  'orders.package': ['DELETE', 'SELECT'],
  'orders.package_line': ['SELECT'],
  'orders.refund': ['INSERT', 'SELECT'],
  'orders.return': ['INSERT', 'SELECT'],
  'orders.return_line': ['INSERT', 'SELECT'],
  'orders.scan_event': ['SELECT'],
  'orders.shipping_address': [
    'INSERT',
    'SELECT',
    'UPDATE (city, country, lines, postal_code, recipient, region)',
  ],
  'recommendations.library': ['SELECT'],
  'recommendations.purchase': ['SELECT'],
  'support.customer_region': ['SELECT'],
  'support.idempotency_key': ['DELETE', 'INSERT', 'SELECT', 'UPDATE (result_id)'],
  'support.ticket': ['INSERT', 'SELECT'],
  'support.ticket_note': ['SELECT'],
};

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function read<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(database.tables())).rows;
}

/** Of the subgraphs' schemas, without what the migrator and the seeding keep for themselves. */
const OWN_TABLES = sql`
  from pg_class t join pg_namespace s on s.oid = t.relnamespace
  where s.nspname = any(${Object.keys(SUBGRAPHS)}::text[]) and t.relkind in ('r', 'p', 'v', 'm', 'f')
    and t.relname not in ('kysely_migration', 'kysely_migration_lock', 'seeded')`;

describe('row-level security', () => {
  it('is on for every table with data of customers, and every table is known to have some or none', async () => {
    const tables = await read(sql<{ name: string; protected: boolean }>`
      select s.nspname || '.' || t.relname as name, t.relrowsecurity as protected ${OWN_TABLES} order by name`);
    expect(tables).toEqual(
      [
        ...OPEN_TABLES.map((name) => ({ name, protected: false })),
        ...Object.keys(PROTECTED_TABLES).map((name) => ({ name, protected: true })),
      ].sort((one, other) => (one.name < other.name ? -1 : 1)),
    );
  });

  it('lets the role do with each what repositories do, and no more', async () => {
    const grants = await read(sql<{ name: string; grants: string[] }>`
      with granted as (
        select table_schema || '.' || table_name as name, privilege_type as privilege
        from information_schema.role_table_grants where grantee = ${CALLER_ROLE}
        union
        select table_schema || '.' || table_name,
          privilege_type || ' (' || string_agg(column_name, ', ' order by column_name) || ')'
        from information_schema.column_privileges
        where grantee = ${CALLER_ROLE} and privilege_type = 'UPDATE'
        group by table_schema, table_name, privilege_type
      )
      select name, array_agg(privilege order by privilege) as grants from granted group by name`);
    expect(Object.fromEntries(grants.map(({ name, grants }) => [name, grants]))).toEqual({
      ...Object.fromEntries(OPEN_TABLES.map((name) => [name, ['SELECT']])),
      ...PROTECTED_TABLES,
    });
  });

  it('has a policy for each thing that may be done, of that role alone', async () => {
    const policies = await read(sql<{ name: string; commands: string[]; others: number }>`
      select schemaname || '.' || tablename as name, array_agg(cmd order by cmd) as commands,
        count(*) filter (where roles <> array[${sql.lit(CALLER_ROLE)}]::name[] or permissive <> 'PERMISSIVE')::int as others
      from pg_policies group by 1 order by 1`);
    expect(policies).toEqual(
      Object.entries(PROTECTED_TABLES).map(([name, grants]) => ({
        name,
        commands: grants.map((grant) => grant.split(' ')[0]),
        others: 0,
      })),
    );
  });

  it('is for a role that cannot sign in, cannot bypass it, and is nobody else', async () => {
    const [role] = await read(sql`
      select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        exists (select from pg_class where relowner = r.oid) as owns,
        exists (select from pg_auth_members where member = r.oid) as is_member
      from pg_roles r where rolname = ${CALLER_ROLE}`);
    expect(role).toEqual({
      rolcanlogin: false,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owns: false,
      is_member: false,
    });
  });
});
