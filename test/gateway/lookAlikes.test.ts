import { describe, expect, it } from 'vitest';
import { CompositionError, composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';

const federation = (version: string, ...imports: readonly string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/${version}",
    import: ["@composeDirective", "@key", "@shareable", "@external", ${imports.join(', ')}])`;
const CONTRACT = `@link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@classified", "@public"])`;
const COMPOSED = '@composeDirective(name: "@classified") @composeDirective(name: "@public")';
const DECLARED = `directive @classified(as: [String!]!) on FIELD_DEFINITION
  directive @public(fields: String!) repeatable on OBJECT | INTERFACE`;
const SECRET = 'type Query { open: String secret: String';

const compose = (...sdls: readonly string[]) =>
  composeSupergraph(sdls.map((sdl, index) => ({ name: `s${index}`, url: 'http://s', sdl })));

function explain(...sdls: readonly string[]): string[] {
  try {
    compose(...sdls);
  } catch (error) {
    if (error instanceof CompositionError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('composition', () => {
  it.each([
    [
      'declares itself',
      `${federation('v2.9')} directive @authenticated on FIELD_DEFINITION ${SECRET} @authenticated }`,
      '@authenticated',
      '@authenticated from https://specs.apollo.dev/federation/v2.5',
    ],
    [
      'declares itself where its Federation has none yet',
      `${federation('v2.3')} directive @authenticated on FIELD_DEFINITION ${SECRET} @authenticated }`,
      '@authenticated',
      'federation/v2.5 or a later one',
    ],
    [
      'has by the prefix of a Federation that has none yet',
      `${federation('v2.5')} directive @federation__policy(policies: [[String!]!]!) on FIELD_DEFINITION
       ${SECRET} @federation__policy(policies: [["p"]]) }`,
      '@federation__policy',
      'federation/v2.6 or a later one',
    ],
    [
      'of Federation 1 declares itself',
      `directive @authenticated on FIELD_DEFINITION ${SECRET} @authenticated }`,
      '@authenticated',
      'federation/v2.5 or a later one',
    ],
    [
      'writes in another case',
      `${federation('v2.9', '"@authenticated"')} directive @Authenticated on FIELD_DEFINITION
       ${SECRET} @Authenticated }`,
      '@Authenticated',
      'import @authenticated from',
    ],
    [
      'writes nearly right',
      `${federation('v2.9')} directive @requireScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
       ${SECRET} @requireScopes(scopes: [["a"]]) }`,
      '@requireScopes',
      'import @requiresScopes from',
    ],
    [
      'imports under another name than it uses',
      `${federation('v2.9', '{ name: "@authenticated", as: "@signedIn" }')} directive @authenticated on FIELD_DEFINITION
       ${SECRET} @authenticated }`,
      '@authenticated',
      'import @authenticated from',
    ],
    [
      'imports from a place of another name',
      `${federation('v2.9')} @link(url: "https://specs.example.dev/contract/v1.1", import: ["@classified"])
       @composeDirective(name: "@classified")
       directive @classified(as: [String!]!) on FIELD_DEFINITION ${SECRET} @classified(as: ["note"]) }`,
      '@classified',
      'import @classified from https://specs.genkan.dev/contract/v1.1',
    ],
    [
      'does not have composed',
      `${federation('v2.9')} ${CONTRACT} ${DECLARED} ${SECRET} @classified(as: ["note"]) }`,
      '@classified',
      'is dropped without @composeDirective(name: "@classified")',
    ],
  ])('refuses a directive that a subgraph %s', (_, sdl, written, advice) => {
    const faults = explain(sdl);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`s0 Query.secret: ${written} `);
    expect(faults[0]).toContain(advice);
  });

  it('finds such a directive on types, arguments, enum values and input fields as well', () => {
    const faults = explain(
      `${federation('v2.9')}
       directive @policy(policies: [[String!]!]!) on OBJECT | ENUM
       directive @reads(fields: [String!]!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
       type Query @policy(policies: [["p"]]) { a(by: By @reads(fields: ["Query.b"]), where: Where): String b: String }
       enum By { B @reads(fields: ["Query.b"]) }
       input Where { b: String @reads(fields: ["Query.b"]) }
       extend enum By @policy(policies: [["p"]])`,
    );
    expect(faults.map((fault) => fault.split(': @')[0])).toEqual([
      's0 Query',
      's0 Query.a(by:)',
      's0 By.B',
      's0 Where.b',
      's0 By',
    ]);
  });

  it('refuses subgraphs that classify a field they share in different ways: only one would be kept', () => {
    const sdl = (as: string) =>
      `${federation('v2.9')} ${CONTRACT} ${COMPOSED} ${DECLARED}
       type Query { secret: String @shareable @classified(as: ["${as}"]) }`;
    expect(explain(sdl('note'), sdl('contact'))).toEqual([
      's1 Query.secret: @classified({"as":["contact"]}) is lost in composition.',
    ]);
    expect(explain(sdl('note'), sdl('note'))).toEqual([]);
  });

  it('refuses a class at an external field, where composition does not look', () => {
    const faults = explain(
      `${federation('v2.9')} type Query { r: R } type R @key(fields: "id") { id: ID! mail: String }`,
      `${federation('v2.9')} ${CONTRACT} ${COMPOSED} ${DECLARED}
       type R @key(fields: "id mail") { id: ID! mail: String @external @classified(as: ["contact"]) }`,
    );
    expect(faults).toEqual(['s1 R.mail: @classified({"as":["contact"]}) is lost in composition.']);
  });

  it.each([
    [
      'imported',
      `${federation('v2.9', '"@authenticated"', '"@requiresScopes"', '"@policy"')} ${CONTRACT} ${COMPOSED} ${DECLARED}
       ${SECRET} @authenticated @requiresScopes(scopes: [["a"]]) @policy(policies: [["p"]]) @classified(as: ["note"]) }`,
    ],
    [
      'renamed',
      `${federation('v2.9', '{ name: "@authenticated", as: "@signedIn" }')}
       @link(url: "https://specs.genkan.dev/contract/v1.1", import: [{ name: "@classified", as: "@private" }])
       @composeDirective(name: "@private") directive @private(as: [String!]!) on FIELD_DEFINITION
       ${SECRET} @signedIn @private(as: ["note"]) }`,
    ],
    [
      'prefixed',
      `${federation('v2.9')} @link(url: "https://specs.genkan.dev/contract/v1.1")
       @composeDirective(name: "@contract__classified") directive @contract__classified(as: [String!]!) on FIELD_DEFINITION
       ${SECRET} @federation__authenticated @contract__classified(as: ["note"]) }`,
    ],
    [
      'linked to in their own specifications',
      `${federation('v2.9')} @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
       ${SECRET} @authenticated }`,
    ],
  ])('takes the directives of the specifications, %s', (_, sdl) => {
    expect(explain(sdl)).toEqual([]);
  });
});
