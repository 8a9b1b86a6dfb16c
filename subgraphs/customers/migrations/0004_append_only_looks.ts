import { type Kysely, sql } from 'kysely';

/** Looks are only added; an erasure alone makes those at one customer nameless, and says so by a setting. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create function customers.refuse_look_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and current_setting('genkan.audit_changes', true) = tg_table_name then
        return new;
      end if;
      raise exception 'looks at customers are only ever added' using errcode = 'insufficient_privilege';
    end $$`.execute(database);
  await sql`
    create trigger append_only before update or delete on customers.audit_entry
    for each row execute function customers.refuse_look_change()`.execute(database);
  await sql`
    create trigger no_truncate before truncate on customers.audit_entry
    for each statement execute function customers.refuse_look_change()`.execute(database);
}
