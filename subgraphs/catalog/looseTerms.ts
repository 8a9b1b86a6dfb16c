import type { Format } from '../facts.ts';
import { createWordTerms, type SearchTerms } from './searchTerms.ts';
import type { Spellings } from './searchText.ts';

/** What a text that finds nothing as it is may mean: its words without those that name a format or nothing. */
export interface LooseTerms {
  /** Folded; empty where a format is all that it says. */
  readonly words: string;
  readonly format: Format | undefined;
}

/** How people name formats, in folded text. */
const FORMAT_NAMES: readonly (readonly [name: RegExp, format: Format])[] = [
  [/\bbox(ed)? ?sets?\b/, 'BOX_SET'],
  [/\bomnibus(es)?( editions?)?\b/, 'OMNIBUS'],
  [/\bdeluxe( editions?)?\b/, 'DELUXE'],
  [/\bhard ?(cover|back)s?\b/, 'HARDCOVER'],
  [/\b(paper ?back|soft ?cover)s?\b/, 'PAPERBACK'],
  [/\b(e ?books?|digital( editions?)?|kindle)\b/, 'DIGITAL'],
  [/\baudio ?books?\b/, 'AUDIOBOOK'],
];

/** Words of questions rather than of what they are about. */
const FILLERS = new Set(
  (
    'a about all an and any are at best book books by can find first for from get give good have i in is it like ' +
    'looking me my of on or please recommend series set similar some something than that the this to under ' +
    'volume volumes want what which with'
  ).split(' '),
);

/** @returns undefined for what is no text of words. */
export function readLoosely(terms: SearchTerms): LooseTerms | undefined {
  if (terms.kind !== 'words') return undefined;
  const named = FORMAT_NAMES.find(([name]) => name.test(terms.words));
  const words = named === undefined ? terms.words : terms.words.replace(named[0], ' ');
  const telling = words.split(' ').filter((word) => word !== '' && !FILLERS.has(word));
  // "Me and My" is nothing but fillers, and a title.
  if (telling.length === 0 && named === undefined) return { words: terms.words, format: undefined };
  return { words: telling.join(' '), format: named?.[1] };
}

/** The terms to seek then: misspelt words may stand for others, and not all words are needed. */
export function loosenTerms(terms: SearchTerms, { words }: LooseTerms, spellings: Spellings): SearchTerms {
  if (terms.kind !== 'words') return terms;
  if (words === '') return { kind: 'everything' };
  return createWordTerms({ words, volume: terms.volume, titles: [words], spellings, isLoose: true });
}
