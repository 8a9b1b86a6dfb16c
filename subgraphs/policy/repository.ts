import { type Kysely, sql } from 'kysely';
import type { Marketplace } from '../caller.ts';
import type { Format } from '../facts.ts';
import type { PolicyTopic } from './resolvers.generated.ts';

/** Dates are calendar dates, as text. */
export interface ClauseRow {
  id: string;
  topic: PolicyTopic;
  title: string;
  text: string;
  citation: string;
  marketplace: Marketplace | null;
  effective_from: string;
  effective_to: string | null;
  section: number;
  paragraph: number;
}

/** A copy of what the catalog says of an edition. */
export interface EditionReferenceRow {
  edition_id: string;
  format: Format;
}

export interface PolicyTables {
  'policy.clause': ClauseRow;
  'policy.edition_reference': EditionReferenceRow;
}

/** All but what a clause is found by. */
export const CLAUSE_COLUMNS = [
  'id',
  'topic',
  'title',
  'text',
  'citation',
  'marketplace',
  'effective_from',
  'effective_to',
  'section',
  'paragraph',
] as const satisfies (keyof ClauseRow)[];

/** Whatever version was cited is found, in force or not. */
export function loadClauses(database: Kysely<PolicyTables>, ids: readonly string[]): Promise<ClauseRow[]> {
  return database
    .selectFrom('policy.clause')
    .select(CLAUSE_COLUMNS)
    .where(sql<boolean>`id = any(${ids})`)
    .execute();
}

/** Those of these editions that are known, in no order, each once. */
export function loadEditionReferences(
  database: Kysely<PolicyTables>,
  ids: readonly string[],
): Promise<EditionReferenceRow[]> {
  return database
    .selectFrom('policy.edition_reference')
    .selectAll()
    .where(sql<boolean>`edition_id = any(${ids})`)
    .execute();
}
