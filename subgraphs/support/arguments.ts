import { parseText } from '../arguments.ts';
import { subgraphError } from '../errors.ts';

/** As the schema states them. */
const MAX_SUBJECT_LENGTH = 120;
const MAX_MESSAGE_LENGTH = 2_000;

/** One line, trimmed. @throws INVALID_ARGUMENT when it is blank, too long or not printable. */
export function parseSubject(value: string): string {
  return refuseBlank('subject', parseText('subject', value, MAX_SUBJECT_LENGTH).trim());
}

/**
 * Lines, trimmed as a whole; each break is a line feed and each tab a space, however they were written.
 * @throws INVALID_ARGUMENT when it is blank, too long or has other control characters.
 */
export function parseMessage(value: string): string {
  const message = value.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').trim();
  parseText('message', message.replaceAll('\n', ' '), MAX_MESSAGE_LENGTH);
  return refuseBlank('message', message);
}

function refuseBlank(name: string, text: string): string {
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw subgraphError('INVALID_ARGUMENT', `"${name}" must have a letter or a digit.`);
  }
  return text;
}
