import type { Logger } from 'pino';
import { createLog } from '../../cli/program/log.ts';

/** The log of a program as it writes it, kept as text. */
export interface KeptLog {
  readonly log: Logger;
  text(): string;
  entries(): readonly Record<string, unknown>[];
}

export function keepLog(level: string): KeptLog {
  const lines: string[] = [];
  return {
    log: createLog(level, { write: (line) => void lines.push(line) }),
    text: () => lines.join(''),
    entries: () => lines.map((line) => JSON.parse(line)),
  };
}
