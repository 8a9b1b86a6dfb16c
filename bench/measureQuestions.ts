import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'gpt-tokenizer';
import { type CountedShop, type Fill, openCountedShop } from './countedShop.ts';
import { type AskTool, QUESTIONS, type Question } from './questions.ts';
import { percentile, type Row } from './table.ts';

const WARM_UP_CALLS = 10;
const MEASURED_CALLS = 100;

/** What each question takes; `p50Ms` is that of the call in the program, without HTTP. */
export interface QuestionFigures {
  readonly question: Question;
  readonly fetches: number;
  readonly statements: number;
  readonly p50Ms: number;
  readonly tokens: number;
  /** Undefined for what changes something. */
  readonly unselectedTokens: number | undefined;
}

/**
 * Asks every question of the sample shop.
 * @param databaseUrl an empty database; undefined: an embedded one.
 */
export async function measureQuestions(databaseUrl?: string, fill?: Fill): Promise<QuestionFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-bench-'));
  const shop = await openCountedShop(folder, databaseUrl, fill);
  try {
    const figures: QuestionFigures[] = [];
    for (const question of QUESTIONS) figures.push(await measureQuestion(shop, question));
    return figures;
  } finally {
    await shop.close();
    rmSync(folder, { recursive: true });
  }
}

/** One call answers each question, so that is not counted. */
export function describeFigures(figures: readonly QuestionFigures[]): Row[] {
  return figures.map(({ question, fetches, statements, p50Ms, tokens, unselectedTokens }) => ({
    '#': question.number,
    tool: question.tool,
    calls: 1,
    fetches,
    statements,
    'p50 ms': p50Ms,
    tokens,
    'unselected tokens': unselectedTokens ?? '',
    'of unselected': unselectedTokens === undefined ? '' : tokens / unselectedTokens,
  }));
}

/** The same questions of two shops, side by side. */
export function compareFigures(small: readonly QuestionFigures[], big: readonly QuestionFigures[]): Row[] {
  return small.flatMap((one, index) => {
    const other = big[index];
    if (other === undefined) return [];
    return {
      '#': one.question.number,
      tool: one.question.tool,
      'statements, sample': one.statements,
      'statements, big': other.statements,
      'p50 ms, sample': one.p50Ms,
      'p50 ms, big': other.p50Ms,
      'big / sample': other.p50Ms / one.p50Ms,
    };
  });
}

async function measureQuestion(shop: CountedShop, question: Question): Promise<QuestionFigures> {
  const { tool, persona } = question;
  let turn = 0;
  const ask: AskTool = async (name, args) => JSON.parse((await shop.call(persona, name, args)).text);
  const prepare = async () =>
    typeof question.args === 'function' ? question.args(turn++, ask) : question.args;
  // What can be asked once has no warm-up: its figure is that of a first call, planning and all.
  if (question.once !== true) {
    for (let call = 0; call < WARM_UP_CALLS; call++) await shop.call(persona, tool, await prepare());
  }
  const args = await prepare();
  const { fetches, statements, text, elapsedMs } = await shop.call(persona, tool, args);
  const elapsed = [elapsedMs];
  if (question.once !== true) {
    for (let call = 1; call < MEASURED_CALLS; call++) {
      elapsed.push((await shop.call(persona, tool, await prepare())).elapsedMs);
    }
  }
  elapsed.sort((left, right) => left - right);
  const unselected = await shop.unselected(persona, tool, args);
  return {
    question,
    fetches,
    statements,
    p50Ms: percentile(elapsed, 0.5),
    tokens: encode(text).length,
    unselectedTokens: unselected === undefined ? undefined : encode(unselected).length,
  };
}
