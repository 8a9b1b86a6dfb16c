import { expect, it } from 'vitest';
import { ConfigError } from '../../cli/config.ts';
import { isExplained } from '../../cli/explainedFaults.ts';
import { AttachError } from '../../cli/program/attach.ts';
import { UsageError } from '../../cli/usage.ts';
import { GatewayError } from '../../gateway/errors.ts';
import { OperationFileError } from '../../gateway/planning/registerOperations.ts';
import { CompositionError } from '../../gateway/supergraph/composeSupergraph.ts';
import { ToolCompileError } from '../../mcp/compile/toolCompileError.ts';
import { FolderInUseError } from '../../subgraphs/database/folderLock.ts';
import { ImportError } from '../../subgraphs/importError.ts';

// The command line knows most of these by name, because loading their modules takes longer than most commands.
it.each([
  AttachError,
  CompositionError,
  ConfigError,
  FolderInUseError,
  GatewayError,
  ImportError,
  OperationFileError,
  ToolCompileError,
  UsageError,
])('shows the message of a %o alone', (Fault) => {
  expect(isExplained(Reflect.construct(Fault, ['UNAUTHENTICATED', [], []]))).toBe(true);
});

it('shows the message of no other fault', () => {
  expect(isExplained(new TypeError('x is not a function'))).toBe(false);
  expect(isExplained('ImportError')).toBe(false);
});
