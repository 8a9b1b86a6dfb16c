import { afterEach, describe, expect, it } from 'vitest';
import type { SubgraphAnswer } from '../../gateway/execution/dataSource.ts';
import { openObservatory, signIn } from '../secondGraph/observatory.ts';

const graph = openObservatory({ fetchTimeoutMs: 60, deadlineMs: 2_000 });
afterEach(() => graph.reset());
const reader = signIn('observer', 'observations:read');

const CANARY = 'canary: select * from secrets where password = 7';

/** Puts a fixed answer in a subgraph's place, fresh for each fetch. */
function answer(subgraph: string, make: (representations: readonly unknown[]) => SubgraphAnswer) {
  graph.replace(subgraph, async ({ variables }) => {
    const { representations } = variables;
    return make(Array.isArray(representations) ? representations : []);
  });
}

const never = () => Promise.withResolvers<SubgraphAnswer>().promise;

describe('entity fetches', () => {
  it('ask for equal representations once, and answer everyone who waits', async () => {
    const { data } = await graph.run('{ agenda { id telescope { name } } }');
    expect(data).toEqual({
      agenda: [
        { id: 'o1', telescope: { name: 'Antu' } },
        { id: 'o2', telescope: { name: 'Kueyen' } },
        { id: 'o3', telescope: { name: 'Antu' } },
      ],
    });
    expect(graph.fetches).toHaveLength(2);
    expect(graph.fetches[1]?.variables).toEqual({
      representations: [
        { __typename: 'Telescope', id: 't1' },
        { __typename: 'Telescope', id: 't2' },
      ],
    });
  });

  it('are left out where nobody waits', async () => {
    const { data } = await graph.run(
      '{ telescope(id: "t9") { observations { id } } telescopes(first: 0) { hoursBooked } }',
    );
    expect(data).toEqual({ telescope: null, telescopes: [] });
    expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(['telescopes']);
  });

  it('map an error to everyone who waits for that entity, and to nobody else', async () => {
    answer('telescopes', (representations) => ({
      data: { _entities: representations.map((_, index) => (index === 0 ? { name: 'Antu' } : null)) },
      errors: [{ message: CANARY, path: ['_entities', 1, 'name'], extensions: { code: 'DENIED' } }],
    }));
    const { data, faults } = await graph.run('{ agenda { id telescope { name } } }');
    expect(data).toMatchObject({
      agenda: [{ id: 'o1', telescope: { name: 'Antu' } }, null, { id: 'o3', telescope: { name: 'Antu' } }],
    });
    expect(faults).toEqual([{ code: 'DENIED', path: ['agenda', 1, 'telescope', 'name'] }]);
  });

  it('name a response key and not the key of the fetch', async () => {
    answer('observations', () => ({
      data: { _entities: [{ __alias_booked: null }, { __alias_booked: 2 }, { __alias_booked: 3 }] },
      errors: [{ message: CANARY, path: ['_entities', 0, '__alias_booked'] }],
    }));
    const { data, faults } = await graph.run('{ all: telescopes { id booked: hoursBooked } }');
    expect(data).toEqual({
      all: [
        { id: 't1', booked: null },
        { id: 't2', booked: 2 },
        { id: 't3', booked: 3 },
      ],
    });
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['all', 0, 'booked'] }]);
  });

  it.each([
    ['short', (all: readonly unknown[]) => all.slice(1)],
    ['long', (all: readonly unknown[]) => [...all, ...all]],
    ['empty', () => []],
    ['no list', () => ({ 0: { hoursBooked: 9 } })],
    ['missing', () => undefined],
  ])('attack 74: a list that is %s is used for nobody', async (_name, change) => {
    answer('observations', (representations) => ({
      data: { _entities: change(representations.map(() => ({ hoursBooked: 99 }))) },
    }));
    const { data, faults } = await graph.run('{ telescopes { id hoursBooked } }');
    expect(data).toEqual({
      telescopes: [
        { id: 't1', hoursBooked: null },
        { id: 't2', hoursBooked: null },
        { id: 't3', hoursBooked: null },
      ],
    });
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['telescopes', 'hoursBooked'] }]);
  });

  it('attack 74: a short list with errors is used for nobody either', async () => {
    answer('observations', () => ({
      data: { _entities: [{ hoursBooked: 99 }] },
      errors: [{ message: CANARY, path: ['_entities', 1] }],
    }));
    const { data } = await graph.run('{ telescopes { hoursBooked } }');
    expect(data).toEqual({ telescopes: Array(3).fill({ hoursBooked: null }) });
  });

  it('merge what several fetches bring of one object', async () => {
    const { data } = await graph.run(
      '{ observation(id: "o1") { telescope { id name observations { id telescope { mount hoursBooked } } } } }',
    );
    expect(data).toEqual({
      observation: {
        telescope: {
          id: 't1',
          name: 'Antu',
          observations: [
            { id: 'o1', telescope: { mount: 'ALT_AZIMUTH', hoursBooked: 1 } },
            { id: 'o3', telescope: { mount: 'ALT_AZIMUTH', hoursBooked: 1 } },
          ],
        },
      },
    });
  });
});

describe('a subgraph that fails', () => {
  const BOTH =
    '{ telescope(id: "t1") { name hoursBooked } target(name: "Vega") { ... on Star { name } } ping: __typename }';

  it('attack 70: leaves a partial answer and a coded fault for each part', async () => {
    graph.replace('observations', () => Promise.reject(new Error(CANARY)));
    const { data, faults } = await graph.run(BOTH);
    expect(data).toEqual({ telescope: { name: 'Antu', hoursBooked: null }, target: null, ping: 'Query' });
    expect(faults).toEqual([
      { code: 'SUBGRAPH_UNAVAILABLE', path: ['telescope', 'hoursBooked'] },
      { code: 'SUBGRAPH_UNAVAILABLE', path: ['target'] },
    ]);
    expect(graph.failures.map(({ subgraph, code }) => [subgraph, code])).toEqual([
      ['observations', 'SUBGRAPH_UNAVAILABLE'],
      ['observations', 'SUBGRAPH_UNAVAILABLE'],
    ]);
  });

  it('attack 70: by throwing at once is no different', async () => {
    graph.replace('observations', () => {
      throw new Error(CANARY);
    });
    const { data } = await graph.run(BOTH);
    expect(data).toMatchObject({ telescope: { name: 'Antu' }, target: null });
  });

  it('attack 71: by not answering is given up at its time-out, siblings intact', async () => {
    graph.replace('observations', never);
    const { data, faults } = await graph.run(BOTH);
    expect(data).toEqual({ telescope: { name: 'Antu', hoursBooked: null }, target: null, ping: 'Query' });
    expect(faults).toEqual([
      { code: 'SUBGRAPH_TIMEOUT', path: ['telescope', 'hoursBooked'] },
      { code: 'SUBGRAPH_TIMEOUT', path: ['target'] },
    ]);
    expect(graph.fetches.filter(({ subgraph }) => subgraph === 'observations')[0]?.signal.aborted).toBe(true);
  });

  it('attack 71: the deadline of the whole call ends later fetches too', async () => {
    const hasty = openObservatory({ fetchTimeoutMs: 5_000, deadlineMs: 60 });
    hasty.replace('observations', never);
    const { data, faults } = await hasty.run(BOTH);
    expect(data).toMatchObject({ telescope: { name: 'Antu', hoursBooked: null }, target: null });
    expect(faults.map(({ code }) => code)).toEqual(['SUBGRAPH_TIMEOUT', 'SUBGRAPH_TIMEOUT']);
  });

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['null', { data: null }],
    ['a text', { data: 'text' }],
    ['a list', []],
    ['data that is a list', { data: [] }],
    ['errors that are no list', { data: null, errors: 'text' }],
  ])('attack 72: by answering %s leaves a fault', async (_name, body) => {
    answer('observations', () => body as SubgraphAnswer);
    const { data, faults } = await graph.run(
      '{ target(name: "Vega") { ... on Star { name } } telescope(id: "t1") { id } }',
    );
    expect(data).toEqual({ target: null, telescope: { id: 't1' } });
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['target'] }]);
  });

  it('is explained once, where it says itself which part is missing', async () => {
    answer('observations', () => ({
      data: null,
      errors: [{ message: CANARY, path: ['target'], extensions: { code: 'DENIED' } }],
    }));
    const { faults } = await graph.run('{ target(name: "Vega") { ... on Star { name } } }', {
      caller: reader,
    });
    expect(faults).toEqual([{ code: 'DENIED', path: ['target'] }]);
  });

  it('attack 67: tells its operator, and a client only a code of the table', async () => {
    answer('observations', () => ({
      data: { target: null },
      errors: [
        {
          message: CANARY,
          path: ['target'],
          extensions: { code: CANARY, stacktrace: [CANARY], sql: CANARY },
        },
        { message: CANARY, path: ['target'], extensions: { code: 'UNAUTHENTICATED' } },
        { message: CANARY, path: ['target'], extensions: { code: 'INVALID_ARGUMENT', hint: CANARY } },
        { message: CANARY, path: [{ [CANARY]: 1 }, 'target'] },
        null,
        CANARY,
      ],
      extensions: { trace: CANARY },
      [CANARY]: CANARY,
    }));
    const result = await graph.run('{ target(name: "Vega") { ... on Star { name } } }', { caller: reader });
    expect(JSON.stringify(result)).not.toContain('canary');
    expect(new Set(result.faults.map(({ code }) => code))).toEqual(
      new Set(['SUBGRAPH_ERROR', 'INVALID_ARGUMENT']),
    );
    expect(JSON.stringify(graph.failures)).toContain('canary');
  });

  it.each([
    [[CANARY], []],
    [['agenda', CANARY], ['agenda']],
    [
      ['agenda', 0, 'telescope', 'id'],
      ['agenda', 0, 'telescope'],
    ],
    [
      ['agenda', 0, 'id', CANARY],
      ['agenda', 0, 'id'],
    ],
    [['agenda', -1, 'id'], ['agenda']],
    [
      ['agenda', 0, 0, 0],
      ['agenda', 0],
    ],
    [Array(20_000).fill(CANARY), []],
  ])('attack 67: names no place of an error that was not selected: %j', async (path, place) => {
    answer('observations', () => ({
      data: { agenda: [{ __typename: 'Observation', id: 'o1', telescope: null }] },
      errors: [{ message: CANARY, path }],
    }));
    const { faults } = await graph.run('{ agenda { id telescope { name } } }');
    expect(faults[0]).toEqual({ code: 'SUBGRAPH_ERROR', path: place });
    expect(JSON.stringify(faults)).not.toContain('canary');
  });

  it('an error below an object that did not come keeps its place, whatever type has it', async () => {
    answer('observations', () => ({
      data: { target: null },
      errors: [{ message: CANARY, path: ['target', 'name'] }],
    }));
    const { faults } = await graph.run('{ target(name: "Vega") { ... on Star { name } } }', {
      caller: reader,
    });
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['target', 'name'] }]);
  });

  it('is listened to up to 1,000 errors, however many wait for what they are about', async () => {
    answer('observations', () => ({
      data: {
        agenda: Array.from({ length: 500 }, () => ({
          __typename: 'Observation',
          id: 'o1',
          telescope: { __typename: 'Telescope', id: 't1' },
        })),
      },
    }));
    answer('telescopes', () => ({
      data: { _entities: [{ id: 't1', name: null }] },
      errors: Array.from({ length: 2_000 }, () => ({ message: CANARY, path: ['_entities', 0, 'name'] })),
    }));
    const { faults } = await graph.run('{ agenda { telescope { name } } }');
    expect(faults).toHaveLength(1_000);
    expect(graph.failures).toHaveLength(20);
  });
});

describe('what a subgraph brings that does not fit the schema', () => {
  const telescope = (fields: Record<string, unknown>) =>
    answer('telescopes', () => ({ data: { telescope: fields } }));

  it.each([
    ['an Int', '12'],
    ['an Int', 1.5],
    ['an Int', 2 ** 31],
    ['an Int', true],
  ])('attack 75: %s that is %j becomes null, up to the nearest place that can be', async (_type, value) => {
    telescope({ id: 't1', mirrorGrid: [[1], [2, value]] });
    const { data, faults } = await graph.run('{ telescope(id: "t1") { id mirrorGrid } }');
    expect(data).toEqual({ telescope: { id: 't1', mirrorGrid: [[1], null] } });
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['telescope', 'mirrorGrid', 1, 1] }]);
  });

  it.each<[string, unknown]>([
    ['name', 7],
    ['name', { toString: 'x' }],
    ['name', ['Antu']],
    ['mount', 'UPSIDE_DOWN'],
    ['mount', 'constructor'],
    ['mount', 3],
    ['apertureMetres', '8.2'],
    ['apertureMetres', Number.NaN],
    ['id', 1.5],
    ['id', {}],
    ['instruments', { id: 'cam-1' }],
    ['mirrorGrid', 'no list'],
  ])('attack 75: %s that is %j is no value of its type', async (field, value) => {
    telescope({ id: 't1', name: 'Antu', [field]: value });
    const selection = field === 'instruments' ? 'instruments { id }' : field;
    const { data, faults } = await graph.run(`{ telescope(id: "t1") { ${selection} } }`);
    expect(data).toEqual({ telescope: field === 'mirrorGrid' ? { mirrorGrid: null } : null });
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['telescope', field] }]);
  });

  it('an ID may be an integer, and is text in the answer', async () => {
    telescope({ id: 17 });
    expect((await graph.run('{ telescope(id: "t1") { id } }')).data).toEqual({ telescope: { id: '17' } });
  });

  it('attack 75: an object of a type that cannot be there is nothing', async () => {
    answer('telescopes', () => ({
      data: {
        instruments: [
          { __typename: 'Telescope', id: 'x', name: 'y' },
          { __typename: 'Camera', id: 'c', name: 'd' },
          { id: 'x', name: 'y' },
          { __typename: '__proto__', id: 'x', name: 'y' },
          { __typename: 'constructor', id: 'x', name: 'y' },
        ],
      },
    }));
    const { data } = await graph.run('{ instruments(ids: []) { id name kind: __typename } }');
    expect(data).toEqual({ instruments: [null, { id: 'c', name: 'd', kind: 'Camera' }, null, null, null] });
  });

  it('attack 75: of 50,000 unusable entries, 1,000 are named', async () => {
    answer('telescopes', () => ({
      data: { instruments: Array.from({ length: 50_000 }, () => 'no object') },
    }));
    const { data, faults } = await graph.run('{ instruments(ids: []) { id } }');
    expect(data).toEqual({ instruments: Array(50_000).fill(null) });
    expect(faults).toHaveLength(1_000);
    expect(faults[999]).toEqual({ code: 'SUBGRAPH_ERROR', path: ['instruments', 999] });
  });

  it('more than was asked for is left out', async () => {
    telescope({ id: 't1', name: 'Antu', nightContact: CANARY, extra: CANARY });
    const result = await graph.run('{ telescope(id: "t1") { id nightContact } }');
    expect(result.data).toEqual({ telescope: { id: 't1', nightContact: null } });
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});

describe('attack 24: names that are special in JavaScript', () => {
  const POLLUTED = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';

  it('in subgraph JSON pollute nothing', async () => {
    graph.replace('observations', async () =>
      JSON.parse(
        `{"data":{"failing":{"text":"x","others":[${POLLUTED}],"__proto__":{"sure":"polluted","polluted":true}},"__proto__":{"polluted":true}}}`,
      ),
    );
    const { data } = await graph.run('{ failing { text sure others { text } } }');
    expect(data).toEqual({ failing: null });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('in entities pollute nothing', async () => {
    graph.replace('observations', async () => JSON.parse(`{"data":{"_entities":[${POLLUTED}]}}`));
    const { data } = await graph.run('{ telescope(id: "t1") { name hoursBooked } }');
    expect(data).toEqual({ telescope: { name: 'Antu', hoursBooked: null } });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('as an alias are just names', async () => {
    const { data } = await graph.run(
      '{ __proto__: telescope(id: "t1") { constructor: name __proto__: id } }',
    );
    expect(JSON.stringify(data)).toBe('{"__proto__":{"constructor":"Antu","__proto__":"t1"}}');
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });

  it('as a variable are refused or are just names', async () => {
    const variables: Record<string, unknown> = JSON.parse('{"__proto__":{"first":1}}');
    await expect(graph.run('{ telescopes { id } }', { variables })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    const { data } = await graph.run(
      'query ($constructor: Int!) { telescopes(first: $constructor) { id } }',
      {
        variables: { constructor: 1 },
      },
    );
    expect(data).toEqual({ telescopes: [{ id: 't1' }] });
  });
});

describe('attack 63: a client that leaves', () => {
  it("aborts a read's fetches", async () => {
    const client = new AbortController();
    const { promise: asked, resolve } = Promise.withResolvers<AbortSignal>();
    graph.replace('telescopes', ({ signal }) => {
      resolve(signal);
      return never();
    });
    const running = graph.run('{ telescopes { id } }', { signal: client.signal });
    const signal = await asked;
    expect(signal.aborted).toBe(false);
    client.abort();
    expect(signal.aborted).toBe(true);
    await running;
  });

  it('does not abort a mutation that was sent', async () => {
    const client = new AbortController();
    const { promise: asked, resolve } = Promise.withResolvers<AbortSignal>();
    const { promise: done, resolve: finish } = Promise.withResolvers<SubgraphAnswer>();
    graph.replace('observations', ({ signal }) => {
      resolve(signal);
      return done;
    });
    const running = graph.run('mutation { ping }', { signal: client.signal });
    const signal = await asked;
    client.abort();
    expect(signal.aborted).toBe(false);
    finish({ data: { ping: 'pong' } });
    expect((await running).data).toEqual({ ping: 'pong' });
  });

  it('is told to nobody else: another call goes on', async () => {
    const client = new AbortController();
    client.abort();
    const [gone, here] = await Promise.all([
      graph.run('{ telescopes { id } }', { signal: client.signal, caller: reader }),
      graph.run('{ telescopes { id } }', { caller: reader }),
    ]);
    expect(gone.data).toBeNull();
    expect(here.data).toEqual({ telescopes: [{ id: 't1' }, { id: 't2' }, { id: 't3' }] });
    expect(graph.fetches).toHaveLength(1);
  });
});
