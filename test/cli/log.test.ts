import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { ConfigError } from '../../cli/config.ts';
import { GatewayError } from '../../gateway/errors.ts';
import { SubgraphFailure } from '../../gateway/execution/http/subgraphFailure.ts';
import { keepLog } from '../harness/keptLog.ts';

const SECRET = 'hidden-7c1f';

function fail(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { detail: SECRET, errors: [new Error(SECRET)] });
}

it.each<[string, unknown]>([
  ['an error', fail(SECRET)],
  ['causes of causes', fail('a', fail('b', fail(SECRET, { value: SECRET })))],
  ['many errors', new AggregateError([fail(SECRET)], SECRET)],
  ['what the client sent', new GatewayError('BAD_USER_INPUT', { detail: SECRET, cause: fail(SECRET) })],
  ['a GraphQL error', new GraphQLError(SECRET, { path: [`${SECRET} `], extensions: { code: `${SECRET} ` } })],
  ['a thrown text', SECRET],
  ['a thrown object', { message: SECRET, stack: SECRET, code: SECRET }],
  ['an error of a changed name', Object.assign(fail('a'), { name: SECRET, code: SECRET })],
  ['a message that looks like frames', fail(`a\n    at x (/${SECRET}:1:2)`)],
])('67: keeps no value of a fault, be it %s', (_what, fault) => {
  const { log, text, entries } = keepLog('trace');
  log.error({ err: fault }, 'a request failed');
  log.warn({ fault: { deep: [fault] } }, 'it came deeper');
  log.error({ err: fault });
  log.info({ at: [fault] }, 'of %s', fault);
  log.info('of %s', fault);
  expect(entries()).toHaveLength(5);
  expect(text()).not.toContain(SECRET);
});

it('67: says of an error that comes alone what it says of any other', () => {
  const { log, entries } = keepLog('trace');
  log.info(new Error(SECRET));
  expect(entries()).toMatchObject([{ err: { name: 'Error' }, msg: 'a fault' }]);
  expect(JSON.stringify(entries())).not.toContain(SECRET);
});

it('67: logs no value under a name that it does not know, nor one that is no word', () => {
  const { log, entries } = keepLog('trace');
  const deep = { subgraph: { name: SECRET }, newlyDenied: [{ name: SECRET }] };
  log.info({ email: SECRET, count: 12_345, operation: 'OrderStatus', ...deep }, 'done');
  expect(entries()).toMatchObject([
    {
      email: '[not logged]',
      subgraph: '[not logged]',
      newlyDenied: '[not logged]',
      count: '[not logged]',
      operation: 'OrderStatus',
    },
  ]);
});

it('keeps which policy could not be evaluated', () => {
  const { log, entries } = keepLog('trace');
  log.error({ code: 'POLICY_FAILED', policy: 'full_address' }, 'a policy could not be evaluated');
  expect(entries()).toMatchObject([{ code: 'POLICY_FAILED', policy: 'full_address' }]);
});

it('keeps the name, the code, the place and the causes of a fault', () => {
  const { log, entries } = keepLog('trace');
  const cause = Object.assign(new TypeError(SECRET), { code: 'ECONNRESET' });
  log.error({ err: new RangeError(SECRET, { cause }) }, 'a request failed');
  const stack = expect.stringMatching(/^\s+at .*log\.test\.ts/);
  expect(entries()[0]?.err).toEqual({
    name: 'RangeError',
    stack,
    cause: { name: 'TypeError', code: 'ECONNRESET', stack },
  });
});

it.each([
  new ConfigError('PORT must be a number.'),
  new SubgraphFailure('HTTP_STATUS', 'The subgraph answers with status 502.'),
])('keeps the message of a fault that is worded here: $message', (fault) => {
  const { log, entries } = keepLog('trace');
  log.error({ err: fault }, 'it failed');
  expect(entries()).toMatchObject([{ err: { name: fault.name, message: fault.message }, msg: 'it failed' }]);
});
