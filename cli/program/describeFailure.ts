import type { ErrorCode } from '../../gateway/errors.ts';
import { describeCause } from './describeCause.ts';

/**
 * One line of what ends a process, for standard error: a code of the table and what {@link describeCause} keeps of
 * the fault. A raw stack begins with a message, and that may quote a key, a row or a token.
 */
export function describeFailure(fault: unknown): string {
  const code: ErrorCode = 'INTERNAL_ERROR';
  return `${code} ${JSON.stringify(describeCause(fault))}\n`;
}
