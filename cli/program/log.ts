import { type DestinationStream, type Logger, pino } from 'pino';
import { describeCause } from './describeCause.ts';

/**
 * Logs to standard error: standard output belongs to answers, and over stdio to the protocol. Whatever is given to
 * be logged, a line holds only the words below and what {@link describeCause} keeps of a fault.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      formatters: { log: describeEntry },
      // The formatter has described it; pino's own serializer would look for a message.
      serializers: { err: (described: unknown) => described },
      hooks: {
        // Without words of its own an entry would get the fault's message, and further arguments their values.
        logMethod([entry, message], method) {
          method.apply(this, typeof entry === 'string' ? [entry] : [entry, message ?? 'a fault']);
        },
      },
    },
    destination,
  );
}

/** What an entry may say: names and words of this program and of its operator's files, and what is no text. */
const WORDS: ReadonlySet<string> = new Set([
  'subgraph',
  'code',
  'traceId',
  'operation',
  'operationId',
  'policy',
  'supergraphHash',
  'folder',
  'reason',
  'isUnfit',
  'newlyDenied',
  'newlyAllowed',
]);

/** A value under any other name may be somebody's data, at whatever depth. */
function describeEntry(entry: Record<string, unknown>): Record<string, unknown> {
  const described: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry)) {
    if (name === 'err' || value instanceof Error) described[name] = describeCause(value);
    else described[name] = WORDS.has(name) && isWords(value) ? value : '[not logged]';
  }
  return described;
}

function isWords(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => typeof entry === 'string');
  return value === undefined || typeof value === 'string' || typeof value === 'boolean';
}
