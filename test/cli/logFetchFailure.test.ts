import { Writable } from 'node:stream';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { logFetchFailure } from '../../cli/program/logFetchFailure.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

/** What is logged of one failure, at `level` and above. */
function logged(level: string, code: string, cause: unknown): { text: string; entries: unknown[] } {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const log = pino({ level, base: null, timestamp: false }, stream);
  logFetchFailure(log, { subgraph: 'catalog', code, traceId: TRACE_ID }, cause);
  return { text, entries: text === '' ? [] : [JSON.parse(text)] };
}

const LONG = 'secret'.repeat(150_000);
const LIMIT = 501;

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

  it('cuts what a subgraph answers, and logs nothing of it but its message', () => {
    const answered = { message: LONG, path: [LONG], locations: [], extensions: { code: 'X', values: LONG } };
    const { text, entries } = logged('warn', 'SUBGRAPH_ERROR', answered);
    expect(entries).toEqual([
      {
        level: 40,
        subgraph: 'catalog',
        code: 'SUBGRAPH_ERROR',
        traceId: TRACE_ID,
        err: { type: 'Object', stack: '', message: expect.stringMatching(/^(secret)+\w*…$/) },
        msg: 'a fetch failed',
      },
    ]);
    expect(text.length).toBeLessThan(LIMIT + 200);
  });

  it('shows of a fault in this process where it happened, and not the values that it was made with', () => {
    const fault = Object.assign(new TypeError(`${LONG}\n${LONG}`), {
      code: '42P01',
      detail: LONG,
      where: [LONG],
    });
    for (const cause of [fault, new GraphQLError(fault.message, { originalError: fault })]) {
      const { text, entries } = logged('warn', 'SUBGRAPH_ERROR', cause);
      expect(entries).toMatchObject([
        {
          err: {
            name: 'TypeError',
            code: '42P01',
            stack: expect.stringContaining('logFetchFailure.test.ts'),
          },
        },
      ]);
      const { err } = entries[0] as { err: object };
      expect(Object.keys(err).sort()).toEqual(['code', 'message', 'name', 'stack', 'type']);
      expect(text.length).toBeLessThan(5_000);
    }
  });

  it.each([undefined, null, 'ended', {}])('takes %j as it comes', (cause) => {
    expect(logged('warn', 'SUBGRAPH_TIMEOUT', cause).entries).toMatchObject([{ code: 'SUBGRAPH_TIMEOUT' }]);
  });
});
