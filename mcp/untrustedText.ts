import type { Answer } from './executor.ts';

/** The property that text which people outside wrote is wrapped in. */
export const UNTRUSTED_TEXT = 'untrustedText';

/**
 * What would steer a terminal or hide what it says from whoever looks over a model's shoulder: control characters
 * but for tab and line feed, bidirectional controls (Unicode Standard Annex 9) and tag characters, which are
 * invisible copies of ASCII.
 */
const HIDDEN = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/gu;

/** Wraps, in place, the texts at these places; a place that is not there any more is passed over. */
export function wrapUntrusted(data: Record<string, unknown>, places: Answer['untrusted']): void {
  for (const place of places) {
    const parent = place.slice(0, -1).reduce<unknown>(readEntry, data);
    const key = place.at(-1);
    const text = key === undefined ? undefined : readEntry(parent, key);
    if (typeof text === 'string' && key !== undefined) writeEntry(parent, key, wrap(text));
  }
}

function wrap(text: string): Record<string, string> {
  return { [UNTRUSTED_TEXT]: text.replaceAll(HIDDEN, '') };
}

function readEntry(parent: unknown, key: string | number): unknown {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return undefined;
  return (parent as Record<string | number, unknown>)[key];
}

/** The entry is there, so that a key such as "__proto__" is an own property and is written as one. */
function writeEntry(parent: unknown, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}
