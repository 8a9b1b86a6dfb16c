import type { SubgraphAnswer } from '../dataSource.ts';
import { decompress } from './decompress.ts';
import type { HttpAnswer } from './exchange.ts';
import { SubgraphFailure } from './subgraphFailure.ts';

/** Far deeper than any selection, and no danger to the stack of whoever walks it. */
const MAX_DEPTH = 1_000;

const GRAPHQL_RESPONSE = /^application\/graphql-response\+json\s*(;|$)/i;

/**
 * Reads an answer as GraphQL over HTTP, section 6.4, has it: where the status is no success, only the media type of
 * GraphQL itself says that the body is an answer and not some proxy's.
 * @param maxBytes after decompression.
 * @throws SubgraphFailure for anything else than an answer.
 */
export async function parseAnswer(answer: HttpAnswer, maxBytes: number): Promise<SubgraphAnswer> {
  const { status, headers } = answer;
  const isSuccess = status >= 200 && status < 300;
  if (!isSuccess && !GRAPHQL_RESPONSE.test(headers['content-type'] ?? '')) {
    const code = isRefusal(status) ? 'REQUEST_REFUSED' : 'HTTP_STATUS';
    throw new SubgraphFailure(code, `The subgraph answers with status ${status}.`);
  }
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
  const body =
    encoding === 'identity' || answer.body.byteLength === 0
      ? answer.body
      : await decompress(answer.body, encoding, maxBytes);
  const parsed = parseJson(body, status);
  if (!isGraphQL(parsed)) {
    throw new SubgraphFailure('NOT_GRAPHQL', `The answer (status ${status}) has neither data nor errors.`);
  }
  // What is shorter cannot be that deep: each level has two brackets.
  if (body.byteLength > 2 * MAX_DEPTH && isDeeperThan(parsed, MAX_DEPTH)) {
    throw new SubgraphFailure('ANSWER_TOO_DEEP', `The answer has more than ${MAX_DEPTH} levels.`);
  }
  return parsed;
}

/** Whether the request is at fault; of those, 408 and 429 tell of a subgraph that cannot keep up (RFC 9110, 15.5). */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function parseJson(body: Buffer, status: number): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Not as the cause: its message quotes the body.
    throw new SubgraphFailure(
      'NOT_JSON',
      `The answer (status ${status}, ${body.byteLength} bytes) is no JSON.`,
    );
  }
}

function isGraphQL(value: unknown): value is SubgraphAnswer {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, 'data') || Object.hasOwn(value, 'errors');
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const entry of value) if (isDeeperThan(entry, levels - 1)) return true;
    return false;
  }
  for (const key in value) {
    if (isDeeperThan((value as Record<string, unknown>)[key], levels - 1)) return true;
  }
  return false;
}
