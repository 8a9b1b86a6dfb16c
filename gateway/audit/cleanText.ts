/** Control characters, bidirectional controls (Unicode Standard Annex 9) and invisible copies of ASCII. */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]|[\u{e0000}-\u{e007f}]/gu;

/** A text that others wrote, on one line, with nothing in it that would mislead whoever reads it, and cut off. */
export function cleanText(text: string, maxLength: number): string {
  const cleaned = text.replaceAll(HIDDEN, ' ').toWellFormed();
  return cleaned.length <= maxLength ? cleaned : `${cleaned.slice(0, maxLength - 1).toWellFormed()}…`;
}
