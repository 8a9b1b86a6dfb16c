import { sql, type Transaction } from 'kysely';
import { foldQuestion, splitWords } from './questionWords.ts';
import type { ClauseRow, PolicyTables } from './repository.ts';

/** A clause with what people call it, by which it is found too. */
export interface NewClause extends ClauseRow {
  readonly asked: string;
}

/** Adds clauses; one whose id is there already stays as it is. */
export async function addClauses(
  transaction: Transaction<PolicyTables>,
  clauses: readonly NewClause[],
): Promise<void> {
  const rows = clauses.map(({ asked, ...clause }) => {
    const folded = {
      title: foldQuestion(clause.title),
      asked: foldQuestion(asked),
      text: foldQuestion(clause.text),
    };
    const words = new Set(Object.values(folded).flatMap(splitWords));
    return { ...clause, folded, words: [...words] };
  });
  await sql`
    insert into policy.clause (id, topic, title, text, citation, marketplace, effective_from, effective_to,
      section, paragraph, words, search)
    select id, topic, title, text, citation, marketplace, effective_from, effective_to, section, paragraph, words,
      setweight(to_tsvector('english', folded->>'title'), 'A')
        || setweight(to_tsvector('english', folded->>'asked'), 'B')
        || setweight(to_tsvector('english', folded->>'text'), 'C')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as clause (
      id text, topic text, title text, text text, citation text, marketplace text, effective_from date,
      effective_to date, section integer, paragraph integer, words text[], folded jsonb)
    on conflict do nothing`.execute(transaction);
}
