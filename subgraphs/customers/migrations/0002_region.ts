import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** The part of the world that a customer lives in; until anybody says otherwise, where its first address is. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table customers.customer add column region text check (region in ('NA', 'EU', 'APAC'))`.execute(
    database,
  );
  await sql`
    update customers.customer customer set region = case coalesce(
        (select country from customers.address where customer_id = customer.id order by position limit 1),
        marketplace)
      when 'US' then 'NA' when 'CA' then 'NA' when 'MX' then 'NA'
      when 'JP' then 'APAC' when 'KR' then 'APAC' when 'AU' then 'APAC' when 'NZ' then 'APAC' when 'SG' then 'APAC'
      else 'EU' end`.execute(database);
  await sql`alter table customers.customer alter column region set not null`.execute(database);
}
