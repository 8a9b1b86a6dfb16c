import { describe, expect, it } from 'vitest';
import { ANONYMOUS, type Caller } from '../../../gateway/authentication/caller.ts';
import { STATED_LATER } from '../../../gateway/authorization/access.ts';
import type { PolicyEngine, PolicyRequest } from '../../../gateway/authorization/policyEngine.ts';
import { OBSERVATORY_RULES, signIn } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

const NIGHT_LOGS: TestSubgraph = {
  name: 'logs',
  sdl: `
    extend schema
      @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@policy", "@requiresScopes", "@composeDirective"])
      @link(url: "https://specs.genkan.dev/contract/v1.1", import: [{ name: "@stated", as: "@said" }])
      @composeDirective(name: "@said")
    directive @said(as: String!) on ARGUMENT_DEFINITION
    type Query {
      log(id: ID! @said(as: "log"), reason: String = "none given" @said(as: "reason")): Log
      weather: String
      archive(reason: String @said(as: "reason")): String @policy(policies: [["director"]])
    }
    type Log {
      title: String
      entry(shift: Shift @said(as: "shift")): String @policy(policies: [["night", "known"], ["director"]])
      author: String @policy(policies: [["night"]])
      seal: String @policy(policies: [["night"]]) @requiresScopes(scopes: [["observations:read"]])
    }
    enum Shift { EARLY LATE }
  `,
  resolvers: {
    Query: {
      log: () => ({ title: 't', entry: 'e', author: 'a', seal: 's' }),
      weather: () => 'clear',
      archive: () => 'all',
    },
  },
};

interface Asked extends PolicyRequest {
  readonly policy: string;
}

/** @param allowed the policies that allow, or what decides that. */
function openLogs(
  allowed: (policy: string, request: PolicyRequest) => boolean,
  names: readonly string[] = ['night', 'known', 'director'],
) {
  const asked: Asked[] = [];
  const policies: PolicyEngine = {
    names: new Set(names),
    decide(policy, request) {
      asked.push({ policy, ...request });
      return allowed(policy, request);
    },
  };
  const operations = [
    {
      path: 'Entry.graphql',
      text: `"Reads an entry." query Entry($reason: String) @tool(title: "Entry") { log(id: 1, reason: $reason) { entry } }`,
    },
    {
      path: 'Archive.graphql',
      text: `"Reads all." query Archive($why: String!) @tool(title: "Archive") { archive(reason: $why) }`,
    },
    { path: 'Sky.graphql', text: `"The weather." query Sky @tool(title: "Sky") { weather }` },
  ];
  const graph = openGraph({ subgraphs: [NIGHT_LOGS], callerRules: OBSERVATORY_RULES, policies, operations });
  const idOf = (name: string) => graph.gateway.operations.find((one) => one.name === name)?.id ?? '';
  return { ...graph, asked, idOf };
}

const observer = signIn('observer');

describe('@policy', () => {
  it('is an OR of ANDs of what policies decide', async () => {
    const read = async (...allowed: readonly string[]) => {
      const graph = openLogs((policy) => allowed.includes(policy));
      return (await graph.run('{ log(id: 1) { entry author } }', { caller: observer })).data?.log;
    };
    expect(await read('night')).toEqual({ entry: null, author: 'a' });
    expect(await read('night', 'known')).toEqual({ entry: 'e', author: 'a' });
    expect(await read('director')).toEqual({ entry: 'e', author: null });
    expect(await read()).toEqual({ entry: null, author: null });
  });

  it('is withheld with a code for clients, and named as a denial that no scope lifts', async () => {
    const graph = openLogs(() => false);
    const text = '{ log(id: 1) { author seal } }';
    const { faults } = await graph.run(text, { caller: observer });
    expect(faults).toEqual([
      { code: 'UNAUTHORIZED_FIELD_OR_TYPE', path: ['log', 'author'], byPolicy: true },
      { code: 'UNAUTHORIZED_FIELD_OR_TYPE', path: ['log', 'seal'], byPolicy: true },
    ]);
    const allowing = openLogs(() => true);
    expect((await allowing.run(text, { caller: observer })).faults).toEqual([
      {
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
        path: ['log', 'seal'],
        scopes: [['observations:read']],
      },
    ]);
  });

  it('asks for each policy once a call, and only where the operation comes to it', async () => {
    const graph = openLogs(() => true);
    await graph.run('{ weather log(id: 1) { title } }', { caller: observer });
    expect(graph.asked).toEqual([]);
    await graph.run('{ log(id: 1) { entry author again: author } other: log(id: 1) { entry } }', {
      caller: observer,
    });
    expect(graph.asked.map(({ policy }) => policy)).toEqual(['night', 'known']);
  });

  it('tells the registered operation, never a name that a client gives', async () => {
    const graph = openLogs(() => true);
    const id = graph.idOf('Entry');
    const call = { variables: {}, caller: observer, requestId: '1', signal: new AbortController().signal };
    await graph.gateway.executeRegistered(id, call);
    await graph.run('query Entry { log(id: 1) { author } }', { caller: observer });
    expect(graph.asked.map(({ operation }) => operation)).toEqual([
      { id, name: 'Entry', source: 'tool' },
      { id, name: 'Entry', source: 'tool' },
      undefined,
    ]);
  });

  it('is decided for nobody too', async () => {
    const graph = openLogs((policy, { caller }) => policy === 'night' && caller === ANONYMOUS);
    expect((await graph.run('{ log(id: 1) { author seal } }')).data).toEqual({
      log: { author: 'a', seal: null },
    });
  });

  it('attack 42: what one call was allowed says nothing for the next', async () => {
    const graph = openLogs((_policy, { stated }) => stated.reason === 'audit');
    const text = 'query ($reason: String) { log(id: 1, reason: $reason) { title author } }';
    const read = async (reason: string) =>
      (await graph.run(text, { caller: observer, variables: { reason } })).data?.log;
    expect(await read('audit')).toEqual({ title: 't', author: 'a' });
    expect(await read('curious')).toEqual({ title: 't', author: null });
    expect(await read('audit')).toEqual({ title: 't', author: 'a' });
    expect(graph.fetches.map(({ document }) => document.includes('author'))).toEqual([true, false, true]);
  });

  it.each([
    ['that the engine does not know', ['night', 'known'], 'Query.archive asks for the policy "director"'],
    ['where there is none', [], 'asks for the policy "night"'],
  ])('keeps the gateway from starting where it names one %s', (_, names, message) => {
    expect(() => openLogs(() => true, names)).toThrow(message);
  });
});

describe('what a call states', () => {
  const state = async (text: string, variables = {}) => {
    const graph = openLogs(() => true);
    await graph.run(text, { caller: observer, variables });
    return { stated: graph.fetches[0]?.call.stated, asked: graph.asked[0]?.stated };
  };

  it('is told to policies and sources: literals, variables, enums and defaults', async () => {
    const all = await state(
      'query ($r: String, $s: Shift = LATE) { log(id: 1, reason: $r) { entry(shift: $s) } }',
      { r: 'lost parcel' },
    );
    expect(all.stated).toEqual({ log: '1', reason: 'lost parcel', shift: 'LATE' });
    expect(all.asked).toEqual(all.stated);
    expect((await state('{ log(id: 1) { entry } }')).stated).toEqual({ log: '1', reason: 'none given' });
    expect((await state('{ log(id: 1, reason: null) { entry(shift: null) } }')).stated).toEqual({ log: '1' });
    expect((await state('{ weather }')).stated).toEqual({});
  });

  it('is what is asked for alone, not what @skip and @include leave out', async () => {
    const text = `query ($with: Boolean!) { log(id: 1) { entry ...F @include(if: $with) } }
      fragment F on Log { other: entry(shift: EARLY) @skip(if: false) never: entry(shift: LATE) @skip(if: true) }`;
    expect((await state(text, { with: true })).stated).toMatchObject({ shift: 'EARLY' });
    expect((await state(text, { with: false })).stated).not.toHaveProperty('shift');
  });

  it('twice and differently denies what any policy would allow', async () => {
    const graph = openLogs(() => true);
    const text = 'query ($id: ID!) { log(id: 1) { author } other: log(id: $id) { title author } }';
    const read = async (id: string) => (await graph.run(text, { caller: observer, variables: { id } })).data;
    expect(await read('1')).toEqual({ log: { author: 'a' }, other: { title: 't', author: 'a' } });
    expect(await read('2')).toEqual({ log: { author: null }, other: { title: 't', author: null } });
    expect(graph.fetches.at(-1)?.call.stated).toEqual({ reason: 'none given' });
  });

  it.each(['Int', 'Boolean', '[String]', 'In'])('must be a text, and not %s', (type) => {
    const sdl = NIGHT_LOGS.sdl.replace('reason: String = "none given"', `reason: ${type}`);
    const subgraph = { ...NIGHT_LOGS, sdl: `${sdl} input In { a: ID }` };
    expect(() => openGraph({ subgraphs: [subgraph], callerRules: OBSERVATORY_RULES })).toThrow(
      `Query.log(reason:) is marked @said and is no text but ${type}.`,
    );
  });
});

describe('an operation that policies guard', () => {
  it('exists for those whom they would let in with all scopes and some statement', () => {
    const graph = openLogs(
      (_policy, { caller, stated }) =>
        caller.kind === 'authenticated' &&
        caller.scopes.has('observations:write') &&
        stated.reason === STATED_LATER,
    );
    const exists = (caller: Caller) => graph.gateway.isReachable(graph.idOf('Archive'), caller);
    expect([observer, signIn('engineer'), ANONYMOUS].map(exists)).toEqual([true, false, true]);
    expect(graph.gateway.isReachable(graph.idOf('Sky'), observer)).toBe(true);
  });

  it('is refused as a whole where they allow nothing of it, and names no scopes', async () => {
    const graph = openLogs(() => false);
    await expect(graph.run('{ archive }', { caller: observer })).rejects.toMatchObject({
      code: 'INSUFFICIENT_SCOPE',
      scopes: [],
    });
    expect(graph.fetches).toEqual([]);
  });
});
