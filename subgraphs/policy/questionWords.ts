import { foldText } from '../foldText.ts';

/** What is written apart, with a hyphen or in one, as one word: a part of it alone would find something else. */
const COMPOUNDS: readonly (readonly [written: RegExp, word: string])[] = [
  [/\bpre ?or?der/g, 'preorder'],
  [/\bback ?order/g, 'backorder'],
  [/\bbox(?:ed)? ?set/g, 'boxset'],
  [/\be ?book/g, 'ebook'],
  [/\bgift ?card/g, 'giftcard'],
  [/\bpick ?up/g, 'pickup'],
  [/\bshrink ?wrap/g, 'shrinkwrap'],
];

/** Folded, with compounds in one word: `Can't I pre-order it?` → `cant i preorder it`. */
export function foldQuestion(text: string): string {
  return COMPOUNDS.reduce((folded, [written, word]) => folded.replaceAll(written, word), foldText(text));
}

/** The words and numbers of a folded text. */
export function splitWords(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
