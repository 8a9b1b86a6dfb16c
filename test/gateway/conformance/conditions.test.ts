import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** A chain of required fields over three subgraphs, at whose end stand fields that are asked for on condition. */

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])';

interface Image {
  readonly id: string;
  readonly megabytes?: number;
  readonly isLarge?: boolean;
}

const IMAGES_SUBGRAPH: TestSubgraph = {
  name: 'images',
  sdl: `${LINK}
    type Query { image: Image images: [Image!]! }
    type Image @key(fields: "id") { id: ID! megabytes: Float! }`,
  resolvers: {
    Query: {
      image: () => ({ id: 'i1', megabytes: 900 }),
      images: () => [
        { id: 'i1', megabytes: 900 },
        { id: 'i2', megabytes: 1 },
      ],
    },
  },
};

const SIZES_SUBGRAPH: TestSubgraph = {
  name: 'sizes',
  sdl: `${LINK}
    type Image @key(fields: "id") {
      id: ID! megabytes: Float! @external isLarge: Boolean! @requires(fields: "megabytes")
    }`,
  resolvers: {
    Image: {
      __resolveReference: async (reference: Image) => reference,
      isLarge: ({ megabytes = Number.NaN }: Image) => megabytes > 500,
    },
  },
};

const STORES_SUBGRAPH: TestSubgraph = {
  name: 'stores',
  sdl: `${LINK}
    type Image @key(fields: "id") {
      id: ID!
      isLarge: Boolean! @external
      store: String! @requires(fields: "isLarge")
      forbidden: String! @requires(fields: "isLarge")
      size: Int!
    }`,
  resolvers: {
    Image: {
      __resolveReference: async (reference: Image) => reference,
      store: ({ isLarge }: Image) => (isLarge === undefined ? null : isLarge ? 'tape' : 'disk'),
      forbidden: () => {
        throw new Error('This field is never to be asked for.');
      },
      size: () => 7,
    },
  },
};

const graph = openGraph({
  subgraphs: [IMAGES_SUBGRAPH, SIZES_SUBGRAPH, STORES_SUBGRAPH],
  callerRules: OBSERVATORY_RULES,
});
afterEach(() => graph.reset());

async function ask(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  graph.reset();
  const { data, faults } = await graph.run(text, { variables });
  return { data, faults, asked: graph.fetches.map(({ subgraph }) => subgraph) };
}

describe('a field on condition at the end of a chain of required ones', () => {
  it.each([
    ['@include(if: $flag)', false],
    ['@skip(if: $flag)', true],
  ])('under %s that says no causes no fetch of the chain', async (condition, flag) => {
    const text = `query ($flag: Boolean = ${flag}) { image { megabytes forbidden ${condition} } }`;
    for (const variables of [{}, { flag }]) {
      expect(await ask(text, variables)).toEqual({
        data: { image: { megabytes: 900 } },
        faults: [],
        asked: ['images'],
      });
    }
  });

  it.each([
    ['@include(if: $flag)', true],
    ['@skip(if: $flag)', false],
  ])('under %s that says yes is fetched over the whole chain', async (condition, flag) => {
    const text = `query ($flag: Boolean = ${flag}) { image { megabytes store ${condition} } }`;
    for (const variables of [{}, { flag }]) {
      expect(await ask(text, variables)).toEqual({
        data: { image: { megabytes: 900, store: 'tape' } },
        faults: [],
        asked: ['images', 'sizes', 'stores'],
      });
    }
  });

  it.each([
    [true, true, { image: { isLarge: true, store: 'tape' } }],
    [true, false, { image: { isLarge: true } }],
    [false, true, { image: { store: 'tape' } }],
    [false, false, { image: {} }],
  ])('is independent of the condition on a part of the chain (%s, %s)', async (large, store, expected) => {
    const { data, faults } = await ask(
      'query ($large: Boolean!, $store: Boolean!) { image { isLarge @include(if: $large) store @include(if: $store) } }',
      { large, store },
    );
    expect(data).toEqual(expected);
    expect(faults).toEqual([]);
  });

  it.each([
    [true, true, []],
    [true, false, ['store', 'size']],
    [false, true, []],
    [false, false, []],
  ])('under @include(if: %s) and @skip(if: %s) is there when both agree', async (wanted, unwanted, keys) => {
    const { data, faults } = await ask(
      `query ($wanted: Boolean!, $unwanted: Boolean!) {
        images { id ... @include(if: $wanted) { store @skip(if: $unwanted) size @skip(if: $unwanted) } } }`,
      { wanted, unwanted },
    );
    const all = [
      { id: 'i1', store: 'tape', size: 7 },
      { id: 'i2', store: 'disk', size: 7 },
    ];
    expect(data).toEqual({
      images: all.map(({ id, ...rest }) =>
        Object.fromEntries([['id', id], ...Object.entries(rest).filter(([key]) => keys.includes(key))]),
      ),
    });
    expect(faults).toEqual([]);
  });

  it('is there where one of two selections of it is', async () => {
    const text = `query ($a: Boolean!, $b: Boolean!) {
      image { ... @include(if: $a) { store } ... @include(if: $b) { store } } }`;
    expect((await ask(text, { a: false, b: true })).data).toEqual({ image: { store: 'tape' } });
    expect((await ask(text, { a: true, b: false })).data).toEqual({ image: { store: 'tape' } });
    expect(await ask(text, { a: false, b: false })).toEqual({
      data: { image: {} },
      faults: [],
      asked: ['images'],
    });
  });

  it('takes a condition on the root for the whole', async () => {
    const text = 'query ($flag: Boolean!) { image @include(if: $flag) { store } images { id } }';
    const images = [{ id: 'i1' }, { id: 'i2' }];
    expect((await ask(text, { flag: true })).data).toEqual({ image: { store: 'tape' }, images });
    expect(await ask(text, { flag: false })).toEqual({ data: { images }, faults: [], asked: ['images'] });
  });
});
