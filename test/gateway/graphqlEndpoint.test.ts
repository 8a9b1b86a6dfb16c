import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../cli/config.ts';
import { createApp } from '../../cli/http/createApp.ts';
import { createMetrics } from '../../cli/http/metrics.ts';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { type GraphQLEndpointOptions, serveGraphQL } from '../../gateway/http/graphqlEndpoint.ts';
import { createLandingPage } from '../../gateway/http/landingPage.ts';
import { openObservatory, signIn } from '../secondGraph/observatory.ts';

const graph = openObservatory();
const registered = graph.gateway.operations.find(({ name }) => name === 'FindTelescopes');
if (registered === undefined) throw new Error('The observatory has no such operation.');
const { id, body: text } = registered;

/** The operations that Apollo Server's pipeline has handled. */
const seen: (string | null)[] = [];
const witness: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ operationName }) {
        seen.push(operationName ?? null);
      },
    };
  },
};
const faults: unknown[] = [];

async function serve(options: Partial<GraphQLEndpointOptions>): Promise<FastifyInstance> {
  const { app } = createApp({
    config: parseConfig({}),
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    baseUrl: () => '',
    verifyCaller: async (authorization) =>
      authorization === undefined ? ANONYMOUS : signIn('observer', ...authorization.split(' ')),
  });
  const stop = await serveGraphQL(app, {
    gateway: graph.gateway,
    allowAdHoc: true,
    onInternalError: (error) => faults.push(error),
    ...options,
  });
  app.addHook('onClose', stop);
  return app;
}

afterEach(() => {
  graph.reset();
  faults.length = 0;
  seen.length = 0;
});

const post = (payload: object, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'POST',
  url: '/graphql',
  headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
  payload,
});
const get = (query: Record<string, string>, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'GET',
  url: '/graphql',
  query,
  headers: { host: 'localhost', 'apollo-require-preflight': '1', ...headers },
});
const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });
const hash = (of: string) => createHash('sha256').update(of).digest('hex');

const AD_HOC = 'query Name($id: ID!) { telescope(id: $id) { name } }';
const ANTU = { data: { telescope: { name: 'Antu' } } };
const KUEYEN = { data: { telescopes: [{ id: 't2', name: 'Kueyen', hoursBooked: 3, mirrorGrid: null }] } };
const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

const ANSWERED: readonly (readonly [string, InjectOptions, unknown])[] = [
  ['a text', post({ query: '{ telescope(id: "t1") { name } }' }), ANTU],
  [
    'null for what is left out',
    post({ query: '{ __typename }', variables: null, operationName: null, extensions: null }),
    { data: { __typename: 'Query' } },
  ],
  ['a text with variables', post({ query: AD_HOC, variables: { id: 't1' } }), ANTU],
  [
    'one operation of two',
    post({ query: `${AD_HOC} query Other { __typename }`, operationName: 'Other' }),
    { data: { __typename: 'Query' } },
  ],
  ['a text by GET', get({ query: AD_HOC, variables: '{"id":"t1"}', operationName: 'Name' }), ANTU],
  ['a registered id', post({ extensions: persisted(id), variables: { mounts: ['EQUATORIAL'] } }), KUEYEN],
  [
    'a registered id and its text',
    post({ query: text, extensions: persisted(id), variables: { mounts: ['EQUATORIAL'] } }),
    KUEYEN,
  ],
  [
    'a registered id by GET',
    get({ extensions: JSON.stringify(persisted(id)), variables: '{"mounts":[]}' }),
    { data: { telescopes: [] } },
  ],
  [
    'an unregistered text with its own hash',
    post({ query: AD_HOC, variables: { id: 't1' }, extensions: persisted(hash(AD_HOC)) }),
    ANTU,
  ],
  [
    'names of JavaScript as mere names',
    post({ query: '{ constructor: telescope(id: "t1") { toString: name } }' }),
    { data: { constructor: { toString: 'Antu' } } },
  ],
  [
    'introspection',
    post({ query: '{ __schema { queryType { name } } }' }),
    { data: { __schema: { queryType: { name: 'Query' } } } },
  ],
  [
    'what the caller may see, and says what is withheld',
    post({ query: '{ observation(id: "o3") { startsAt notes } }' }),
    {
      data: { observation: { startsAt: '2026-11-23T22:00:00Z', notes: null } },
      errors: [
        {
          message: 'Withheld: the caller may not see this.',
          path: ['observation', 'notes'],
          extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', scopes: [['observations:read']] },
        },
      ],
    },
  ],
  [
    'the same to a caller who may',
    post({ query: '{ observation(id: "o3") { notes } }' }, { authorization: 'observations:read' }),
    { data: { observation: { notes: 'embargoed' } } },
  ],
];

const MUTATION = 'mutation M { ping }';

/** What is refused, with which status and code; where Apollo Server has a code of its own, that too. */
const REFUSED: readonly [string, InjectOptions, number, string, string?][] = [
  ['7: a batch', { ...post([{ query: '{ __typename }' }]) }, 400, 'BAD_REQUEST'],
  ['18: a mutation by GET', get({ query: MUTATION }), 405, 'METHOD_NOT_ALLOWED', 'BAD_REQUEST'],
  [
    '18: a mutation by GET among queries',
    get({ query: `${MUTATION} query Q { __typename }`, operationName: 'M' }),
    405,
    'METHOD_NOT_ALLOWED',
    'BAD_REQUEST',
  ],
  [
    '19: GET without preflight',
    get({ query: '{ __typename }' }, { 'apollo-require-preflight': '' }),
    400,
    'BAD_REQUEST',
  ],
  [
    '19: GET with a simple content type',
    get(
      { query: '{ __typename }' },
      { 'apollo-require-preflight': '', 'content-type': 'Text/Plain ;charset=utf-8' },
    ),
    400,
    'BAD_REQUEST',
  ],
  [
    '19: text/plain',
    {
      ...post({}),
      headers: { host: 'localhost', 'content-type': 'text/plain' },
      payload: '{"query":"{ __typename }"}',
    },
    400,
    'BAD_REQUEST',
  ],
  [
    '19: text/plain in spite of the header',
    {
      ...post({}),
      headers: { host: 'localhost', 'content-type': 'text/plain', 'apollo-require-preflight': '1' },
      payload: '{"query":"{ __typename }"}',
    },
    400,
    'BAD_REQUEST',
  ],
  [
    '20: a form',
    {
      ...post({}),
      headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'query=%7B__typename%7D',
    },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    '20: a multipart form',
    {
      ...post({}),
      headers: {
        host: 'localhost',
        'content-type': 'multipart/form-data; boundary=x',
        'apollo-require-preflight': '1',
      },
      payload: '--x--',
    },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    '21: a registered id with another text',
    post({ query: AD_HOC, extensions: persisted(id) }),
    400,
    'PERSISTED_QUERY_MISMATCH',
  ],
  ['21: an unregistered id', post({ extensions: persisted(hash('x')) }), 400, 'OPERATION_NOT_REGISTERED'],
  [
    '21: an id of another version',
    post({ query: text, extensions: { persistedQuery: { version: 2, sha256Hash: id } } }),
    400,
    'BAD_REQUEST',
  ],
  ['22: a body cut short', { ...post({}), payload: '{"query":' }, 400, 'BAD_REQUEST'],
  ['22: an empty object', post({}), 400, 'BAD_REQUEST'],
  ['22: an empty text', post({ query: '' }), 400, 'BAD_REQUEST'],
  ['22: a text that is none', post({ query: { kind: 'Document' } }), 400, 'BAD_REQUEST'],
  ['22: variables that are a list', post({ query: AD_HOC, variables: ['t1'] }), 400, 'BAD_REQUEST'],
  ['22: variables that are a text', post({ query: AD_HOC, variables: '{"id":"t1"}' }), 400, 'BAD_REQUEST'],
  ['22: extensions that are a text', post({ query: AD_HOC, extensions: '{}' }), 400, 'BAD_REQUEST'],
  ['22: an operation name that is none', post({ query: AD_HOC, operationName: 1 }), 400, 'BAD_REQUEST'],
  ['22: variables by GET that are no JSON', get({ query: AD_HOC, variables: '{' }), 400, 'BAD_REQUEST'],
  [
    '22: a parameter by GET twice',
    { ...get({}), url: '/graphql?query={__typename}&query={__typename}' },
    400,
    'BAD_REQUEST',
  ],
  [
    '23: another charset',
    post({ query: AD_HOC }, { 'content-type': 'application/json; charset=utf-16' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    '27: an operation that is not there',
    post({ query: MUTATION, operationName: 'Other' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    '27: an operation without a name',
    post({ query: MUTATION, operationName: '' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    '27: another name than the registered one',
    post({ extensions: persisted(id), operationName: 'Other' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    '27: two operations and no name',
    post({ query: `${MUTATION} query Q { __typename }` }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['a text that is no GraphQL', post({ query: '{' }), 400, 'GRAPHQL_PARSE_FAILED'],
  ['a field that is not there', post({ query: '{ telescopse { id } }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['15: what only subgraphs have', post({ query: '{ _service { sdl } }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    '26: a variable that does not fit',
    post({ query: AD_HOC, variables: { id: null } }),
    400,
    'BAD_USER_INPUT',
  ],
  [
    '26: a variable too many',
    post({ query: AD_HOC, variables: { id: 't1', other: 1 } }),
    400,
    'BAD_USER_INPUT',
  ],
  ['what needs a caller, asked by nobody', post({ query: '{ signedIn }' }), 401, 'UNAUTHENTICATED'],
  [
    'what needs a scope',
    post({ query: '{ embargoed { id } }' }, { authorization: 'none' }),
    403,
    'INSUFFICIENT_SCOPE',
  ],
];

describe.each<readonly [string, Partial<GraphQLEndpointOptions>, boolean]>([
  ['straight to the gateway', {}, false],
  ['straight to the gateway, beside a landing page', { landingPage: createLandingPage() }, false],
  ["through Apollo Server's pipeline, for its plugins", { plugins: [witness] }, true],
])('/graphql, %s', (_way, options, isApollos) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await serve(options);
  });
  afterAll(() => app.close());

  it.each(ANSWERED)('answers %s', async (_what, request, answer) => {
    const { statusCode, headers, body } = await app.inject(request);
    expect({ statusCode, answer: JSON.parse(body) }).toEqual({ statusCode: 200, answer });
    expect(headers).toMatchObject({ 'content-type': JSON_TYPE, 'cache-control': 'no-store' });
    expect(seen.length).toBe(isApollos ? 1 : 0);
  });

  it.each(REFUSED)(
    'attack %s is refused and fetches nothing',
    async (_what, request, status, code, apollosCode) => {
      const { statusCode, body } = await app.inject(request);
      const answer = JSON.parse(body);
      expect({ statusCode, code: answer.errors[0].extensions.code }).toEqual({
        statusCode: status,
        code: isApollos ? (apollosCode ?? code) : code,
      });
      expect(answer).not.toHaveProperty('data');
      expect(body).not.toContain('stack');
      expect(graph.fetches).toEqual([]);
      expect(faults).toEqual([]);
    },
  );

  it('attack 18: says what a mutation by GET should have come by', async () => {
    const { headers } = await app.inject(get({ query: MUTATION }));
    expect(headers.allow).toBe('POST');
  });

  it('serves no other method', async () => {
    const { statusCode, headers } = await app.inject({ ...post({ query: '{ __typename }' }), method: 'PUT' });
    expect({ statusCode, allow: headers.allow }).toEqual({ statusCode: 405, allow: 'GET, POST' });
  });

  it.each([
    ['application/graphql-response+json', GRAPHQL_TYPE],
    ['application/graphql-response+json, application/json;q=0.9', GRAPHQL_TYPE],
    ['application/json, application/graphql-response+json', JSON_TYPE],
    ['application/json;q=0.5, application/graphql-response+json;q=0.6', GRAPHQL_TYPE],
    ['text/event-stream, application/*;q=0.1', JSON_TYPE],
    ['application/json;q=0, */*', GRAPHQL_TYPE],
    ['*/*', JSON_TYPE],
  ])('answers a client that accepts %s in %s', async (accept, type) => {
    for (const query of ['{ __typename }', '{ wrong }']) {
      const { headers } = await app.inject(post({ query }, { accept }));
      expect(headers['content-type']).toBe(type);
    }
  });

  it.each(['text/event-stream', 'application/json;q=0'])(
    'is 406 to a client that accepts nothing but %s',
    async (accept) => {
      const { statusCode } = await app.inject(post({ query: '{ __typename }' }, { accept }));
      expect(statusCode).toBe(406);
    },
  );

  it('tells subgraphs of the trace that the request is part of', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await app.inject(post({ query: AD_HOC, variables: { id: 't1' } }, { traceparent }));
    expect(graph.fetches.map(({ call }) => call.traceparent)).toEqual([traceparent]);
  });

  it('attack 67: masks a fault of its own and tells its operator', async () => {
    const fault = new Error('canary: password = 7');
    const app = await serve({
      ...options,
      gateway: {
        ...graph.gateway,
        executeText: async () => {
          throw fault;
        },
      },
    });
    const { statusCode, body } = await app.inject(post({ query: '{ __typename }' }));
    await app.close();
    expect({ statusCode, answer: JSON.parse(body) }).toEqual({
      statusCode: 500,
      answer: {
        errors: [{ message: 'Something failed inside.', extensions: { code: 'INTERNAL_ERROR' } }],
      },
    });
    expect(faults).toMatchObject([{ message: fault.message }]);
  });
});

describe.each<readonly [string, Partial<GraphQLEndpointOptions>]>([
  ['straight to the gateway', {}],
  ["through Apollo Server's pipeline", { plugins: [witness] }],
])('/graphql where only registered operations run, %s', (_way, options) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await serve({ ...options, allowAdHoc: false });
  });
  afterAll(() => app.close());

  it('answers a registered operation by id and by text', async () => {
    for (const parameters of [{ extensions: persisted(id) }, { query: text }]) {
      const { body } = await app.inject(post({ ...parameters, variables: { mounts: [] } }));
      expect(JSON.parse(body)).toEqual({ data: { telescopes: [] } });
    }
  });

  it.each([
    '{ __typename }',
    '{ telescopse { id } }',
    '{',
    '{ __schema { types { name } } }',
    `${'{ a '.repeat(2_000)}${'}'.repeat(2_000)}`,
  ])('attacks 13, 14, 21: refuses any other text alike, with its hash or without: %.30s', async (query) => {
    for (const parameters of [{ query }, { query, extensions: persisted(hash(query)) }]) {
      const { statusCode, body } = await app.inject(post(parameters));
      expect({ statusCode, answer: JSON.parse(body) }).toEqual({
        statusCode: 400,
        answer: {
          errors: [
            {
              message: 'Only registered operations are served here.',
              extensions: { code: 'OPERATION_NOT_REGISTERED' },
            },
          ],
        },
      });
    }
  });
});

describe('/graphql in a browser', () => {
  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

  it('is a page where there is one, which no other site may cache', async () => {
    const app = await serve({ landingPage: createLandingPage() });
    const { statusCode, headers } = await app.inject(
      get({}, { accept: BROWSER, 'apollo-require-preflight': '' }),
    );
    await app.close();
    expect({ statusCode, type: headers['content-type'], cache: headers['cache-control'] }).toEqual({
      statusCode: 200,
      type: 'text/html',
      cache: 'no-store',
    });
  });

  it('is refused where there is none', async () => {
    const app = await serve({});
    const { statusCode } = await app.inject(get({}, { accept: BROWSER, 'apollo-require-preflight': '' }));
    await app.close();
    expect(statusCode).toBe(400);
  });
});

describe('a document that does not fit the schema', () => {
  it('is told each misfit where the schema is no secret', async () => {
    const app = await serve({});
    const { body } = await app.inject(post({ query: '{ telescopse { id } instruments { id } }' }));
    await app.close();
    expect(JSON.parse(body).errors.map(({ message }: { message: string }) => message)).toEqual([
      'Cannot query field "telescopse" on type "Query". Did you mean "telescope" or "telescopes"?',
      'Field "instruments" argument "ids" of type "[ID!]!" is required, but it was not provided.',
    ]);
  });
});
