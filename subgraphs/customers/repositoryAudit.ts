import { type Kysely, sql } from 'kysely';
import { type CustomerRow, type CustomersTables, isVisibleTo } from './repository.ts';
import type { Look } from './service.ts';

/**
 * Looks at a customer and writes down who looked for which one and why, found or not, in one statement: an answer
 * whose entry cannot be written is not given. The statement is the same whatever is found.
 */
export async function lookAtCustomer(
  database: Kysely<CustomersTables>,
  { caller, at, operationId, requestId, customerId, reason }: Look,
): Promise<CustomerRow | undefined> {
  const { rows } = await sql<CustomerRow>`
    with found as (
      select c.* from customers.customer c where c.id = ${customerId} and ${isVisibleTo(caller)}
    ), written as (
      insert into customers.audit_entry
        (at, subject, context, operation_id, request_id, customer_id, reason, found)
      select ${at}::timestamptz, ${caller.subject}::text, ${caller.context}::text, ${operationId ?? null}::text,
        ${requestId}::text, ${customerId}::text, ${reason}::text, exists (select from found)
    )
    select * from found`.execute(database);
  return rows[0];
}
