import { afterEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../gateway/errors.ts';
import { LIMITS } from '../../gateway/planning/limits/limits.ts';
import { parseDocument } from '../../gateway/planning/parseOperation.ts';
import { openObservatory } from '../secondGraph/observatory.ts';

const graph = openObservatory();
afterEach(() => graph.reset());

/** How a text is refused before it is validated or planned. */
function refusal(text: string): GatewayError {
  try {
    parseDocument(text);
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('The text was not refused.');
}

const nest = (levels: number) =>
  `{${' telescope(id: "t1") { observations {'.repeat(levels)} id ${'} }'.repeat(levels)}}`;
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');

/** `levels` fragments, each spreading the next twice: 2^levels fields. */
const bomb = (levels: number) =>
  `{ telescope(id: "t1") { ...F0 } } ${many(levels, (i) => `fragment F${i} on Telescope { ...F${i + 1} ...F${i + 1} }`)}
   fragment F${levels} on Telescope { name }`;

describe('an operation that is too large is refused by its text alone', () => {
  it('attack 1: 2,000 levels deep', () => {
    expect(refusal(nest(1_000)).code).toBe('OPERATION_TOO_COMPLEX');
    expect(refusal(nest(11))).toMatchObject({
      code: 'OPERATION_TOO_COMPLEX',
      message: `The operation's depth must be at most ${LIMITS.depth}.`,
    });
    expect(refusal(`${'{a'.repeat(1_300)}${'}'.repeat(1_300)}`).code).toBe('OPERATION_TOO_COMPLEX');
    expect(parseDocument(nest(9))).toBeDefined();
  });

  it('attack 1: deep through fragments', () => {
    const chain = `{ ...F0 } ${many(30, (i) => `fragment F${i} on Query { x { ...F${i + 1} } }`)} fragment F30 on Query { y }`;
    expect(refusal(chain).message).toContain('depth must be at most');
  });

  it('attack 2: with 5,000 aliases', () => {
    expect(refusal(`{ ${many(5_000, (i) => `a${i}: __typename`)} }`).message).toBe(
      `The operation's tokens must be at most ${LIMITS.tokens}.`,
    );
    expect(refusal(`{ ${many(21, (i) => `a${i}: __typename`)} }`).message).toBe(
      `The operation's rootFields must be at most ${LIMITS.rootFields}.`,
    );
  });

  it('attack 2: with as many aliases as its tokens allow', () => {
    expect(
      refusal(`{ telescope(id: "t1") { ${many(LIMITS.aliases + 1, (i) => `a${i}: id`)} } }`).message,
    ).toBe(`The operation's aliases must be at most ${LIMITS.aliases}.`);
    expect(
      parseDocument(`{ telescope(id: "t1") { ${many(LIMITS.aliases, (i) => `a${i}: id`)} } }`),
    ).toBeDefined();
  });

  it('attack 2: with aliases at the root inside fragments', async () => {
    const text = `{ ... { ${many(100, (i) => `a${i}: telescopes { id }`)} } ...F } fragment F on Query { ${many(100, (i) => `b${i}: telescopes { id }`)} }`;
    await expect(graph.run(text)).rejects.toMatchObject({ code: 'OPERATION_TOO_COMPLEX' });
    expect(graph.fetches).toEqual([]);
  });

  it.each([10, 11, 20, 200])('attack 3: as a bomb of 2^%i fields, without expanding it', (levels) => {
    expect(refusal(bomb(levels))).toMatchObject({
      code: 'OPERATION_TOO_COMPLEX',
      message: `The operation's fragmentExpansions must be at most ${LIMITS.fragmentExpansions}.`,
    });
  });

  it('attack 3: as a bomb that no operation lights', () => {
    expect(refusal(bomb(20).replace('...F0', 'name')).code).toBe('OPERATION_TOO_COMPLEX');
    const twice = `${bomb(20)} fragment F0 on Telescope { name }`;
    expect(
      refusal(twice.replace('{ telescope(id: "t1") { ...F0 } }', '{ telescope(id: "t1") { name } }')).code,
    ).toBe('OPERATION_TOO_COMPLEX');
  });

  it('attack 3: a bomb small enough is an operation like any other', async () => {
    expect((await graph.run(bomb(8))).data).toEqual({ telescope: { name: 'Antu' } });
  });

  it('attack 4: with 20,000 duplicate fields', () => {
    expect(refusal(`{ telescope(id: "t1") { ${'name '.repeat(20_000)} } }`).code).toBe(
      'OPERATION_TOO_COMPLEX',
    );
    expect(refusal(`{ telescope(id: "t1") { ${'name '.repeat(2_001)} } }`).code).toBe(
      'OPERATION_TOO_COMPLEX',
    );
  });

  it.each([
    ['a field', 'id '.repeat(250)],
    ['a field and its fields', 'instruments { id } '.repeat(250)],
    ['fields of a field that is there twice', `${`instruments { ${'id '.repeat(120)} } `.repeat(2)}`],
    ['fields in inline fragments', '... { id } '.repeat(250)],
    ['spreads', `${'...F '.repeat(250)}`],
  ])('attack 4: with %s so often that comparing them would take long', (_name, selections) => {
    const text = `{ telescope(id: "t1") { ${selections} } } fragment F on Telescope { name }`;
    expect(refusal(text).message).toBe(`The operation's comparisons must be at most ${LIMITS.comparisons}.`);
  });

  it('attack 4: with fragments that are compared with one another', () => {
    const spreads = `{ telescope(id: "t1") { ${many(10, () => `instruments { ${many(60, (i) => `...F${i}`)} }`)} } }`;
    const fragments = many(60, (i) => `fragment F${i} on Instrument { name }`);
    expect(refusal(`${spreads} ${fragments}`).message).toContain('comparisons must be at most');
  });

  it('attack 4: with fragments that no operation spreads', () => {
    const unlit = `fragment F on Telescope { ${'id '.repeat(250)} }`;
    expect(refusal(`{ telescopes { id } } ${unlit}`).message).toContain('comparisons must be at most');
  });

  it('attack 4: a chain of 40 fragments with the same fields is an operation like any other', () => {
    const chain = many(40, (i) => `fragment F${i} on Telescope { id name ...F${i + 1} }`);
    expect(
      parseDocument(`{ telescope(id: "t1") { ...F0 } } ${chain} fragment F40 on Telescope { id }`),
    ).toBeDefined();
  });

  it('attack 4: a field in a hundred places is compared with none', () => {
    const places = many(100, (i) => `a${i}: instruments { id name }`);
    expect(parseDocument(`{ telescope(id: "t1") { ${places} } }`)).toBeDefined();
  });

  it.each([
    ['comments', '#\n'.repeat(50_001)],
    ['commas', ','.repeat(100_001)],
    ['a name', 'x'.repeat(100_001)],
  ])('attack 4: with %s alone', (_name, filler) => {
    expect(refusal(`${filler} { __typename }`).message).toBe(
      `The operation's characters must be at most ${LIMITS.characters}.`,
    );
  });

  it('attack 2: with 51 operations', () => {
    expect(refusal(many(51, (i) => `query Q${i} { __typename }`)).message).toBe(
      `The operation's operations must be at most ${LIMITS.operations}.`,
    );
  });

  it('attack 3: with fragments that together would be too much', () => {
    const wide = `fragment F on Telescope { ${many(600, (i) => `id${i}`)} }`;
    expect(
      refusal(`{ telescope(id: "t1") { ${many(20, (i) => `a${i}: twin { ...F }`)} } } ${wide}`).message,
    ).toBe(`The operation's expandedFields must be at most ${LIMITS.expandedFields}.`);
  });

  it('attack 1: with brackets 1,900 deep in an argument', () => {
    expect(refusal(`{ telescope(id: ${'['.repeat(1_900)}1${']'.repeat(1_900)}) { id } }`).message).toBe(
      `The operation's nesting must be at most ${LIMITS.nesting}.`,
    );
  });

  it.each(['query ', 'query Q($v: Int '])('attack 5: with directives on %s', (start) => {
    const end = start.includes('(') ? ')' : '';
    expect(refusal(`${start}${'@a '.repeat(60)}${end} { telescopes { id } }`).message).toBe(
      `The operation's directives must be at most ${LIMITS.directives}.`,
    );
  });

  it('attack 5: with 2,000 directives', async () => {
    expect(refusal(`{ telescopes ${'@a '.repeat(1_500)} { id } }`).message).toBe(
      `The operation's directives must be at most ${LIMITS.directives}.`,
    );
    expect(
      refusal(`{ telescopes { ...F } } fragment F on Telescope { ... ${'@a '.repeat(60)} { id } }`).code,
    ).toBe('OPERATION_TOO_COMPLEX');
    // Below the limit, validation stops at the fifth.
    await expect(
      graph.run(`query ${'@a '.repeat(LIMITS.directives)} { telescopes { id } }`),
    ).rejects.toSatisfy((error) => {
      const cause: unknown = error instanceof GatewayError ? error.cause : undefined;
      return cause instanceof AggregateError && cause.errors.length <= 6;
    });
  });

  it('attack 5: the directives of a fragment count once', () => {
    const text = `{ telescopes { ...F } } fragment F on Telescope { ${many(40, (i) => `a${i}: id @include(if: true)`)} }`;
    expect(parseDocument(text)).toBeDefined();
  });

  it.each([
    '{ ...A } fragment A on Query { ...A }',
    '{ ...A } fragment A on Query { x { ...B } } fragment B on Query { y { ...C } } fragment C on Query { ...A }',
    '{ __typename } fragment A on Query { ...B } fragment B on Query { ...A }',
  ])('attack 6: with fragments in a circle: %s', (text) => {
    expect(refusal(text).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('before anything is fetched, planned or remembered', async () => {
    await expect(graph.run(bomb(20))).rejects.toMatchObject({ code: 'OPERATION_TOO_COMPLEX' });
    expect(graph.fetches).toEqual([]);
  });
});

it('attack 25: NUL in a text of an operation is refused', () => {
  expect(refusal('{ telescope(id: "a\\u0000b") { id } }').code).toBe('BAD_USER_INPUT');
});

describe('an operation that does not fit', () => {
  it('is refused by a code of its own where it is a subscription', async () => {
    await expect(graph.run('subscription { x }')).rejects.toMatchObject({ code: 'SUBSCRIPTION_NOT_SERVED' });
  });

  it.each([
    ['attack 15: _service', '{ _service { sdl } }'],
    [
      'attack 15: _entities',
      '{ _entities(representations: [{ __typename: "Telescope", id: "t1" }]) { __typename } }',
    ],
    ['an unknown field', '{ telescop { id } }'],
    ['an unknown argument', '{ telescope(idd: "t1") { id } }'],
    ['an unknown enum value', '{ telescopes(mounts: [ALT_AZIMUT]) { id } }'],
    ['a fragment alone', 'fragment A on Query { __typename }'],
    ['an unknown fragment', '{ ...A }'],
  ])('attack 14: tells no name of the schema: %s', async (_name, text) => {
    const error: unknown = await graph.run(text).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(error).toHaveProperty('message', 'The document does not fit the schema.');
  });

  it.each(['', '{', 'query {', '{ a(b: ) }', '\0', '{ a } }', 'x'.repeat(100_000)])(
    'is no GraphQL: %s',
    async (text) => {
      await expect(graph.run(text)).rejects.toMatchObject({
        code: 'GRAPHQL_PARSE_FAILED',
        message: expect.stringMatching(/^The document is not valid GraphQL at line \d+, column \d+\.$/),
      });
    },
  );

  it('attack 27: runs the operation of that name or none', async () => {
    const text = 'query A { telescope(id: "t1") { name } } query B { telescope(id: "t2") { name } }';
    expect((await graph.run(text, { operationName: 'B' })).data).toEqual({ telescope: { name: 'Kueyen' } });
    expect((await graph.run(text, { operationName: 'A' })).data).toEqual({ telescope: { name: 'Antu' } });
    for (const operationName of ['C', '', '__proto__']) {
      await expect(graph.run(text, { operationName })).rejects.toMatchObject({
        code: 'GRAPHQL_VALIDATION_FAILED',
      });
    }
    await expect(graph.run(text)).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  it('attack 27: a registered text under another name is not run', async () => {
    const [registered] = graph.gateway.operations;
    await expect(graph.run(registered?.body ?? '', { operationName: 'Other' })).rejects.toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
    expect(graph.fetches).toEqual([]);
  });
});

describe('variables', () => {
  const FIND =
    'query ($mounts: [Mount!], $first: Int! = 2) { telescopes(mounts: $mounts, first: $first) { id } }';
  const refuse = async (text: string, variables: Record<string, unknown>) => {
    const error: unknown = await graph.run(text, { variables }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(graph.fetches).toEqual([]);
    return error instanceof GatewayError ? error.message : '';
  };

  it('attack 26: null for a non-null one', async () => {
    expect(await refuse(FIND, { first: null })).toContain('"$first"');
    expect(await refuse('query ($id: ID!) { telescope(id: $id) { id } }', {})).toContain('"$id"');
    expect(await refuse(FIND, { mounts: [null] })).toContain('"$mounts"');
  });

  it('attack 26: one that the operation does not have', async () => {
    expect(await refuse(FIND, { firts: 1 })).toBe('The operation has no variable "$firts".');
    expect(await refuse('{ telescopes { id } }', { constructor: 1 })).toBe(
      'The operation has no variable "$constructor".',
    );
  });

  it('attack 14: a typo in an enum names no other value', async () => {
    const message = await refuse(FIND, { mounts: ['EQUATORIA'] });
    expect(message).toContain('EQUATORIA');
    expect(message).not.toContain('EQUATORIAL');
    expect(message).not.toContain('ALT_AZIMUTH');
    expect(message).not.toContain('Did you mean');
  });

  it('attack 14: a typo in an input field names no other field', async () => {
    const message = await refuse('query ($f: AgendaFilter) { agenda(filter: $f) { id } }', {
      f: { telescope: 't1' },
    });
    expect(message).toContain('"telescope"');
    expect(message).not.toContain('telescopeId');
  });

  it.each([2 ** 31, -(2 ** 31) - 1, Number.POSITIVE_INFINITY, Number.NaN, 1.5, '1', true, [1], {}])(
    'attack 25: %j for an Int',
    async (first) => {
      expect(await refuse(FIND, { first })).toContain('"$first"');
    },
  );

  it('attack 25: a text that no store can hold', async () => {
    const text = 'query ($name: String!) { target(name: $name) { ... on Star { name } } }';
    for (const name of ['a\0b', '\ud800', 'x\udc00y']) await refuse(text, { name });
    const nested = 'query ($named: [String]) { targets(named: $named) { ... on Star { name } } }';
    await refuse(nested, { named: ['Vega', 'a\0b'] });
  });

  it('attack 12: 50,000 wrong elements make few errors and few words', async () => {
    const message = await refuse(FIND, { mounts: Array(50_000).fill('WRONG') });
    expect(message.length).toBeLessThan(2_000);
  });

  it('attack 12: 50,000 elements that would fit are too many', async () => {
    expect(await refuse(FIND, { mounts: Array(50_000).fill('EQUATORIAL') })).toBe(
      'The variables must hold at most 20000 values.',
    );
  });

  it('attack 12: 100,000 keys of an input object make few words', async () => {
    const filter = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`key${i}`, i]));
    const message = await refuse('query ($f: AgendaFilter) { agenda(filter: $f) { id } }', { f: filter });
    expect(message.length).toBeLessThan(2_000);
  });

  it.each([
    ['lists', '['.repeat(500_000) + ']'.repeat(500_000)],
    ['objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
  ])('attack 12: 1 MB of nested %s is refused, and overflows no stack', async (_name, json) => {
    const deep: unknown = JSON.parse(json);
    expect(await refuse(FIND, { mounts: deep })).toBe('The variables must be nested at most 32 deep.');
    expect(await refuse('query ($f: AgendaFilter) { agenda(filter: $f) { id } }', { f: deep })).toContain(
      'nested at most',
    );
  });

  it('attack 25: a text of 1 MB in place of a number is not sent back', async () => {
    expect((await refuse(FIND, { first: 'x'.repeat(1_000_000) })).length).toBeLessThan(2_000);
    expect((await refuse(FIND, { ['x'.repeat(1_000_000)]: 1 })).length).toBeLessThan(2_000);
  });
});

describe('attack 13: introspection', () => {
  it('is answered by the gateway itself, and asks no subgraph', async () => {
    const { data } = await graph.run(
      '{ s: __schema { queryType { name } } ...F } fragment F on Query { __type(name: "Mount") { name } }',
    );
    expect(data).toEqual({ s: { queryType: { name: 'Query' } }, __type: { name: 'Mount' } });
    expect(graph.fetches).toEqual([]);
  });

  it('shows nothing of federation', async () => {
    const { data } = await graph.run('{ __schema { types { name } directives { name } } }');
    expect(JSON.stringify(data)).not.toMatch(/_Service|_Entity|_Any|join__|link__|"key"|authenticated/);
  });
});

describe('an answer that could grow beyond measure', () => {
  const pages = (size: string) =>
    `telescopes(first: 50) { observations(first: ${size}) { telescope { observations(first: ${size}) { id } } } }`;

  it('attack 8: is refused by what its lists multiply to, before planning', async () => {
    await expect(graph.run(`{ ${pages('20')} }`)).rejects.toMatchObject({
      code: 'OPERATION_TOO_COMPLEX',
      message: expect.stringContaining('at most 10000 are served'),
    });
    expect(graph.fetches).toEqual([]);
  });

  it('attack 9: is measured by the page sizes that its variables have', async () => {
    const text = `query Pages($size: Int!) { ${pages('$size')} }`;
    await expect(graph.run(text, { variables: { size: 20 } })).rejects.toMatchObject({
      code: 'OPERATION_TOO_COMPLEX',
    });
    expect((await graph.run(text, { variables: { size: 2 } })).faults).toEqual([]);
  });
});
