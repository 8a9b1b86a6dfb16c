import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { logFetchFailure } from '../../cli/program/logFetchFailure.ts';
import { keepLog } from '../harness/keptLog.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

/** What is logged of one failure, at `level` and above. */
function logged(level: string, code: string, cause: unknown) {
  const kept = keepLog(level);
  logFetchFailure(kept.log, { subgraph: 'catalog', code, traceId: TRACE_ID }, cause);
  const entries = kept.entries().map(({ level, subgraph, code, traceId, err, msg }) => ({
    ...{ level, subgraph, code, traceId, msg },
    ...(err !== undefined && { err }),
  }));
  return { text: kept.text(), entries };
}

const LONG = 'secret'.repeat(150_000);

describe('logFetchFailure', () => {
  it.each(['INVALID_ARGUMENT', 'INVALID_CURSOR', 'DENIED'])(
    'tells of a client’s mistake, %s, only at debug and without its values',
    (code) => {
      const cause = new GraphQLError(LONG, { extensions: { code } });
      expect(logged('info', code, cause).text).toBe('');
      expect(logged('debug', code, cause).entries).toEqual([
        { level: 20, subgraph: 'catalog', code, traceId: TRACE_ID, msg: 'a fetch was refused' },
      ]);
    },
  );

  it('logs of an error that a subgraph answers which fetch it was, and no word of it', () => {
    const answered = { name: 'a', message: LONG, path: [LONG], extensions: { code: 'X', values: LONG } };
    expect(logged('trace', 'SUBGRAPH_ERROR', answered).entries).toEqual([
      { level: 40, subgraph: 'catalog', code: 'SUBGRAPH_ERROR', traceId: TRACE_ID, msg: 'a fetch failed' },
    ]);
  });

  it('shows of a fault in this process where it happened, and not the values that it was made with', () => {
    const fault = Object.assign(new TypeError(`${LONG}\n    at ${LONG} (file:1:2)`), {
      code: '42P01',
      detail: LONG,
      where: [LONG],
    });
    const path = ['order', 0, 'status'];
    for (const cause of [fault, new GraphQLError(fault.message, { originalError: fault, path })]) {
      const { text, entries } = logged('trace', 'SUBGRAPH_ERROR', cause);
      expect(entries).toMatchObject([
        {
          err: {
            name: 'TypeError',
            code: '42P01',
            stack: expect.stringContaining('logFetchFailure.test.ts'),
            ...(cause !== fault && { path }),
          },
        },
      ]);
      expect(text).not.toContain('secret');
    }
  });

  it.each([undefined, null, 'ended', {}])('takes %j as it comes', (cause) => {
    expect(logged('warn', 'SUBGRAPH_TIMEOUT', cause).entries).toMatchObject([{ code: 'SUBGRAPH_TIMEOUT' }]);
  });
});
