import { afterEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../gateway/authentication/caller.ts';
import { mapClaims } from '../../../gateway/authentication/mapClaims.ts';
import { GatewayError } from '../../../gateway/errors.ts';
import { OBSERVATORY_RULES, openObservatory, signIn } from '../../secondGraph/observatory.ts';

const graph = openObservatory();
afterEach(() => graph.reset());

const observer = signIn('observer');
const reader = signIn('observer', 'observations:read');
const writer = signIn('observer', 'observations:write');
const engineer = signIn('engineer', 'instruments:service');

const WITHHELD = 'UNAUTHORIZED_FIELD_OR_TYPE';

/** Every text sent to a subgraph since the last reset. */
const sent = () => graph.fetches.map(({ document }) => document).join('\n');

describe('a denied field is null with one coded fault, and is not fetched', () => {
  it('attack 28: under an alias', async () => {
    const { data, faults } = await graph.run(
      '{ telescope(id: "t1") { id name: nightContact x: nightContact } }',
    );
    expect(data).toEqual({ telescope: { id: 't1', name: null, x: null } });
    expect(faults).toEqual([
      { code: WITHHELD, path: ['telescope', 'name'] },
      { code: WITHHELD, path: ['telescope', 'x'] },
    ]);
    expect(sent()).not.toContain('nightContact');
  });

  it('attack 28: a public field under the alias of a denied one is shown', async () => {
    const { data, faults } = await graph.run('{ telescope(id: "t1") { nightContact: name } }');
    expect(data).toEqual({ telescope: { nightContact: 'Antu' } });
    expect(faults).toEqual([]);
  });

  it('attack 29: in a named and in an inline fragment', async () => {
    const { data, faults } = await graph.run(`
      { telescope(id: "t1") { ...Contact ... on Telescope { name ... { b: nightContact } } } }
      fragment Contact on Telescope { a: nightContact ...Deeper }
      fragment Deeper on Telescope { c: nightContact }`);
    expect(data).toEqual({ telescope: { a: null, b: null, c: null, name: 'Antu' } });
    expect(faults.map(({ path }) => path.join('.'))).toEqual(['telescope.a', 'telescope.c', 'telescope.b']);
    expect(sent()).not.toContain('nightContact');
  });

  it('attack 30: through an interface one of whose implementers protects it', async () => {
    const { data, faults } = await graph.run('{ instruments(ids: ["cam-1", "spec-1"]) { id serial } }');
    expect(data).toEqual({
      instruments: [
        { id: 'cam-1', serial: null },
        { id: 'spec-1', serial: null },
      ],
    });
    expect(faults).toEqual([
      { code: WITHHELD, path: ['instruments', 'serial'], scopes: [['instruments:service']] },
    ]);
    expect(sent()).not.toContain('serial');
  });

  it('attack 30: an implementer that does not protect it shows it', async () => {
    const { data } = await graph.run(
      '{ instruments(ids: ["cam-1", "spec-1"]) { serial ... on Camera { serial } ... on Spectrograph { serial } } }',
    );
    expect(data).toEqual({ instruments: [{ serial: 'C-100' }, { serial: null }] });
    expect(sent()).not.toMatch(/on Spectrograph\s*\{[^}]*serial/);
  });

  it('attack 30: it is shown to a caller with the scope', async () => {
    const { data, faults } = await graph.run('{ instruments(ids: ["spec-1"]) { serial } }', {
      caller: engineer,
    });
    expect(data).toEqual({ instruments: [{ serial: 'X-200' }] });
    expect(faults).toEqual([]);
  });

  it('attack 31: an object of a union member protected as a type', async () => {
    const text =
      '{ targets(named: ["Vega", "KH-11"]) { ... on Star { name } ... on Satellite { name operator } } }';
    const { data, faults } = await graph.run(text);
    expect(data).toEqual({ targets: [{ name: 'Vega' }, null] });
    expect(faults).toEqual([{ code: WITHHELD, path: ['targets'], scopes: [['observations:read']] }]);
    expect(sent()).not.toContain('operator');
    expect((await graph.run(text, { caller: reader })).data).toEqual({
      targets: [{ name: 'Vega' }, { name: 'KH-11', operator: 'undisclosed' }],
    });
  });

  it('attack 31: it is the same whether such an object is there or nothing is, whatever is asked of it', async () => {
    const look = (name: string) =>
      graph.run(`{ target(name: "${name}") { ... on Star { magnitude } ... on Satellite { operator } } }`);
    const withheld = await look('KH-11');
    expect(withheld).toEqual(await look('nowhere'));
    expect(withheld).toMatchObject({
      data: { target: null },
      faults: [{ code: WITHHELD, path: ['target'] }],
    });
    expect(await look('Vega')).toMatchObject({ data: { target: { magnitude: 0.03 } }, faults: [] });
    const byElimination = '{ target(name: "KH-11") { ... on Star { name } ... on Comet { name } } }';
    expect((await graph.run(byElimination)).data).toEqual({ target: null });
    expect((await graph.run(byElimination, { caller: reader })).data).toEqual({ target: {} });
  });

  it("attack 31: the union's __typename does not tell of a protected member", async () => {
    const { data } = await graph.run('{ targets(named: ["KH-11"]) { kind: __typename } }');
    expect(data).toEqual({ targets: [null] });
  });

  it('attack 36: under @include through the default of a variable', async () => {
    const text =
      'query ($with: Boolean! = true) { telescope(id: "t1") { name nightContact @include(if: $with) } }';
    const withDefault = await graph.run(text);
    expect(withDefault.data).toEqual({ telescope: { name: 'Antu', nightContact: null } });
    expect(withDefault.faults).toEqual([{ code: WITHHELD, path: ['telescope', 'nightContact'] }]);
    const without = await graph.run(text, { variables: { with: false } });
    expect(without).toEqual({ data: { telescope: { name: 'Antu' } }, faults: [], untrusted: [] });
    expect(sent()).not.toContain('nightContact');
  });

  it('attack 37: causes no fetch from the subgraph that holds nothing else', async () => {
    const { data } = await graph.run('{ telescope(id: "t1") { name observations { notes seeing log } } }');
    expect(data).toEqual({
      telescope: { name: 'Antu', observations: Array(2).fill({ notes: null, seeing: null, log: null }) },
    });
    expect(sent()).not.toMatch(/notes|seeing|log/);
    graph.reset();
    await graph.run('{ telescope(id: "t1") { nightContact } target(name: "Vega") { ... on Star { name } } }');
    expect(sent()).not.toContain('nightContact');
  });

  it('attack 37: a denied root field is not fetched; its subgraph is not even asked', async () => {
    const { data, faults } = await graph.run('{ embargoed { id } telescope(id: "t1") { name } journal }');
    expect(data).toEqual({ embargoed: null, telescope: { name: 'Antu' }, journal: null });
    expect(faults).toEqual([
      { code: WITHHELD, path: ['embargoed'], scopes: [['observations:read']] },
      { code: WITHHELD, path: ['journal'] },
    ]);
    expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(['telescopes']);
  });

  it('for the rule of the enum or scalar that it returns', async () => {
    const text = '{ observation(id: "o1") { id seeing log } }';
    const anonymous = await graph.run(text);
    expect(anonymous.data).toEqual({ observation: { id: 'o1', seeing: null, log: null } });
    expect(anonymous.faults).toEqual([
      { code: WITHHELD, path: ['observation', 'seeing'] },
      { code: WITHHELD, path: ['observation', 'log'], scopes: [['observations:read']] },
    ]);
    expect((await graph.run(text, { caller: observer })).data).toEqual({
      observation: { id: 'o1', seeing: 'GOOD', log: null },
    });
    expect((await graph.run(text, { caller: reader })).data).toEqual({
      observation: { id: 'o1', seeing: 'GOOD', log: { frames: 12, flats: null } },
    });
  });

  it('and takes its parent away where it cannot be null, up to the nearest place that can', async () => {
    const { data, faults } = await graph.run(
      '{ telescope(id: "t1") { id serviceCode } target(name: "Vega") { ... on Star { name } } }',
    );
    expect(data).toEqual({ telescope: null, target: { name: 'Vega' } });
    expect(faults).toEqual([
      { code: WITHHELD, path: ['telescope', 'serviceCode'], scopes: [['instruments:service']] },
    ]);
    const root = await graph.run('{ telescopes { serviceCode } }');
    expect(root.data).toBeNull();
    expect(root.faults).toHaveLength(1);
  });

  it('where another selection of the same field is allowed and not asked for', async () => {
    const text = `query ($one: Boolean!) {
      instruments(ids: ["cam-1"]) { serial ... on Camera { serial @include(if: $one) } }
    }`;
    const { data, faults } = await graph.run(text, { variables: { one: false } });
    expect(data).toEqual({ instruments: [{ serial: null }] });
    expect(faults).toMatchObject([{ code: WITHHELD, path: ['instruments', 'serial'] }]);
    expect(await graph.run(text, { variables: { one: true } })).toMatchObject({
      data: { instruments: [{ serial: 'C-100' }] },
      faults: [],
    });
  });

  it('named once for a list, however long', async () => {
    const { faults } = await graph.run('{ telescopes { nightContact } }');
    expect(faults).toEqual([{ code: WITHHELD, path: ['telescopes', 'nightContact'] }]);
  });
});

describe('the scopes that would lift a denial', () => {
  const NOTES = '{ observation(id: "o1") { notes referee } }';

  it('are the alternatives that some caller can obtain', async () => {
    const { faults } = await graph.run(NOTES);
    expect(faults).toEqual([
      { code: WITHHELD, path: ['observation', 'notes'], scopes: [['observations:read']] },
      { code: WITHHELD, path: ['observation', 'referee'] },
    ]);
  });

  it('are not told to a caller whose context can never hold them', async () => {
    const { faults } = await graph.run(NOTES, { caller: engineer });
    expect(faults).toEqual([
      { code: WITHHELD, path: ['observation', 'notes'] },
      { code: WITHHELD, path: ['observation', 'referee'] },
    ]);
  });
});

describe('a mutation', () => {
  const SCHEDULE = `mutation ($input: ScheduleInput!) { schedule(input: $input) { problem observation { id notes } } }`;
  const variables = { input: { telescopeId: 't1', target: 'Vega', startsAt: '2026-11-24T20:00:00Z' } };

  it('with any denied part does not run', async () => {
    await expect(graph.run(SCHEDULE, { caller: writer, variables })).rejects.toMatchObject({
      code: 'INSUFFICIENT_SCOPE',
      scopes: ['observations:write', 'observations:read'],
    });
    expect(graph.fetches).toEqual([]);
  });

  it('runs where the denied part of it is not asked for', async () => {
    const text = `mutation ($input: ScheduleInput!, $with: Boolean = false) {
      ping schedule(input: $input) { problem observation @include(if: $with) { notes } } }`;
    const { data } = await graph.run(text, { caller: writer, variables });
    expect(data).toEqual({ ping: 'pong', schedule: { problem: null } });
    graph.reset();
    const refused = graph.run(text, { caller: writer, variables: { ...variables, with: true } });
    await expect(refused).rejects.toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
    expect(graph.fetches).toEqual([]);
  });

  it('beside another that is denied does not run either', async () => {
    const text = `mutation ($input: ScheduleInput!) { ping ...S } fragment S on Mutation { schedule(input: $input) { problem } }`;
    await expect(graph.run(text, { variables })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(graph.fetches).toEqual([]);
  });

  it('runs for a caller who may see all of it', async () => {
    const caller = signIn('observer', 'observations:write', 'observations:read');
    const { data, faults } = await graph.run(SCHEDULE, { caller, variables });
    expect(data).toEqual({ schedule: { problem: null, observation: { id: 'o1', notes: null } } });
    expect(faults).toEqual([]);
    expect(graph.fetches.map(({ subgraph, kind }) => [subgraph, kind])).toEqual([
      ['observations', 'mutation'],
    ]);
  });
});

describe('a call all of whose roots are denied', () => {
  const idOf = (operation: string) =>
    graph.gateway.operations.find(({ name }) => name === operation)?.id ?? '';
  const EMBARGOED = '{ ...E one: embargoed { id seeing } } fragment E on Query { embargoed { notes } }';

  it('is 401 for an anonymous caller, and fetches nothing', async () => {
    const refusal = await graph.run(EMBARGOED).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(GatewayError);
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', scopes: ['observations:read'] });
    expect(graph.fetches).toEqual([]);
  });

  it('is 403 naming every scope of the operation for a signed-in one', async () => {
    await expect(graph.run(EMBARGOED, { caller: observer })).rejects.toMatchObject({
      code: 'INSUFFICIENT_SCOPE',
      scopes: ['observations:read'],
    });
    expect(graph.fetches).toEqual([]);
  });

  it('names no scope that the caller could not obtain', async () => {
    await expect(graph.run('{ journal }', { caller: observer })).rejects.toMatchObject({ scopes: [] });
    await expect(graph.run(EMBARGOED, { caller: engineer })).rejects.toMatchObject({ scopes: [] });
  });

  it('is foretold as it would be refused, and only there', () => {
    const { gateway } = graph;
    expect(gateway.findRefusal(idOf('Embargoed'), ANONYMOUS)?.code).toBe('UNAUTHENTICATED');
    expect(gateway.findRefusal(idOf('Embargoed'), observer)?.code).toBe('INSUFFICIENT_SCOPE');
    expect(gateway.findRefusal(idOf('Embargoed'), reader)).toBeUndefined();
    expect(gateway.findRefusal(idOf('Agenda'), ANONYMOUS)).toBeUndefined();
    expect(gateway.findRefusal('unknown', reader)?.code).toBe('OPERATION_NOT_REGISTERED');
  });

  it('exists for those who could obtain a scope for it, and for nobody else', () => {
    const { gateway } = graph;
    const callers = [ANONYMOUS, observer, reader, engineer, signIn('visitor')];
    const reachable = (name: string) => callers.map((caller) => gateway.isReachable(idOf(name), caller));
    expect(reachable('Embargoed')).toEqual([true, true, true, false, false]);
    expect(reachable('Journal')).toEqual([false, false, false, false, false]);
    expect(reachable('Agenda')).toEqual([true, true, true, true, true]);
    expect(gateway.isReachable('unknown', reader)).toBe(false);
  });

  it('is refused before its variables are looked at', async () => {
    const text = 'mutation ($input: ScheduleInput!) { schedule(input: $input) { problem } }';
    await expect(graph.run(text, { variables: { nonsense: 1 } })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('a token', () => {
  const claims = { sub: 'ada', role: 'engineer', scope: 'observations:read instruments:service root' };

  it("counts for no scope outside its context's obtainable ones", () => {
    expect([...(mapClaims(OBSERVATORY_RULES, claims)?.scopes ?? [])]).toEqual(['instruments:service']);
  });

  it('of an unknown context, or one that every object inherits, makes no caller', () => {
    for (const role of ['director', 'constructor', '__proto__', 'toString', '', undefined, 7, ['engineer']]) {
      expect(mapClaims(OBSERVATORY_RULES, { ...claims, role })).toBeUndefined();
    }
  });

  it('without a subject makes no caller', () => {
    for (const sub of ['', undefined, 7, {}]) {
      expect(mapClaims(OBSERVATORY_RULES, { ...claims, sub })).toBeUndefined();
    }
  });

  it('hands on the vouched claims alone', () => {
    const caller = mapClaims(OBSERVATORY_RULES, { ...claims, institute: 'Mount Example', salary: 1 });
    expect(caller?.claims).toEqual({ institute: 'Mount Example' });
  });
});
