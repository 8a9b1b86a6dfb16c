import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { createGateway } from '../../gateway/gateway.ts';
import { createPlanner } from '../../gateway/planning/planner/createPlanner.ts';
import {
  describeManifest,
  OperationFileError,
  parseManifest,
  registerManifest,
  registerOperations,
} from '../../gateway/planning/registerOperations.ts';
import { OBSERVATORY_RULES, openObservatory } from '../secondGraph/observatory.ts';
import { CLIENT_DIRECTIVES } from '../secondGraph/openGraph.ts';

const { supergraph, gateway } = openObservatory();

const register = (...texts: string[]) =>
  registerOperations(
    supergraph,
    texts.map((text, index) => ({ path: `operations/${index}.graphql`, text })),
    CLIENT_DIRECTIVES,
  );

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('operation files', () => {
  it('are registered under the sha256 of what runs, without client directives and descriptions', () => {
    const [operation] = register(`
      "Look up."
      query Look("The id." $id: ID!) @tool(title: "Look") { telescope(id: $id) { ...F } }
      "A part."
      fragment F on Telescope { name }`);
    expect(operation?.body).toBe(
      'query Look($id: ID!) {\n  telescope(id: $id) {\n    ...F\n  }\n}\n\nfragment F on Telescope {\n  name\n}',
    );
    expect(operation?.id).toBe(sha256(operation?.body ?? ''));
  });

  it('keep their id when only their descriptions change', () => {
    const [one] = register('"One." query Look @tool(title: "One") { telescopes { id } }');
    const [two] = register('"Two." query Look @tool(title: "Two") { telescopes { id } }');
    expect(two?.id).toBe(one?.id);
  });

  it('come in the order of their names', () => {
    const names = register(
      'query B { telescopes { id } }',
      'query C { telescopes { id } }',
      'query A { telescopes { id } }',
    );
    expect(names.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  });

  it.each([
    ['does not parse', 'query Look {', /^operations\/0\.graphql: Syntax Error/],
    [
      'selects what is not there',
      'query Look { telescop { id } }',
      /^operations\/0\.graphql: Cannot query field "telescop"/,
    ],
    [
      'has an unknown directive',
      'query Look @tol { telescopes { id } }',
      /^operations\/0\.graphql: Unknown directive "@tol"/,
    ],
    ['gives @tool no title', 'query Look @tool { telescopes { id } }', /^operations\/0\.graphql: .*"title"/],
    ['has no name', '{ telescopes { id } }', /^operations\/0\.graphql: the operation must have a name\./],
    [
      'holds two operations',
      'query A { telescopes { id } } query B { telescopes { id } }',
      /^operations\/0\.graphql: /,
    ],
    ['subscribes', 'subscription S { telescopes { id } }', /^operations\/0\.graphql: /],
    [
      'is too large',
      `query Look { telescopes { ${'id '.repeat(2_001)} } }`,
      /^operations\/0\.graphql: The operation's fields must be at most 2000/,
    ],
    [
      'has fragments in a circle',
      'query Look { ...A } fragment A on Query { ...A }',
      /^operations\/0\.graphql: /,
    ],
  ])('one that %s is refused by file and reason', (_name, text, message) => {
    expect(() => register(text)).toThrow(OperationFileError);
    expect(() => register(text)).toThrow(message);
  });

  it('of one name are refused', () => {
    expect(() => register('query Look { telescopes { id } }', 'query Look { telescopes { name } }')).toThrow(
      'operations/1.graphql: another file has an operation Look already.',
    );
  });
});

describe('a manifest', () => {
  const body = 'query FrontEnd($id: ID!) {\n  telescope(id: $id) {\n    __typename\n    name\n  }\n}';
  const manifest = (change: object = {}) => ({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: sha256(body), name: 'FrontEnd', type: 'query', body, ...change }],
  });

  it('makes its operations callable by id, and no tools', async () => {
    const safelisted = registerManifest(supergraph, 'front-end.json', parseManifest(manifest()));
    const sources = new Map(
      ['telescopes', 'observations'].map((name) => [
        name,
        { fetch: async () => ({ data: { telescope: { __typename: 'Telescope', name } } }) },
      ]),
    );
    const served = createGateway(
      {
        supergraph,
        callerRules: OBSERVATORY_RULES,
        planner: createPlanner(supergraph.sdl),
        sources,
        fetchTimeoutMs: 1_000,
        deadlineMs: 1_000,
        onFetchFailed: () => {},
      },
      [],
      safelisted,
    );
    expect(served.operations).toEqual([]);
    const { data } = await served.executeRegistered(sha256(body), {
      variables: { id: 't1' },
      caller: ANONYMOUS,
      requestId: 'test',
      signal: new AbortController().signal,
    });
    expect(data).toEqual({ telescope: { __typename: 'Telescope', name: 'telescopes' } });
  });

  it('with an id that is not the sha256 of the body is refused by name', () => {
    const parsed = parseManifest(manifest({ id: sha256(`${body} `) }));
    expect(() => registerManifest(supergraph, 'front-end.json', parsed)).toThrow(
      'front-end.json, operation FrontEnd: the id is not the sha256 of the body.',
    );
  });

  it('with a body that does not fit is refused by name and reason', () => {
    const wrong = 'query FrontEnd { nothing }';
    const parsed = parseManifest(manifest({ id: sha256(wrong), body: wrong }));
    expect(() => registerManifest(supergraph, 'front-end.json', parsed)).toThrow(
      /^front-end\.json, operation FrontEnd: Cannot query field "nothing"/,
    );
  });

  it.each<unknown>([
    null,
    [],
    'text',
    { ...manifest(), version: 2 },
    { ...manifest(), format: 'other' },
    { ...manifest(), operations: {} },
    manifest({ id: 7 }),
    manifest({ body: undefined }),
  ])('of another form is refused: %j', (json) => {
    expect(() => parseManifest(json)).toThrow(TypeError);
  });

  it('is what the tools of a graph are described by', () => {
    const described = describeManifest(gateway.operations);
    expect(parseManifest(JSON.parse(JSON.stringify(described)))).toEqual(described);
    for (const { id, body: text } of described.operations) expect(id).toBe(sha256(text));
  });
});

describe('a call by id', () => {
  const call = { variables: {}, caller: ANONYMOUS, requestId: 'test', signal: new AbortController().signal };

  it.each(['', 'unknown', '__proto__', sha256('anything')])(
    'attack 21: that is not registered is refused: %j',
    async (id) => {
      await expect(gateway.executeRegistered(id, call)).rejects.toMatchObject({
        code: 'OPERATION_NOT_REGISTERED',
      });
    },
  );
});
