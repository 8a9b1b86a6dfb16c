import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLER_ROLES } from '../../../subgraphs/database/callerRole.ts';
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

const KEYS = { customer: ['DELETE', 'INSERT', 'SELECT', 'UPDATE (result_id)'] };
const CUSTOMERS_ALONE = { customer: ['SELECT'] };
const BOTHS = { customer: ['SELECT'], staff: ['SELECT'] };
const ADDED_BY_CUSTOMERS = { customer: ['INSERT', 'SELECT'] };

/** What may be done for a caller with each table that has data of customers. */
const PROTECTED_TABLES: Readonly<Record<string, { customer?: string[]; staff?: string[] }>> = {
  'customers.address': BOTHS,
  'customers.audit_entry': { staff: ['INSERT'] },
  'customers.customer': { customer: ['SELECT', 'UPDATE (id)'], staff: ['SELECT'] },
  'customers.idempotency_key': KEYS,
  'customers.library_entry': BOTHS,
  'customers.payment_method': BOTHS,
  'customers.wishlist_entry': ADDED_BY_CUSTOMERS,
  'inventory.idempotency_key': KEYS,
  'inventory.restock_alert': ADDED_BY_CUSTOMERS,
  'orders.customer_order': {
    customer: ['SELECT', 'UPDATE (estimated_delivery, hold_reason, status, version)'],
    staff: ['SELECT'],
  },
  'orders.customer_region': { staff: ['SELECT'] },
  'orders.idempotency_key': KEYS,
  'orders.order_line': BOTHS,
  'orders.package': { customer: ['DELETE', 'SELECT'], staff: ['SELECT'] },
  'orders.package_line': BOTHS,
  'orders.refund': { ...ADDED_BY_CUSTOMERS, staff: ['SELECT'] },
  'orders.return': { ...ADDED_BY_CUSTOMERS, staff: ['SELECT'] },
  'orders.return_line': { ...ADDED_BY_CUSTOMERS, staff: ['SELECT'] },
  'orders.scan_event': BOTHS,
  'orders.shipping_address': {
    customer: ['INSERT', 'SELECT', 'UPDATE (city, country, lines, postal_code, recipient, region)'],
    staff: ['SELECT'],
  },
  'recommendations.library': CUSTOMERS_ALONE,
  'recommendations.purchase': CUSTOMERS_ALONE,
  'support.customer_region': { staff: ['SELECT'] },
  'support.idempotency_key': KEYS,
  'support.ticket': { ...ADDED_BY_CUSTOMERS, staff: ['SELECT'] },
  'support.ticket_note': { staff: ['SELECT'] },
};

/** Each role with its policies, as lines. */
const POLICIES = Object.entries(PROTECTED_TABLES)
  .flatMap(([name, { customer, staff }]) => [
    ...(customer === undefined ? [] : [`genkan_customer ${name}: ${customer.join(', ')}`]),
    ...(staff === undefined ? [] : [`genkan_staff ${name}: ${staff.join(', ')}`]),
  ])
  .sort();

/** Everybody may ask for rows, and finds those that a policy shows; what else may be done is granted by itself. */
const GRANTS = [
  ...OPEN_TABLES.map((name) => `genkan_caller ${name}: SELECT`),
  ...Object.entries(PROTECTED_TABLES)
    .filter(([, rules]) => Object.values(rules).flat().includes('SELECT'))
    .map(([name]) => `genkan_caller ${name}: SELECT`),
  ...POLICIES.map((line) =>
    line.replace(/(?<=: .*)(, )?SELECT(, )?/, (_match, before, after) => (before && after ? ', ' : '')),
  ),
]
  .filter((line) => !line.endsWith(': '))
  .sort();

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

  it('lets the roles do with each what repositories do, and no more', async () => {
    const grants = await read(sql<{ line: string }>`
      with granted as (
        select grantee, table_schema || '.' || table_name as name, privilege_type::text as privilege
        from information_schema.role_table_grants
        union
        select grantee, table_schema || '.' || table_name,
          privilege_type || ' (' || string_agg(column_name, ', ' order by column_name) || ')'
        from information_schema.column_privileges
        where privilege_type = 'UPDATE'
        group by grantee, table_schema, table_name, privilege_type
      )
      select grantee || ' ' || name || ': ' || string_agg(privilege, ', ' order by privilege) as line
      from granted where grantee = any(${CALLER_ROLES}::text[]) group by grantee, name`);
    expect(grants.map(({ line }) => line).sort()).toEqual(GRANTS);
  });

  it('has a policy for each thing that may be done, of one role alone', async () => {
    const policies = await read(sql<{ line: string }>`
      select roles[1] || ' ' || schemaname || '.' || tablename || ': ' || string_agg(cmd, ', ' order by cmd) as line
      from pg_policies where cardinality(roles) = 1 and permissive = 'PERMISSIVE'
      group by roles[1], schemaname, tablename`);
    expect(policies.map(({ line }) => line).sort()).toEqual(
      POLICIES.map((line) => line.replace(/ \(.*\)/, '')).sort(),
    );
  });

  it('is for roles that cannot sign in, cannot bypass it, and are nobody else', async () => {
    const roles = await read(sql`
      select rolname as name, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        exists (select from pg_class where relowner = r.oid) as owns,
        array(select roleid::regrole::text from pg_auth_members where member = r.oid) as member_of
      from pg_roles r where rolname = any(${CALLER_ROLES}::text[]) order by rolname`);
    const powerless = {
      rolcanlogin: false,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owns: false,
    };
    expect(roles).toEqual([
      { name: 'genkan_caller', ...powerless, member_of: [] },
      { name: 'genkan_customer', ...powerless, member_of: ['genkan_caller'] },
      { name: 'genkan_staff', ...powerless, member_of: ['genkan_caller'] },
    ]);
  });
});
