import { parseText } from '../arguments.ts';
import { parsePageSize } from '../connection.ts';
import { subgraphError } from '../errors.ts';
import { addLocalDays } from '../localDay.ts';
import { resolveMarketplace } from '../marketplace.ts';
import { SHOP_RULES } from '../shopRules.ts';
import { chooseSpellings } from '../spelling.ts';
import type { PolicyContext } from './loaders.ts';
import { parseQuestion, respellWord } from './question.ts';
import type { ClauseRow } from './repository.ts';
import { type ClauseScope, findSimilarWords, listClauses, searchClauses } from './repositorySearch.ts';
import type { QueryPolicyClausesArgs } from './resolvers.generated.ts';

const MAX_QUESTION_LENGTH = 300;
const MIN_MISSPELT_LENGTH = 4;

/**
 * The clauses in force on this day of the marketplace that answer a question best, or a topic's in their own order.
 * Words that no clause has are taken for misspelt, which costs two statements more.
 * @throws INVALID_ARGUMENT, DENIED
 */
export async function findPolicyClauses(
  {
    question,
    topic,
    marketplace: requested,
    first,
  }: Omit<QueryPolicyClausesArgs, 'first'> & { first: number },
  { database, request }: PolicyContext,
): Promise<ClauseRow[]> {
  const limit = parsePageSize(first);
  const marketplace = resolveMarketplace(request.caller, requested);
  const today = addLocalDays(request.now(), 0, SHOP_RULES[marketplace].timeZone);
  const scope = { marketplace, today, topic: topic ?? undefined };
  if (question != null) {
    const words = parseQuestion(parseText('question', question, MAX_QUESTION_LENGTH), marketplace);
    return answerQuestion(database, words, scope, limit);
  }
  if (topic == null) throw subgraphError('INVALID_ARGUMENT', 'A "question" or a "topic" must be given.');
  return listClauses(database, scope, limit);
}

async function answerQuestion(
  database: PolicyContext['database'],
  words: ReturnType<typeof parseQuestion>,
  scope: ClauseScope,
  limit: number,
): Promise<ClauseRow[]> {
  if (words.length === 0) return [];
  const found = await searchClauses(database, words, scope, limit);
  // Short words are too much alike.
  const misspelt = found.unknownWords.filter((word) => word.length >= MIN_MISSPELT_LENGTH);
  if (misspelt.length === 0) return found.clauses;
  const spellings = chooseSpellings(await findSimilarWords(database, misspelt, scope));
  if (Object.keys(spellings).length === 0) return found.clauses;
  const respelt = words.map((word) => {
    const meant = Object.hasOwn(spellings, word.word) ? spellings[word.word] : undefined;
    return meant === undefined ? word : respellWord(word, meant);
  });
  return (await searchClauses(database, respelt, scope, limit)).clauses;
}
