import { describe, expect, it } from 'vitest';
import { compileCost } from '../../gateway/planning/limits/cost.ts';
import { findOperation, parseDocument, validateDocument } from '../../gateway/planning/parseOperation.ts';
import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import { loadSupergraph } from '../../gateway/supergraph/supergraph.ts';
import { openObservatory } from '../secondGraph/observatory.ts';

const load = (imports: string, types: string) =>
  loadSupergraph(
    composeSupergraph([
      {
        name: 'one',
        url: 'http://one',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}]) ${types}`,
      },
    ]),
  ).apiSchema;

const compile = (schema: ReturnType<typeof load>, text: string) => {
  const document = parseDocument(text);
  validateDocument(schema, document);
  return compileCost(schema, document, findOperation(document));
};

const LIBRARY = load(
  '"@cost", "@listSize"',
  `type Query {
    book(id: ID, exact: Boolean @cost(weight: 20)): Book
    bestsellers: [Book] @listSize(assumedSize: 5)
    newest(after: ID, limit: Int!): [Book] @listSize(slicingArguments: ["limit"])
    either(first: Int, last: Int): [Book] @listSize(slicingArguments: ["first", "last"])
    upTo(first: Int, last: Int): [Book]
      @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false, assumedSize: 4)
    page(first: Int = 3): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])
    found(by: Filter): [Book] @listSize(assumedSize: 2)
    all: [Book]
    firstOf(first: Int): Page
    grid: [[Int]]
    sorted(by: Order): Int
    any: Item
    place: Place
  }
  type Mutation { buy(id: ID): Book }
  type Page { nodes: [Book] others: [Book] total: Int }
  interface Item { title: String rare: Int list: [Int] }
  type Book implements Item {
    title: String @cost(weight: 0) author: Author address: Address isbn: Isbn mood: Mood rare: Int @cost(weight: 30)
    list: [Int] @listSize(assumedSize: 50)
  }
  union Place = Address | Author
  type Author { name: String books(first: Int! = 2): [Book] }
  type Address @cost(weight: 5) { code: Int }
  scalar Isbn @cost(weight: 3)
  enum Mood @cost(weight: 4) { SAD }
  enum Order @cost(weight: 6) { UP }
  input Filter { most: Int = 2 deep: Deep @cost(weight: 9) others: [Filter] }
  input Deep { order: Order }`,
);
const measure = (text: string, variables?: Record<string, unknown>) =>
  compile(LIBRARY, text).measure(variables);

describe('the cost of an operation', () => {
  it.each([
    ['an object, with each of its values', '{ book { author { name } } }', 3],
    ['a mutation, by being one', 'mutation { buy { author { name } } }', 13],
    ['what the schema is asked itself', '{ __typename __schema { types { name } } }', 0],
    ['a field with a weight', '{ book { rare } }', 31],
    ['a field whose weight is nothing', '{ book { title } }', 1],
    ['an object type with a weight', '{ book { address { code } } }', 7],
    ['a scalar and an enum with a weight', '{ book { isbn mood } }', 8],
    ['a field of an interface, by the dearest it may be', '{ any { title rare } }', 31],
    ['a union, by the dearest it may be', '{ place { __typename } }', 5],
    ['a list of an interface, by the longest it may be', '{ any { list } }', 51],
    [
      'what is asked of several types, by the one that costs most',
      '{ place { ... on Address { code } ... on Author { name a: name b: name } __typename } }',
      5 + 3,
    ],
    [
      'each type with what is asked of it in all places',
      '{ place { ...F ... on Author { b: name } ... on Address { code } } } fragment F on Place { ... on Author { a: name } ... on Address { c: code d: code } }',
      5 + 3,
    ],
    ['a field of an object through a fragment', '{ any { ... on Book { rare } } }', 31],
    [
      'a fragment as often as it is spread',
      '{ a: book { ...F } b: book { ...F } } fragment F on Book { rare }',
      62,
    ],
    ['an argument with a weight', '{ book(exact: true) { isbn } }', 24],
    ['null for one', '{ book(exact: null) { isbn } }', 4],
    ['an argument whose type has a weight', '{ sorted(by: UP) }', 7],
    [
      'an input object, with its fields',
      '{ found(by: { most: 1, deep: { order: UP } }) { isbn } }',
      8 + 1 + 9 + 6,
    ],
    ['input objects in a list', '{ found(by: { others: [{}, { others: [{}] }] }) { isbn } }', 8 + 4],
    ['a part that is skipped', '{ book { rare @skip(if: true) isbn @include(if: true) } }', 4],
  ])('counts %s', (_what, text, cost) => {
    expect(measure(text)).toBe(cost);
  });

  it.each([
    ['assumed size', '{ bestsellers { isbn } }', 20],
    ['slicing argument', '{ newest(limit: 7) { isbn } }', 28],
    ['own lists, too', '{ newest(limit: 7) { author { books(first: 3) { isbn } } } }', 7 * (1 + 1 + 12)],
    ['largest slicing argument', '{ upTo(first: 2, last: 3) { isbn } }', 12],
    ['assumed size where none is given', '{ upTo { isbn } }', 16],
    ['slicing argument of a list below', '{ page(first: 8) { nodes { isbn } total } }', 1 + 32 + 1],
    ['default of a slicing argument', '{ page { nodes { isbn } } }', 1 + 12],
    ['sized fields alone', '{ page(first: 8) { others { isbn } } }', 1 + 40],
    [
      'sized fields in fragments',
      '{ page(first: 8) { ... { ...F } } } fragment F on Page { nodes { isbn } }',
      33,
    ],
    ['assumption where nothing says', '{ all { isbn } }', 40],
    ['argument that is called as such are', '{ firstOf(first: 3) { nodes { isbn } } }', 13],
    [
      'argument of that name below a list',
      '{ all { author { books(first: 1) { isbn } } } }',
      10 * (1 + 1 + 4),
    ],
    ['levels of a list of lists', '{ grid }', 100],
    ['rule that nothing is less than empty', '{ newest(limit: -5) { isbn } }', 0],
  ])('multiplies by the %s', (_what, text, cost) => {
    expect(measure(text)).toBe(cost);
  });

  it('depends on what a call sends', () => {
    const text = `query ($limit: Int!, $first: Int, $by: Filter, $rare: Boolean!) {
      newest(limit: $limit) { isbn rare @include(if: $rare) }
      page(first: $first) { nodes { title } }
      found(by: $by) { title }
    }`;
    const cost = compile(LIBRARY, text);
    const sent = { limit: 2, rare: false, by: null };
    // Two with three more each; the page itself, with three entries; two that are found.
    expect(cost.measure(sent)).toBe(2 * 4 + (1 + 3) + 2);
    expect(cost.measure({ ...sent, first: 6 })).toBe(2 * 4 + (1 + 6) + 2);
    expect(cost.measure({ ...sent, rare: true })).toBe(2 * 34 + (1 + 3) + 2);
    expect(cost.measure({ ...sent, by: { deep: { order: 'UP' } } })).toBe(2 * 4 + 4 + 2 + 1 + 9 + 6);
    // Whatever is sent: the pages that are assumed, all that may be included, one input object.
    expect(cost.measure()).toBe(10 * 34 + (1 + 10) + 2 + 1);
  });

  it('counts what a null leaves in the answer', () => {
    const text = 'query ($not: Boolean = true) { all @skip(if: $not) { author { name } } }';
    expect(measure(text, { not: null })).toBe(measure(text, { not: false }));
    expect(measure(text, { not: true })).toBe(0);
  });

  it('attack 8: asks each part once for all types, so that nesting does not multiply the work', () => {
    const names = Array.from({ length: 10 }, (_, index) => `Leaf${index}`);
    const schema = load(
      '"@listSize"',
      `type Query { node: Node }
      interface Node { next(first: Int): Node }
      interface Some implements Node { next(first: Int): Node }
      type Other implements Node { next(first: Int): Node }
      ${names.map((name) => `type ${name} implements Some & Node { next(first: Int): Node }`).join(' ')}`,
    );
    const text = Array.from({ length: 18 }).reduce<string>(
      (inner) => `... on Some { next(first: $first) @include(if: $deep) { ${inner} } }`,
      '__typename',
    );
    const cost = compile(schema, `query ($first: Int, $deep: Boolean!) { node { ${text} } }`);
    expect(cost.measure({ first: 1, deep: true })).toBe(19);
    expect(cost.measure({ first: 1, deep: false })).toBe(1);
  });

  it('wants exactly one slicing argument where the schema does', () => {
    const text = 'query ($first: Int, $last: Int) { mine: either(first: $first, last: $last) { isbn } }';
    const cost = compile(LIBRARY, text);
    expect(cost.findUnbounded({ first: 1 })).toBeUndefined();
    expect(cost.findUnbounded({ last: 1, first: null })).toBeUndefined();
    expect(cost.findUnbounded({})).toBe('mine');
    expect(cost.findUnbounded({ first: 1, last: 1 })).toBe('mine');
    expect(
      compile(LIBRARY, '{ upTo { isbn } page { total } all { isbn } }').findUnbounded({}),
    ).toBeUndefined();
  });
});

describe('@cost and @listSize are found', () => {
  const types = (cost: string, listSize: string) => `type Query {
    rare: Int ${cost}(weight: 40)
    many: [Int] ${listSize}(assumedSize: 3)
    cost: Int
  }`;
  it.each([
    ['imported', '"@cost", "@listSize"', '@cost', '@listSize'],
    ['renamed', '{ name: "@cost", as: "@weight" }, { name: "@listSize", as: "@long" }', '@weight', '@long'],
    ['with the prefix of federation', '"@key"', '@federation__cost', '@federation__listSize'],
  ])('%s', (_how, imports, cost, listSize) => {
    const schema = load(imports, types(cost, listSize));
    expect(compile(schema, '{ rare many }').measure()).toBe(43);
  });

  it('with the prefix of their own specification', () => {
    const sdl = composeSupergraph([
      {
        name: 'one',
        url: 'http://one',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])
          ${types('@cost', '@listSize')}`,
      },
    ]);
    const prefixed = sdl
      .replace(/(specs\.apollo\.dev\/cost\/v0\.1")[^)]*\)/, '$1, as: "price")')
      .replaceAll('@cost', '@price')
      .replaceAll('@listSize', '@price__listSize');
    expect(prefixed).toContain('@price(weight: 40)');
    expect(compile(loadSupergraph(prefixed).apiSchema, '{ rare many }').measure()).toBe(43);
  });

  it('nowhere else: a directive of that name that is linked to nothing has no weight', () => {
    const own = 'directive @cost(weight: Int!) on FIELD_DEFINITION';
    const schema = load('"@composeDirective"', `${own} type Query { rare: Int @cost(weight: 40) }`);
    expect(compile(schema, '{ rare }').measure()).toBe(1);
  });
});

describe('an operation that costs too much', () => {
  const graph = openObservatory();
  const pages = (size: string) =>
    `telescopes(first: 50) { observations(first: ${size}) { telescope { observations(first: ${size}) { id } } } }`;

  it('attack 8: is refused, whoever may see it, before it is planned', async () => {
    await expect(graph.run(`{ ${pages('20')} }`)).rejects.toMatchObject({
      code: 'OPERATION_TOO_COMPLEX',
      message: 'The operation may cost 42050; at most 10000 are served. Ask for smaller pages.',
    });
    const nested = `{ telescope(id: "t1") ${'{ observations { telescope '.repeat(9)} { id } ${'} }'.repeat(9)} }`;
    await expect(graph.run(nested)).rejects.toMatchObject({ code: 'OPERATION_TOO_COMPLEX' });
    expect(graph.fetches).toEqual([]);
  });

  it.each([1e9, 2_147_483_647])('attack 9: is refused for a page of %d', async (first) => {
    const text = 'query ($first: Int!) { telescopes(first: $first) { id name } }';
    await expect(graph.run(text, { variables: { first } })).rejects.toMatchObject({
      code: 'OPERATION_TOO_COMPLEX',
    });
    expect(graph.fetches).toEqual([]);
  });
});
