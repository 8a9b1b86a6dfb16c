import type { SeriesFact } from '../feeds.ts';
import { foldText, foldTitle } from '../foldText.ts';

/** Spellings of one word that differ in more than case and punctuation; folded. */
const SYNONYMS: Readonly<Record<string, string>> = {
  shounen: 'shonen',
  shoujo: 'shojo',
  sciencefiction: 'scifi',
  lightnovels: 'lightnovel',
  novels: 'lightnovel',
  novel: 'lightnovel',
};

/** What a series may be called by somebody who does not want it. */
export interface SeriesNames {
  /** Folded, without spaces: titles with and without their subtitle, creators, genres, demographic, kind. */
  readonly keys: readonly string[];
  /** Titles and creators, folded, each between bars, so that no part goes over from one to the next. */
  readonly phrases: string;
}

export function describeNames({ titles, creators, genres, demographic, kind }: SeriesFact): SeriesNames {
  const topics = [...genres, ...(demographic === null ? [] : [demographic]), kind.replace('_', ' ')];
  const names = [...titles, ...titles.map(cutSubtitle), ...creators, ...creators.map(reverseWords)];
  const keys = new Set([...names, ...topics].map(foldName).filter((key) => key !== ''));
  return { keys: [...keys], phrases: `| ${[...titles, ...creators].map(foldText).join(' | ')} |` };
}

/** A text that says what to leave out. */
export interface Exclusion {
  /** Equal to one of a series' keys, or else… */
  readonly key: string;
  /** …a pattern for LIKE that finds it as whole words in the series' phrases. */
  readonly pattern: string;
}

/** Those of these texts that have a letter or digit at all. */
export function describeExclusions(texts: readonly string[]): Exclusion[] {
  return texts
    .map((text) => ({ key: foldName(text), words: foldText(text) }))
    .filter(({ key }) => key !== '')
    .map(({ key, words }) => ({ key, pattern: hasNoSpaces(words) ? `%${words}%` : `% ${words} %` }));
}

function foldName(name: string): string {
  const key = foldTitle(name);
  return Object.hasOwn(SYNONYMS, key) ? (SYNONYMS[key] ?? key) : key;
}

/** `Frieren: Beyond Journey's End` → `Frieren`. */
function cutSubtitle(title: string): string {
  return title.split(/[:：]|\s[-–—~]/u)[0] ?? title;
}

/** A Japanese name's parts come in either order. */
function reverseWords(name: string): string {
  return name.split(/\s+/).reverse().join(' ');
}

/** Whether a text is of a script without spaces between words: two such characters are as good as a word. */
function hasNoSpaces(words: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2}/u.test(words);
}
