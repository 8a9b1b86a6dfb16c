import { foldText } from '../foldText.ts';

/**
 * Texts are cut into words here, not by the database: its parsers depend on the server's locale and take a
 * Japanese title for one word.
 */

/** What the misspelt words of a text may stand for. */
export type Spellings = Readonly<Record<string, readonly string[]>>;

/**
 * A tsquery literal for all of a folded text's words, the last one also as the beginning of a word.
 * @returns the empty query, which finds nothing, where there are no words.
 */
export function formatQuery(
  folded: string,
  { weight = '', spellings = {} }: { weight?: 'A' | 'BC' | ''; spellings?: Spellings } = {},
): string {
  const words = splitWords(folded);
  return words
    .map((word, index) => {
      const isLast = index === words.length - 1;
      const known = Object.hasOwn(spellings, word) ? spellings[word] : undefined;
      const alternatives = (known ?? [word]).map((spelling) => {
        const flags = (isLast && isBeginning(spelling) ? '*' : '') + weight;
        return flags === '' ? `'${spelling}'` : `'${spelling}':${flags}`;
      });
      return `(${alternatives.join(' | ')})`;
    })
    .join(' & ');
}

/** A tsvector literal of all words of these texts. */
export function formatWords(texts: Readonly<Record<'A' | 'B' | 'C', readonly string[]>>): string {
  const weightsOf = new Map<string, Set<string>>();
  for (const [weight, ofWeight] of Object.entries(texts)) {
    for (const word of ofWeight.flatMap((text) => splitWords(foldText(text)))) {
      weightsOf.set(word, (weightsOf.get(word) ?? new Set()).add(weight));
    }
  }
  // PostgreSQL keeps a weight only together with a position; which one does not matter here.
  return [...weightsOf]
    .map(([word, weights]) => `'${word}':${[...weights].map((weight, index) => `${index + 1}${weight}`)}`)
    .join(' ');
}

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;

/** Japanese is written without spaces: a run of it becomes its pairs of neighbours, so any part of it is found. */
export function splitWords(folded: string): string[] {
  return folded
    .replaceAll(JAPANESE, (run) => ` ${pairNeighbours(run).join(' ')} `)
    .split(' ')
    .filter((word) => word !== '');
}

function pairNeighbours(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Whether a word may be the beginning of a longer one: three letters, or one character of Japanese. */
function isBeginning(word: string): boolean {
  return /^\p{L}{3}/u.test(word) || /^[^\p{ASCII}]$/u.test(word);
}
