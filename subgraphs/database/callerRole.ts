import { type Kysely, sql } from 'kysely';
import type { Caller } from '../caller.ts';

/**
 * Whom statements for a caller run as: a role that owns nothing, cannot sign in and cannot bypass row-level
 * security. Roles are a server's, shared by its databases.
 */
export const CALLER_ROLE = 'genkan_caller';

/**
 * Takes the role and says who the caller is, until the transaction ends. Policies read the settings; where they are
 * empty, or nobody has set them, nothing is there. Takes {@link describeSettings}.
 */
export const ENTER_ROLE = `select set_config('role', '${CALLER_ROLE}', true),
  set_config('genkan.subject', $1, true), set_config('genkan.customer_id', $2, true),
  set_config('genkan.marketplaces', $3, true), set_config('genkan.regions', $4, true)`;

/** For {@link ENTER_ROLE}: the subject; a customer's id; the marketplaces and the regions whose customers one serves. */
export function describeSettings(caller: Caller): string[] {
  switch (caller.context) {
    case 'customer':
      return [caller.subject, caller.customerId, '', ''];
    case 'support':
    case 'admin':
      // Names of this shop's own, without commas.
      return [caller.subject, '', caller.marketplaces.join(','), caller.regions.join(',')];
    case 'service':
      return [caller.subject, '', '', ''];
    case 'anonymous':
      return ['', '', '', ''];
  }
}

/**
 * Creates the role where there is none and lets the current user take it; migrations grant to it. Where that user may not
 * create roles, an administrator of the server does it beforehand.
 */
export async function createCallerRole(database: Kysely<unknown>): Promise<void> {
  // Another database of this server may be migrated at the same time.
  await sql`
    do $$ begin
      if not exists (select from pg_roles where rolname = ${sql.lit(CALLER_ROLE)}) then
        create role ${sql.id(CALLER_ROLE)} nologin;
        grant ${sql.id(CALLER_ROLE)} to current_user;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`.execute(database);
}

/**
 * Makes sure that the second wall stands before anybody is served.
 * @throws Error where the current user cannot take the role, or the role could see past the policies.
 */
export async function checkCallerRole(database: Kysely<unknown>): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`set local role ${sql.id(CALLER_ROLE)}`.execute(transaction);
    const { rows } = await sql<{ bypasses: boolean; owns: boolean }>`
      select rolsuper or rolbypassrls as bypasses,
        exists (select from pg_class where relowner = pg_roles.oid) as owns
      from pg_roles where rolname = current_user`.execute(transaction);
    const [role] = rows;
    if (role === undefined || role.bypasses || role.owns) {
      throw new Error(`The role ${CALLER_ROLE} must own no table and must not bypass row-level security.`);
    }
  });
}
