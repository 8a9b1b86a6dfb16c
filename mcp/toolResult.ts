import type { CallToolResult } from '@modelcontextprotocol/server';
import { NOTICES } from './compile/outputSchema.ts';
import type { Answer, AnswerFault } from './executor.ts';
import { type Truncation, truncateLists } from './truncateLists.ts';
import { wrapUntrusted } from './untrustedText.ts';

/** What is missing from a result, in words for whoever reads it. */
export interface Notice {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly reason: string;
  readonly scopes?: readonly (readonly string[])[];
}

/** The executor's fault codes as notices; any other code says no more than that the part is unavailable. */
const NOTICE_BY_FAULT: Readonly<Record<string, { code: string; reason: string }>> = {
  UNAUTHORIZED_FIELD_OR_TYPE: { code: 'WITHHELD', reason: 'This caller may not see it.' },
  SUBGRAPH_TIMEOUT: { code: 'TIMEOUT', reason: 'Its source did not answer in time; asking again may help.' },
  INVALID_ARGUMENT: { code: 'INVALID_ARGUMENT', reason: 'An argument is outside its stated range or form.' },
  INVALID_CURSOR: {
    code: 'INVALID_CURSOR',
    reason: 'The cursor is not from this list and caller; start over.',
  },
  DENIED: { code: 'DENIED', reason: 'This caller may not ask for that.' },
};
const UNAVAILABLE = { code: 'UNAVAILABLE', reason: 'Its source failed; asking again may help.' };

/** The faults that another call has to mend, and not another moment. */
const MISTAKES: ReadonlySet<string> = new Set(['INVALID_ARGUMENT', 'INVALID_CURSOR', 'DENIED']);

/** Above this many, the rest says nothing new. */
const MAX_NOTICES = 20;

/**
 * An answer as a tool result: null object fields dropped, text that people outside wrote wrapped, notices only when
 * something is missing, and the text content the same JSON.
 */
export function toolResult(answer: Answer, maxBytes: number): CallToolResult {
  const data = answer.data === null ? {} : (dropNulls(answer.data) as Record<string, unknown>);
  wrapUntrusted(data, answer.untrusted);
  const whole = JSON.stringify(data);
  const truncated = Buffer.byteLength(whole) > maxBytes ? truncateLists(data, maxBytes) : [];
  // What was cut comes first: left out, a list would look complete.
  const notices = [...truncated.map(describeTruncation), ...describeFaults(answer.faults)].slice(
    0,
    MAX_NOTICES,
  );
  // What is cut has a notice.
  if (notices.length === 0) return { structuredContent: data, content: [{ type: 'text', text: whole }] };
  const structuredContent = { ...data, [NOTICES]: notices };
  return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] };
}

/** A result that says what the client did wrong, or that something failed; it holds no data. */
export function toolError(
  code: string,
  message: string,
  { scopes = [], path }: { scopes?: readonly string[]; path?: Notice['path'] } = {},
): CallToolResult {
  const error = { code, message, ...(path !== undefined && { path }), ...(scopes.length > 0 && { scopes }) };
  return { isError: true, content: [{ type: 'text', text: JSON.stringify({ error }) }] };
}

/** What the client did wrong where that alone left the answer without any data; the first, if there are more. */
export function findMistake({ data, faults }: Pick<Answer, 'data' | 'faults'>): Notice | undefined {
  const isEmpty = Object.values(data ?? {}).every((field) => field === null);
  return isEmpty && faults.every(({ code }) => MISTAKES.has(code)) ? describeFaults(faults)[0] : undefined;
}

/** Object fields that are null go; list entries that are null keep their place. */
function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry === null) continue;
    // Assigned, it would become the prototype.
    if (key === '__proto__') Object.defineProperty(kept, key, { ...OWN_ENTRY, value: dropNulls(entry) });
    else kept[key] = dropNulls(entry);
  }
  return kept;
}

const OWN_ENTRY = { writable: true, enumerable: true, configurable: true };

/** One notice for a code and a place; entries of a list that lack the same thing are one place. */
function describeFaults(faults: readonly AnswerFault[]): Notice[] {
  const told = faults.filter(({ byPolicy }) => byPolicy !== true);
  const places = Map.groupBy(told, ({ code, path }) => JSON.stringify([code, withoutIndices(path)]));
  return [...places.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return {
      path: others.length === 0 ? first.path : withoutIndices(first.path),
      ...(NOTICE_BY_FAULT[first.code] ?? UNAVAILABLE),
      ...(first.scopes !== undefined && { scopes: first.scopes }),
    };
  });
}

function withoutIndices(path: Notice['path']): readonly string[] {
  return path.filter((part) => typeof part === 'string');
}

function describeTruncation({ path, kept, total, isPage }: Truncation): Notice {
  const remedy = isPage ? 'ask again with a smaller first' : 'ask for fewer';
  return { path, code: 'TRUNCATED', reason: `Only ${kept} of ${total} entries fit; ${remedy}.` };
}
