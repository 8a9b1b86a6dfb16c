import { ConfigError } from './config.ts';
import { UsageError } from './usage.ts';

/** Faults whose message is all that the user needs; of any other only what `describeFailure` keeps of it. */
const EXPLAINED = new Set([
  'AttachError',
  'CheckError',
  'CompositionError',
  'FolderInUseError',
  'GatewayError',
  'GraphFileError',
  'ImportError',
  'OperationFileError',
  'PolicyFileError',
  'ToolCompileError',
]);

export function isExplained(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof ConfigError ||
    (error instanceof Error && EXPLAINED.has(error.name)) ||
    (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  );
}
