import { describe, expect, it } from 'vitest';
import { openCrew, signIn } from './crew.ts';

const WITHHELD = 'UNAUTHORIZED_FIELD_OR_TYPE';

describe.each(['today', 'old'] as const)('in a supergraph of a composer of %s', (composer) => {
  const graph = openCrew(composer);
  const look = async (text: string, scope?: string) => {
    graph.reset();
    const { data, faults } = await graph.run(text, scope === undefined ? {} : { caller: signIn(scope) });
    return {
      data,
      withheld: faults.map(({ path }) => path.join('.')),
      codes: faults.map(({ code }) => code),
    };
  };
  const sent = () => graph.fetches.map(({ document }) => document).join('\n');

  it('attack 30: an interface withholds the field that one of its types protects', async () => {
    const text = '{ aboard { name phone } }';
    expect(await look(text)).toEqual({
      data: {
        aboard: [
          { name: 'Mary', phone: null },
          { name: 'Flint', phone: null },
        ],
      },
      withheld: ['aboard.phone'],
      codes: [WITHHELD],
    });
    expect(sent()).not.toContain('phone');
    expect((await look(text, '')).data).toMatchObject({ aboard: [{ phone: '+00 1' }, { phone: null }] });
  });

  it('attack 30: an interface with a protected type is withheld itself, and tells no type', async () => {
    await expect(look('{ creature { name } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(look('{ creature { __typename ... on Parrot { name } } }')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(graph.fetches).toEqual([]);
    expect((await look('{ creature { __typename name } }', '')).data).toEqual({
      creature: { __typename: 'Parrot', name: 'Flint' },
    });
  });

  it('attack 32: what is computed from a protected field is protected', async () => {
    const text = '{ sailor { name grade } }';
    expect(await look(text, 'health:read')).toEqual({
      data: { sailor: { name: 'Mary', grade: null } },
      withheld: ['sailor.grade'],
      codes: [WITHHELD],
    });
    expect(sent()).not.toMatch(/salary|grade/);
    expect((await look(text, 'pay:read')).data).toEqual({ sailor: { name: 'Mary', grade: 'grade of 900' } });
  });

  it('attack 32: and so is what is computed from that, in a chain', async () => {
    const text = '{ sailor { name rank } byBadge { rank } }';
    expect((await look(text, '')).data).toEqual({
      sailor: { name: 'Mary', rank: null },
      byBadge: { rank: null },
    });
    expect(sent()).not.toMatch(/salary|grade|rank/);
    expect((await look(text, 'pay:read')).data).toEqual({
      sailor: { name: 'Mary', rank: 'rank by grade of 900' },
      byBadge: { rank: 'rank by grade of 900' },
    });
  });

  it('attack 32: what takes a protected field from around it is protected', async () => {
    const text = '{ sailor { cabin { id plate } } }';
    expect((await look(text, 'pay:read')).data).toEqual({ sailor: { cabin: { id: 'c1', plate: null } } });
    expect(sent()).not.toMatch(/blood|plate/);
    expect((await look(text, 'health:read')).data).toEqual({
      sailor: { cabin: { id: 'c1', plate: 'blood group AB' } },
    });
  });

  it('attack 33: a path that provides a protected field is no way around its rule', async () => {
    await expect(look('{ captain { salary } }', '')).resolves.toMatchObject({
      data: { captain: { salary: null } },
    });
    expect(sent()).not.toContain('salary');
    expect((await look('{ captain { salary } }', 'pay:read')).data).toEqual({ captain: { salary: 900 } });
  });

  it('attack 33: a rule that one of several sharing subgraphs declares holds for the others', async () => {
    expect((await look('{ share { amount unit } }')).data).toEqual({ share: { amount: null, unit: 'gold' } });
    expect(sent()).not.toContain('amount');
  });

  it('attack 34: nor is another key of the same object', async () => {
    expect((await look('{ byBadge { name salary phone } }')).data).toEqual({
      byBadge: { name: 'Mary', salary: null, phone: null },
    });
    expect(sent()).not.toMatch(/salary|phone/);
  });

  it('attack 36: nor @include through the default of a variable, within fragments', async () => {
    const text = `query ($with: Boolean = true) { sailor { name ...Pay @include(if: $with) } }
      fragment Pay on Sailor { rank @skip(if: false) }`;
    expect(await look(text)).toMatchObject({
      data: { sailor: { name: 'Mary', rank: null } },
      withheld: ['sailor.rank'],
    });
    expect(sent()).not.toMatch(/salary|grade|rank/);
  });
});

describe('a rule that an old composer let an interface declare', () => {
  const graph = openCrew('old', 'filter', (sdl) =>
    sdl.replace(/(interface Aboard[^{]*\{\s*name: String)/, '$1 @requiresScopes(scopes: [["health:read"]])'),
  );

  it('holds for each of its types: selecting on one is no way around it', async () => {
    const text = '{ aboard { ... on Sailor { name } ... on Parrot { name } } sailor { name badge } }';
    const { data } = await graph.run(text, { caller: signIn('') });
    expect(data).toEqual({ aboard: [{ name: null }, { name: null }], sailor: { name: null, badge: 'b1' } });
    const allowed = await graph.run(text, { caller: signIn('health:read') });
    expect(allowed.data).toMatchObject({
      aboard: [{ name: 'Mary' }, { name: 'Flint' }],
      sailor: { name: 'Mary' },
    });
  });
});

describe('attack 38: what an argument reads', () => {
  const graph = openCrew('today');
  const ask = async (text: string, variables = {}, scope = '') => {
    graph.reset();
    const { data, faults } = await graph.run(`${text} `, { caller: signIn(scope), variables });
    return { data, faults };
  };
  const SAILORS = { data: { sailors: [{ name: 'Mary' }], byBadge: null } };
  const WITH = '{ byBadge { badge } sailors';

  it.each([
    ['a sort', '(sort: SALARY)'],
    ['an argument', '(paidFrom: 5)'],
    ['a filter', '(where: { pay: { above: 5 } })'],
    ['a filter within a list', '(where: { all: [{ name: "x" }, { all: { pay: { above: 0 } } }] })'],
    ['an enum in a filter', '(where: { order: SALARY })'],
  ])('denies the field: %s', async (_, args) => {
    const { data, faults } = await ask(`${WITH}${args} { name } }`);
    expect(data).toMatchObject({ sailors: null });
    expect(faults).toEqual([{ code: WITHHELD, path: ['sailors'], scopes: [['pay:read']] }]);
    expect(graph.fetches.map(({ document }) => document).join()).not.toContain('sailors');
    expect((await ask(`${WITH}${args} { name } }`, {}, 'pay:read')).data).toMatchObject({
      sailors: [{ name: 'Mary' }],
    });
  });

  const BY_VARIABLES = `query ($sort: Sort, $where: Where, $from: Int, $above: Int, $orders: [Where!]) {
    byBadge { badge }
    sailors(sort: $sort, where: $where, paidFrom: $from) { name }
    other: sailors(where: { pay: { above: $above, currency: "GBP" }, all: $orders }) { name } }`;

  it.each([
    [{ sort: 'SALARY' }, 'sailors'],
    [{ from: 0 }, 'sailors'],
    [{ where: { pay: { above: 1 } } }, 'sailors'],
    [{ where: { all: [{ order: 'SALARY' }] } }, 'sailors'],
    [{ above: 1 }, 'other'],
    [{ orders: { order: 'SALARY' } }, 'other'],
  ])('denies the field by variables: %j', async (variables, denied) => {
    const { data } = await ask(BY_VARIABLES, variables);
    expect(data).toMatchObject({ byBadge: { badge: 'b1' }, [denied]: null });
    const other = denied === 'sailors' ? 'other' : 'sailors';
    expect(data).toMatchObject({ [other]: [{ name: 'Mary' }] });
    expect((await ask(BY_VARIABLES, variables, 'pay:read')).faults).toEqual([]);
  });

  it.each([
    {},
    { sort: 'NAME', from: null, where: { pay: { currency: 'GBP' } } },
    { where: { name: 'Mary', pay: null, all: [] }, above: null, orders: [{ order: 'NAME' }] },
  ])('is nothing where it is absent or null: %j', async (variables) => {
    const { data, faults } = await ask(BY_VARIABLES, variables);
    expect(data).toMatchObject({ sailors: [{ name: 'Mary' }], other: [{ name: 'Mary' }] });
    expect(faults).toEqual([]);
  });

  it('denies the field where it is nested deeper than anybody looks', async () => {
    const where = `${'{ all: '.repeat(80)}{ pay: { above: 1 } }${' }'.repeat(80)}`;
    expect((await ask(`${WITH}(where: ${where}) { name } }`)).data).toMatchObject({ sailors: null });
  });

  it.each(['toString', 'constructor', '__proto__', 'plain'])(
    'counts where it is the default behind an absent variable, though every object inherits %s',
    async (name) => {
      const text = `query ($${name}: Sort) { poorest(sort: $${name}) { name } byBadge { badge } }`;
      expect((await ask(text)).data).toEqual({ poorest: null, byBadge: { badge: 'b1' } });
      expect((await ask(text, JSON.parse(`{ "${name}": "NAME" }`))).data).toMatchObject({
        poorest: { name: 'Mary' },
      });
    },
  );

  it('counts where it is a default: of a variable, or of the argument itself', async () => {
    await expect(ask('query ($s: Sort = SALARY) { sailors(sort: $s) { name } }')).rejects.toMatchObject({
      code: 'INSUFFICIENT_SCOPE',
      scopes: ['pay:read'],
    });
    await expect(ask('{ poorest { name } }')).rejects.toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
    await expect(ask('query ($s: Sort) { poorest(sort: $s) { name } }')).rejects.toMatchObject({
      scopes: ['pay:read'],
    });
    // The subgraph may take a null for its default.
    await expect(ask('{ poorest(sort: null) { name } }')).rejects.toMatchObject({ scopes: ['pay:read'] });
    expect((await ask('{ poorest(sort: NAME) { name } }')).data).toEqual({ poorest: { name: 'Mary' } });
    expect((await ask('query ($s: Sort) { poorest(sort: $s) { name } }', { s: 'NAME' })).data).toEqual({
      poorest: { name: 'Mary' },
    });
  });

  it.each(['constructor', 'toString', '__proto__'])(
    'counts as a default behind an absent $%s',
    async (name) => {
      await expect(ask(`query ($${name}: Sort) { poorest(sort: $${name}) { name } }`)).rejects.toMatchObject({
        scopes: ['pay:read'],
      });
      const text = `query ($${name}: Int) { sailors(paidFrom: $${name}) { name } }`;
      expect((await ask(text)).faults).toEqual([]);
    },
  );

  it('counts for every type of an interface whose argument reads', async () => {
    expect((await ask('{ sailor { name motto(like: "x") } }')).faults).toMatchObject([
      { code: WITHHELD, path: ['sailor', 'motto'], scopes: [['pay:read']] },
    ]);
    expect((await ask('{ sailor { name motto } aboard { motto } }')).faults).toEqual([]);
    expect((await ask('{ aboard { name ... on Parrot { motto(like: "x") } } }')).faults).toHaveLength(1);
  });

  it('attack 42: is decided anew for each call', async () => {
    const text = 'query ($s: Sort) { byBadge { badge } sailors(sort: $s) { name } }';
    const read = async (s: string, scope: string) => (await ask(text, { s }, scope)).data?.sailors;
    expect(await read('SALARY', 'pay:read')).toEqual(SAILORS.data.sailors);
    expect(await read('SALARY', '')).toBeNull();
    expect(await read('NAME', '')).toEqual(SAILORS.data.sailors);
    expect(await read('SALARY', '')).toBeNull();
  });
});
