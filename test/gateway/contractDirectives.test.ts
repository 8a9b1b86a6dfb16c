import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import { loadSupergraph } from '../../gateway/supergraph/supergraph.ts';

const load = (contract: string, types: string) =>
  loadSupergraph(
    composeSupergraph([
      {
        name: 'one',
        url: 'http://one',
        sdl: `extend schema
          @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
          ${contract}
          ${types}`,
      },
    ]),
  ).apiSchema;

const isUntrusted = (schema: ReturnType<typeof load>, type: string, field: string) => {
  const { astNode: _, ...found } = Object(schema.getType(type)).getFields()[field];
  return found.extensions.untrusted === true;
};

const IMPORTED = `
  @link(url: "https://specs.genkan.dev/contract/v1.0", import: ["@untrusted"]) @composeDirective(name: "@untrusted")
  directive @untrusted on FIELD_DEFINITION`;
const PREFIXED = `
  @link(url: "https://specs.genkan.dev/contract/v1.0") @composeDirective(name: "@contract__untrusted")
  directive @contract__untrusted on FIELD_DEFINITION`;

describe('@untrusted', () => {
  it.each([
    ['imported', IMPORTED, '@untrusted'],
    ['with the prefix of its specification', PREFIXED, '@contract__untrusted'],
  ])('is found %s', (_, contract, directive) => {
    const schema = load(contract, `type Query { said: String ${directive} sure: String }`);
    expect(isUntrusted(schema, 'Query', 'said')).toBe(true);
    expect(isUntrusted(schema, 'Query', 'sure')).toBe(false);
  });

  it('of an interface holds for every type that implements it', () => {
    const schema = load(
      IMPORTED,
      `type Query { any: Said }
       interface Said { words: [String!]! @untrusted }
       type Note implements Said { words: [String!]! own: String }`,
    );
    expect(isUntrusted(schema, 'Note', 'words')).toBe(true);
    expect(isUntrusted(schema, 'Note', 'own')).toBe(false);
  });

  it.each(['count: Int @untrusted', 'kind: Kind @untrusted', 'other: Query @untrusted'])(
    'is refused at start on what is no text: %s',
    (field) => {
      expect(() => load(IMPORTED, `type Query { ${field} a: String } enum Kind { ONE }`)).toThrow(
        /^Query\.\w+ is marked @untrusted and is no text/,
      );
    },
  );
});
