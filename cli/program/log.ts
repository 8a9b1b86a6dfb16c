import { type Logger, pino } from 'pino';

/** Logs to standard error: standard output belongs to answers, and over stdio to the protocol. */
export function createLog(level: string): Logger {
  return pino({ level }, pino.destination(2));
}
