import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../gateway/authentication/caller.ts';
import { mapClaims } from '../../../gateway/authentication/mapClaims.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import { loadSupergraph } from '../../../gateway/supergraph/supergraph.ts';
import { composeTestSupergraph, openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';
import { forgetRules } from './oldComposer.ts';

const callerRules = parseCallerRules({
  contextClaim: 'role',
  vouchedClaims: [],
  contexts: { observer: { scopes: ['dome:open', 'sky:read'] } },
});

function signIn(scope: string): Caller {
  const caller = mapClaims(callerRules, { sub: 'ada', role: 'observer', scope });
  if (caller === undefined) throw new Error('The claims make no caller.');
  return caller;
}

const LINK = 'https://specs.apollo.dev/federation/v2.9';

function domes(imports: string, body: string): TestSubgraph {
  return {
    name: 'domes',
    sdl: `extend schema @link(url: "${LINK}", import: [${imports}]) ${body}`,
    resolvers: {
      Query: { dome: () => ({ id: 'd1', code: 'secret', plan: 'secret' }), code: () => 'secret' },
    },
  };
}

describe('the rules of a supergraph', () => {
  it('attack 35: hold under the name that a subgraph imports the directive by', async () => {
    const graph = openGraph({
      subgraphs: [
        domes(
          '{ name: "@authenticated", as: "@signedIn" }, { name: "@requiresScopes", as: "@needs" }',
          `type Query { dome: Dome }
           type Dome { id: ID code: String @signedIn plan: String @needs(scopes: [["dome:open"]]) }`,
        ),
      ],
      callerRules,
    });
    const text = '{ dome { id code plan } }';
    expect((await graph.run(text)).data).toEqual({ dome: { id: 'd1', code: null, plan: null } });
    expect((await graph.run(text, { caller: signIn('') })).data).toMatchObject({
      dome: { code: 'secret', plan: null },
    });
    expect((await graph.run(text, { caller: signIn('dome:open') })).data).toMatchObject({
      dome: { plan: 'secret' },
    });
  });

  it('attack 35: hold under the name that a supergraph links the specification by', async () => {
    const composed = composeTestSupergraph([
      domes(
        '"@authenticated"',
        'type Query { dome: Dome code: String } type Dome { id: ID code: String @authenticated }',
      ),
    ]);
    const AUTHENTICATED = '@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)';
    expect(composed).toContain(AUTHENTICATED);
    const renamed = composed
      .replace(
        AUTHENTICATED,
        '@link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "guarded", for: SECURITY)',
      )
      .replaceAll('@authenticated', '@guarded');
    const graph = openGraph({
      subgraphs: [
        domes('"@authenticated"', 'type Query { dome: Dome code: String } type Dome { id: ID code: String }'),
      ],
      callerRules,
      supergraphSdl: renamed,
    });
    expect((await graph.run('{ dome { id code } }')).data).toEqual({ dome: { id: 'd1', code: null } });
  });

  it('hold where the link directive itself has another name', () => {
    const composed = composeTestSupergraph([
      domes('"@authenticated"', 'type Query { code: String @authenticated }'),
    ]);
    const renamed = composed
      .replace(
        '@link(url: "https://specs.apollo.dev/link/v1.0")',
        '@lnk(url: "https://specs.apollo.dev/link/v1.0", as: "lnk")',
      )
      .replaceAll('@link(', '@lnk(')
      .replaceAll('directive @link', 'directive @lnk')
      .replaceAll('link__', 'lnk__');
    expect(loadSupergraph(renamed).accessRules.ruleFor('Query', 'code')).toEqual([{ kind: 'authenticated' }]);
  });

  it.each([
    [
      'links to no link specification',
      (sdl: string) => sdl.replaceAll('specs.apollo.dev/link/', 'example.com/link/'),
    ],
    ['extends a type', (sdl: string) => `${sdl}\nextend type Dome @authenticated`],
  ])('keep the gateway from starting where the supergraph %s', (_what, change) => {
    const composed = composeTestSupergraph([
      domes('"@authenticated"', 'type Query { dome: Dome code: String @authenticated } type Dome { id: ID }'),
    ]);
    expect(() => loadSupergraph(change(composed))).toThrow(Error);
  });

  it('withhold what lies in a denied selection alone, where it is merged with an allowed one', async () => {
    const graph = openGraph({
      subgraphs: [
        {
          ...domes(
            '"@authenticated"',
            `type Query { node: Node }
             interface Node { child: Child }
             type Inner implements Node { child: Child }
             type Outer implements Node { child: Child @authenticated }
             type Child { plan: String code: String }`,
          ),
          resolvers: {
            Query: { node: () => ({ __typename: 'Inner', child: { plan: 'plan', code: 'secret' } }) },
            Node: { __resolveType: () => 'Inner' },
          },
        },
      ],
      callerRules,
    });
    const { data, faults } = await graph.run('{ node { child { code } ... on Inner { child { plan } } } }');
    expect(data).toEqual({ node: { child: { code: null, plan: 'plan' } } });
    expect(faults).toEqual([{ code: 'UNAUTHORIZED_FIELD_OR_TYPE', path: ['node', 'child', 'code'] }]);
  });

  it('join: type, field and what it returns must all be met', async () => {
    const graph = openGraph({
      subgraphs: [
        domes(
          '"@authenticated", "@requiresScopes"',
          `type Query { dome: Dome }
           type Dome @requiresScopes(scopes: [["sky:read"]]) { id: ID code: Code @requiresScopes(scopes: [["dome:open"]]) }
           scalar Code @authenticated`,
        ),
      ],
      callerRules,
    });
    const read = async (scope: string) =>
      (await graph.run('{ dome { code } }', { caller: signIn(scope) })).data;
    await expect(read('dome:open')).rejects.toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
    expect(await read('sky:read')).toEqual({ dome: { code: null } });
    expect(await read('sky:read dome:open')).toEqual({ dome: { code: 'secret' } });
  });

  it('of several subgraphs for one field must all be met', async () => {
    const shared = (rule: string) => `type Query { code: String @shareable ${rule} }`;
    const graph = openGraph({
      subgraphs: [
        domes('"@shareable", "@requiresScopes"', shared('@requiresScopes(scopes: [["sky:read"], ["x"]])')),
        {
          ...domes('"@shareable", "@requiresScopes"', shared('@requiresScopes(scopes: [["dome:open"]])')),
          name: 'other',
        },
      ],
      callerRules,
    });
    const run = (scope: string) => graph.run('{ code }', { caller: signIn(scope) });
    await expect(run('sky:read')).rejects.toMatchObject({ scopes: ['dome:open', 'sky:read'] });
    await expect(run('dome:open')).rejects.toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
    expect((await run('dome:open sky:read')).data).toEqual({ code: 'secret' });
  });

  it.each([
    ['today', []],
    ['old', ['Dome.code']],
  ])(
    'attack 30: of an interface object hold for its implementers, by a composer of %s',
    async (_, forgotten) => {
      const subgraphs = [
        {
          name: 'any',
          sdl: `extend schema @link(url: "${LINK}", import: ["@key"])
            type Query { dome: Dome any: Any }
            interface Any @key(fields: "id") { id: ID! }
            type Dome implements Any @key(fields: "id") { id: ID! }`,
          resolvers: {
            Query: { dome: () => ({ id: 'd1' }), any: () => ({ id: 'd1' }) },
            Any: { __resolveType: () => 'Dome' },
            Dome: { __resolveReference: async ({ id }: { id: string }) => ({ id }) },
          },
        },
        {
          name: 'codes',
          sdl: `extend schema @link(url: "${LINK}", import: ["@key", "@interfaceObject", "@authenticated"])
            type Any @key(fields: "id") @interfaceObject { id: ID! code: String @authenticated plan: String }`,
          resolvers: {
            Any: {
              __resolveReference: async ({ id }: { id: string }) => ({ id }),
              code: () => 'secret',
              plan: () => 'open',
            },
          },
        },
      ];
      const supergraphSdl = forgetRules(composeTestSupergraph(subgraphs), ...forgotten);
      const graph = openGraph({ subgraphs, callerRules, supergraphSdl });
      const text = '{ dome { id code plan } any { id code ... on Dome { inner: code plan } } }';
      expect((await graph.run(text)).data).toEqual({
        dome: { id: 'd1', code: null, plan: 'open' },
        any: { id: 'd1', code: null, inner: null, plan: 'open' },
      });
      expect(graph.fetches.map(({ document }) => document).join()).not.toContain('code');
      expect((await graph.run(text, { caller: signIn('') })).data).toMatchObject({
        dome: { code: 'secret' },
        any: { code: 'secret', inner: 'secret' },
      });
    },
  );

  it('attack 32: what an interface object requires is fetched of all types, and asked of all', async () => {
    const subgraphs = [
      {
        name: 'any',
        sdl: `extend schema @link(url: "${LINK}", import: ["@key", "@authenticated"])
          type Query { any: [Any] }
          interface Any @key(fields: "id") { id: ID! height: Int }
          type Dome implements Any @key(fields: "id") { id: ID! height: Int }
          type Tower implements Any @key(fields: "id") { id: ID! height: Int @authenticated }`,
        resolvers: {
          Query: { any: () => [{ id: 'd1' }, { id: 't1' }] },
          Any: { __resolveType: ({ id }: { id: string }) => (id === 'd1' ? 'Dome' : 'Tower') },
        },
      },
      {
        name: 'grades',
        sdl: `extend schema @link(url: "${LINK}", import: ["@key", "@interfaceObject", "@external", "@requires", "@authenticated"])
          type Any @key(fields: "id") @interfaceObject {
            id: ID! height: Int @external grade: String @requires(fields: "height") @authenticated
          }`,
        resolvers: {},
      },
    ];
    const forgotten = ['Any.height', 'Any.grade', 'Dome.grade', 'Tower.grade'];
    const supergraphSdl = forgetRules(composeTestSupergraph(subgraphs), ...forgotten);
    const graph = openGraph({ subgraphs, callerRules, supergraphSdl });
    const { data } = await graph.run('{ any { id ... on Dome { grade } } }');
    expect(data).toEqual({ any: [{ id: 'd1', grade: null }, { id: 't1' }] });
    expect(graph.fetches.map(({ document }) => document).join()).not.toContain('height');
  });
});

describe('the rule of a selection', () => {
  const SKY = domes(
    '"@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@inaccessible"',
    `type Query { bodies: [Body] anything: Anything }
     interface Body { name: String light: Light }
     interface Bright implements Body { name: String light: Light }
     type Star implements Body & Bright @key(fields: "id") {
       id: ID! name: String light: Light mass: Int @requiresScopes(scopes: [["sky:read"]])
       hidden: Int @inaccessible @requiresScopes(scopes: [["dome:open"]])
     }
     type Comet implements Body @inaccessible @requiresScopes(scopes: [["dome:open"]]) { name: String light: Light }
     union Anything = Star | Light
     type Light @authenticated { hue: String }`,
  );
  const sdl = composeTestSupergraph([
    SKY,
    {
      name: 'charts',
      sdl: `extend schema @link(url: "${LINK}", import: ["@key", "@external", "@requires", "@requiresScopes", "@authenticated"])
        type Star @key(fields: "id") {
          id: ID! hidden: Int @external light: Light @external
          chart: String @requires(fields: "hidden light { ... on Light { hue } }")
            @authenticated @requiresScopes(scopes: [["dome:open"]])
        }
        type Light { hue: String @external }`,
    },
  ]);
  const { accessRules } = loadSupergraph(forgetRules(sdl, 'Body', 'Star.chart'));
  const describeRule = (typeName: string, fieldName: string) =>
    accessRules
      .ruleFor(typeName, fieldName)
      .map((clause) => (clause.kind === 'scopes' ? clause.anyOf : clause.kind));
  const OPEN = [['dome:open']];

  it.each([
    ['Query', 'bodies', [OPEN]],
    ['Body', '__typename', [OPEN]],
    ['Body', 'name', [OPEN]],
    ['Bright', 'name', []],
    ['Star', 'name', []],
    ['Star', 'light', ['authenticated']],
    ['Query', 'anything', []],
    ['Anything', '__typename', ['authenticated']],
    ['Star', '__typename', []],
    ['Star', 'chart', [OPEN, 'authenticated']],
    ['Query', '__schema', []],
  ])('%s.%s is its own, and what it reaches, of types that clients may not see too', (type, field, rule) => {
    expect(describeRule(type, field)).toEqual(rule);
  });

  it('names where its parts are declared', () => {
    expect(accessRules.originsOf('Star', 'chart')).toEqual([
      { coordinate: 'Star.hidden', clauses: [{ kind: 'scopes', anyOf: OPEN }] },
      { coordinate: 'Light', clauses: [{ kind: 'authenticated' }] },
    ]);
  });
});

describe('a supergraph that cannot be enforced is not loaded', () => {
  it.each([
    ['no scopes', '[]'],
    ['an alternative without scopes', '[[]]'],
    ['an empty alternative beside another', '[["sky:read"], []]'],
  ])('%s', (_name, scopes) => {
    const sdl = composeTestSupergraph([
      domes('"@requiresScopes"', `type Query { code: String @requiresScopes(scopes: ${scopes}) }`),
    ]);
    expect(() => loadSupergraph(sdl)).toThrow(
      'The scopes of Query.code must be lists of at least one scope each.',
    );
  });

  it('no scopes on a type', () => {
    const sdl = composeTestSupergraph([
      domes('"@requiresScopes"', 'type Query { code: Code } enum Code @requiresScopes(scopes: []) { A }'),
    ]);
    expect(() => loadSupergraph(sdl)).toThrow('The scopes of Code must be');
  });

  it('no policies', () => {
    const sdl = composeTestSupergraph([
      domes('"@policy"', 'type Query { code: String @policy(policies: [[]]) }'),
    ]);
    expect(() => loadSupergraph(sdl)).toThrow(
      'The policies of Query.code must be lists of at least one policy each.',
    );
  });

  it.each([
    ['authenticated', 'Query.code'],
    ['requiresScopes', 'Query.plan'],
  ])('an unknown version of @%s', (name, coordinate) => {
    const sdl = composeTestSupergraph([
      domes(
        '"@authenticated", "@requiresScopes"',
        'type Query { code: String @authenticated plan: String @requiresScopes(scopes: [["sky:read"]]) }',
      ),
    ]);
    const newer = sdl.replace(`specs.apollo.dev/${name}/v0.1`, `specs.apollo.dev/${name}/v1.0`);
    expect(newer).not.toBe(sdl);
    expect(() => loadSupergraph(newer)).toThrow(`${coordinate} is guarded by`);
  });

  it('a rule whose specification is not linked', () => {
    const sdl = composeTestSupergraph([
      domes('"@authenticated"', 'type Query { code: String @authenticated }'),
    ]);
    const unlinked = sdl.replace(/@link\(url: "https:\/\/specs.apollo.dev\/authenticated[^\n]*/, '');
    expect(() => loadSupergraph(unlinked)).toThrow(
      'Query.code is marked @authenticated, whose specification is not linked.',
    );
  });

  it('an argument that reads what is no field', () => {
    const sdl = composeTestSupergraph([
      {
        name: 'sky',
        sdl: `extend schema @link(url: "${LINK}", import: ["@composeDirective"])
          @link(url: "https://specs.genkan.dev/contract/v1.1") @composeDirective(name: "@contract__reads")
          directive @contract__reads(fields: [String!]!) on ARGUMENT_DEFINITION
          type Query { stars(by: String @contract__reads(fields: ["Star.mass"])): String }`,
      },
    ]);
    expect(() => loadSupergraph(sdl)).toThrow(
      '@contract__reads names Star.mass, which is no field of the supergraph.',
    );
  });
});

describe('caller rules', () => {
  it.each([
    [[], 'must be an object'],
    [{ vouchedClaims: [], contexts: {} }, '"contextClaim" must be a text'],
    [{ contextClaim: 'role', vouchedClaims: 'x', contexts: {} }, '"vouchedClaims" must be a list of texts'],
    [{ contextClaim: 'role', vouchedClaims: [], contexts: [] }, '"contexts" must be an object'],
    [
      { contextClaim: 'role', vouchedClaims: [], contexts: { admin: { scopes: [1] } } },
      '"contexts.admin.scopes" must be a list of texts',
    ],
  ])('that cannot be read are refused by name: %j', (json, message) => {
    expect(() => parseCallerRules(json)).toThrow(message);
  });
});

describe('the claims that a context requires', () => {
  const rules = parseCallerRules({
    contextClaim: 'role',
    vouchedClaims: ['dome'],
    contexts: { keeper: { scopes: [], requiredClaims: ['dome'] } },
  });

  it('make no caller where one is missing', () => {
    expect(mapClaims(rules, { sub: 'ada', role: 'keeper' })).toBeUndefined();
    expect(mapClaims(rules, { sub: 'ada', role: 'keeper', dome: 'd1' })).toMatchObject({
      claims: { dome: 'd1' },
    });
  });

  it('must be a list of texts', () => {
    const contexts = { keeper: { scopes: [], requiredClaims: 'dome' } };
    expect(() => parseCallerRules({ contextClaim: 'role', vouchedClaims: [], contexts })).toThrow(
      '"contexts.keeper.requiredClaims" must be a list of texts.',
    );
  });
});
