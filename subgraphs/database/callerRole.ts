import { type Kysely, sql } from 'kysely';
import type { Caller } from '../caller.ts';
import type { Statement } from './callerQuery.ts';

/**
 * Whom statements for a caller run as: roles that own nothing, cannot sign in and cannot bypass row-level security.
 * The first may read what tells nothing of customers; the others inherit that, and have policies of their own. Roles
 * are a server's, shared by its databases.
 */
export const CALLER_ROLES = ['genkan_caller', 'genkan_customer', 'genkan_staff'] as const;
export type CallerRole = (typeof CALLER_ROLES)[number];

/**
 * Takes a caller's role and says who it is, until the transaction ends. Policies read these settings; where they are
 * empty, or nobody has set them, nothing is there.
 */
export function describeEntry(caller: Caller): Required<Statement> {
  switch (caller.context) {
    case 'customer':
      return {
        name: 'genkan_enter_customer',
        text: `select set_config('role', 'genkan_customer', true), set_config('genkan.customer_id', $1, true)`,
        values: [caller.customerId],
      };
    case 'support':
    case 'admin':
      return {
        name: 'genkan_enter_staff',
        text: `select set_config('role', 'genkan_staff', true), set_config('genkan.subject', $1, true),
          set_config('genkan.marketplaces', $2, true), set_config('genkan.regions', $3, true)`,
        // Names of this shop's own, without commas.
        values: [caller.subject, caller.marketplaces.join(','), caller.regions.join(',')],
      };
    case 'anonymous':
    case 'service':
      return {
        name: 'genkan_enter_caller',
        text: `select set_config('role', 'genkan_caller', true)`,
        values: [],
      };
  }
}

/**
 * Creates the roles where there are none and lets the current user take them; migrations grant to them. Where that
 * user may not create roles, an administrator of the server does it beforehand.
 */
export async function createCallerRoles(database: Kysely<unknown>): Promise<void> {
  for (const role of CALLER_ROLES) {
    const create =
      role === 'genkan_caller' ? sql`nologin` : sql`nologin inherit in role ${sql.id('genkan_caller')}`;
    // Another database of this server may be migrated at the same time.
    await sql`
      do $$ begin
        if not exists (select from pg_roles where rolname = ${sql.lit(role)}) then
          create role ${sql.id(role)} ${create};
          grant ${sql.id(role)} to current_user;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`.execute(database);
  }
}

/**
 * Makes sure that the second wall stands before anybody is served.
 * @throws Error where the current user cannot take a role, or one could see past the policies.
 */
export async function checkCallerRoles(database: Kysely<unknown>): Promise<void> {
  for (const role of CALLER_ROLES) {
    await database.transaction().execute(async (transaction) => {
      await sql`set local role ${sql.id(role)}`.execute(transaction);
      const { rows } = await sql<{ bypasses: boolean; owns: boolean }>`
        select bool_or(r.rolsuper or r.rolbypassrls) as bypasses,
          bool_or(exists (select from pg_class where relowner = r.oid)) as owns
        from pg_roles r where pg_has_role(r.oid, 'member')`.execute(transaction);
      const [found] = rows;
      if (found === undefined || found.bypasses || found.owns) {
        throw new Error(`The role ${role} must own no table and must not bypass row-level security.`);
      }
    });
  }
}
