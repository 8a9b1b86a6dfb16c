import { subgraphError } from '../errors.ts';
import { foldText, foldTitle } from '../foldText.ts';
import { normalizeIsbn13 } from '../scalars.ts';
import { formatQuery, type Spellings, splitWords } from './searchText.ts';

const MAX_QUERY_LENGTH = 200;

/** What a search asks for. */
export type SearchTerms =
  | { readonly kind: 'everything' }
  | { readonly kind: 'isbn'; readonly isbn13: string }
  | {
      readonly kind: 'words';
      /** Folded, without the volume. */
      readonly words: string;
      /** A tsquery of `words`. */
      readonly query: string;
      /** The same among creators and topics alone: all of them, any of them, each of them. */
      readonly topicQuery: string;
      readonly anyTopicQuery: string;
      readonly topicQueries: readonly string[];
      /** Whether some of the topics will do, where nothing has all words. */
      readonly isLoose: boolean;
      /** The folded titles that the text may be, exactly. */
      readonly titleKeys: readonly string[];
      readonly volume: SearchedVolume | undefined;
    };

export interface SearchedVolume {
  readonly label: string;
  /** A tsquery for titles that end on that number, as "Mob Psycho 100" does; null where it must be a volume. */
  readonly titleQuery: string | null;
}

/**
 * Reads what somebody typed: nothing, an ISBN, or words with or without a volume ("one piece 101").
 * @throws INVALID_ARGUMENT beyond 200 characters.
 */
export function parseSearchTerms(text: string): SearchTerms {
  checkLength('query', text);
  if (text.trim() === '') return { kind: 'everything' };
  const isbn13 = normalizeIsbn13(text.trim());
  if (isbn13 !== undefined) return { kind: 'isbn', isbn13 };
  const { words, volume } = splitVolume(text);
  return createWordTerms({ words, volume, titles: [words, text], spellings: {}, isLoose: false });
}

/** What {@link createWordTerms} makes terms of. */
interface WordSource {
  /** Folded. */
  readonly words: string;
  readonly volume: SearchedVolume | undefined;
  /** What the text may be as a whole. */
  readonly titles: readonly string[];
  readonly spellings: Spellings;
  readonly isLoose: boolean;
}

export function createWordTerms({ words, volume, titles, spellings, isLoose }: WordSource): SearchTerms {
  // A word with another name is known: it is not misspelt, however near it comes to a title's.
  const alternatives = { ...spellings, ...OTHER_NAMES };
  const topicQueries = splitWords(words).map((word) =>
    formatQuery(word, { spellings: alternatives, weight: 'BC' }),
  );
  return {
    kind: 'words',
    words,
    query: formatQuery(words, { spellings: alternatives }),
    topicQuery: formatQuery(words, { spellings: alternatives, weight: 'BC' }),
    anyTopicQuery: topicQueries.join(' | '),
    topicQueries,
    titleKeys: titles.map(foldTitle),
    volume,
    isLoose,
  };
}

/** What topics are called otherwise. A plain word is a spelling of itself as well. */
const OTHER_NAMES: Spellings = {
  shounen: ['shounen', 'shonen'],
  shoujo: ['shoujo', 'shojo'],
  mangas: ['mangas', 'manga'],
  novels: ['novels', 'novel'],
  ln: ['ln', 'novel'],
  scifi: ['scifi', 'sci'],
  kids: ['kids', 'kodomo'],
  children: ['children', 'kodomo'],
};

/** @throws INVALID_ARGUMENT beyond 200 characters. */
function checkLength(argument: string, text: string): void {
  if (text.length > MAX_QUERY_LENGTH) {
    throw subgraphError(
      'INVALID_ARGUMENT',
      `"${argument}" must have at most ${MAX_QUERY_LENGTH} characters, got ${text.length}.`,
    );
  }
}

/** A number that stands alone, with what announces a volume before or after it: vol. 4, #4, 第4巻. */
const NUMBER =
  /(?:第|(?<![\p{L}\p{N}\p{Sc}.,])(?<sign>vol(?:ume)?\.?|v\.|#)?)\s*(?<label>\d{1,4}(?:\.\d{1,2})?)(?<count>巻)?(?![\p{L}\p{N},]|\.\d)/giu;

function splitVolume(text: string): { words: string; volume: SearchedVolume | undefined } {
  const whole = { words: foldText(text), volume: undefined };
  const normalized = text.normalize('NFKC').trim();
  const match = [...normalized.matchAll(NUMBER)].at(-1);
  if (match?.groups?.label === undefined) return whole;
  const announced = match.groups.sign !== undefined || match.groups.count !== undefined;
  // "5 Centimeters per Second": a number at the beginning is part of the title.
  if (match.index === 0 && !announced) return whole;
  const words = foldText(
    `${normalized.slice(0, match.index)} ${normalized.slice(match.index + match[0].length)}`,
  );
  if (words === '') return whole;
  const { label } = match.groups;
  return {
    words,
    volume: {
      label: String(Number(label)),
      titleQuery: announced ? null : formatQuery(foldText(label), { weight: 'A' }),
    },
  };
}
