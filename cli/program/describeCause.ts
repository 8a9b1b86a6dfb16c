import { GraphQLError } from 'graphql';
import { IssuerUnreachable } from '../../gateway/authentication/issuerUnreachable.ts';
import { SubgraphFailure } from '../../gateway/execution/http/subgraphFailure.ts';
import { OperationFileError } from '../../gateway/planning/registerOperations.ts';
import { CompositionError } from '../../gateway/supergraph/composeSupergraph.ts';
import { ToolCompileError } from '../../mcp/compile/toolCompileError.ts';
import { ConfigError } from '../config.ts';
import { GraphFileError } from './graphFiles.ts';

/** What is logged of a fault. */
export interface DescribedCause {
  readonly name?: string;
  readonly code?: string;
  /** Where in the answer, of a fault in this process. */
  readonly path?: readonly (string | number)[];
  /** Only where the wording is ours. */
  readonly message?: string;
  /** Where in this program, without the message that a stack begins with. */
  readonly stack?: string;
  readonly cause?: DescribedCause;
}

/**
 * Their messages hold names, numbers and places of the operator's own files. Any other message may quote a value:
 * a database's the row, a subgraph's an argument, and a refusal's what the client sent.
 */
const WORDED_BY_US = [
  CompositionError,
  ConfigError,
  GraphFileError,
  IssuerUnreachable,
  OperationFileError,
  SubgraphFailure,
  ToolCompileError,
];

const MAX_CAUSES = 3;
const MAX_MESSAGE_CHARACTERS = 500;
const MAX_PATH_ENTRIES = 20;

/** A word of a program: longer, or of other letters, it could be data. */
const WORD = /^\w{1,64}$/;

/**
 * Keeps of a fault what tells where and what it is, and nothing that it was made with.
 * @param cause an Error of this process, or anything else, of which nothing is kept: it is somebody else's text.
 */
export function describeCause(cause: unknown, depth = 0): DescribedCause {
  if (!(cause instanceof Error)) return {};
  if (cause instanceof GraphQLError) return describeGraphqlError(cause, depth);
  const { name, message } = cause;
  const code = 'code' in cause ? cause.code : undefined;
  return {
    ...(isWord(name) && { name }),
    ...(isWord(code) && { code }),
    ...(WORDED_BY_US.some((worded) => cause instanceof worded) && { message: cut(message) }),
    stack: readFrames(cause),
    ...(cause.cause instanceof Error &&
      depth < MAX_CAUSES && { cause: describeCause(cause.cause, depth + 1) }),
  };
}

/** As a subgraph in this process answers a resolver's fault, or a refusal. */
function describeGraphqlError(error: GraphQLError, depth: number): DescribedCause {
  const { originalError, extensions } = error;
  const fault =
    originalError === undefined || depth >= MAX_CAUSES
      ? { name: error.name, ...(isWord(extensions.code) && { code: extensions.code }) }
      : describeCause(originalError, depth + 1);
  const path = error.path
    ?.slice(0, MAX_PATH_ENTRIES)
    .filter((entry) => typeof entry === 'number' || isWord(entry));
  return { ...fault, ...(path !== undefined && { path }) };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && WORD.test(value);
}

const FRAME = /^\s+at .*:\d+:\d+\)?$/;

/** The message may be as long as a client makes it, and have lines that look like frames. */
function readFrames({ stack = '', message }: Error): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  const frames = (at === -1 ? stack : stack.slice(at + message.length))
    .split('\n')
    .filter((line) => FRAME.test(line));
  return frames.slice(-Error.stackTraceLimit).map(cut).join('\n');
}

function cut(text: string): string {
  return text.length <= MAX_MESSAGE_CHARACTERS ? text : `${text.slice(0, MAX_MESSAGE_CHARACTERS)}…`;
}
