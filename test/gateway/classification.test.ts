import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileOperation } from '../../gateway/planning/compileOperation.ts';
import { findOperation } from '../../gateway/planning/parseOperation.ts';
import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import { loadSupergraph } from '../../gateway/supergraph/supergraph.ts';

const FEDERATION = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective", "@key", "@shareable", "@inaccessible", "@interfaceObject"])`;

/** The contract under the names that these tests use by turns, and how the directives are then called. */
const NAMES = {
  imported: {
    contract: `@link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@classified", "@public"])`,
    classified: 'classified',
    public: 'public',
  },
  renamed: {
    contract: `@link(url: "https://specs.genkan.dev/contract/v1.1",
      import: [{ name: "@classified", as: "@private" }, { name: "@public", as: "@open" }])`,
    classified: 'private',
    public: 'open',
  },
  'with the prefix of the specification': {
    contract: `@link(url: "https://specs.genkan.dev/contract/v1.1", as: "shop")`,
    classified: 'shop__classified',
    public: 'shop__public',
  },
};

function compose(...sdls: readonly string[]): string {
  return composeSupergraph(sdls.map((sdl, index) => ({ name: `s${index}`, url: 'http://s', sdl })));
}

/** @param types with `@classified` and `@public` written so, whatever they are called. */
function write(types: string, names: (typeof NAMES)['imported'] = NAMES.imported): string {
  const renamed = types
    .replaceAll('@classified', `@${names.classified}`)
    .replaceAll('@public', `@${names.public}`);
  return `${FEDERATION} ${names.contract}
    @composeDirective(name: "@${names.classified}") @composeDirective(name: "@${names.public}")
    directive @${names.classified}(as: [String!]!) on FIELD_DEFINITION
    directive @${names.public}(fields: String!) repeatable on OBJECT | INTERFACE
    ${renamed}`;
}

const classify = (...types: readonly string[]) =>
  loadSupergraph(compose(...types.map((each) => write(each)))).classification;

const READER = `type Query @public(fields: "reader") { reader: Reader }
  type Reader @public(fields: "id, joined") {
    id: ID joined: String
    email: String @classified(as: ["contact"])
    notes: [String] @classified(as: ["note", "contact"])
    shelf: String
  }`;

describe('the classification of a supergraph', () => {
  it.each(Object.entries(NAMES))('is found where its directives are %s', (_, names) => {
    const { classification } = loadSupergraph(compose(write(READER, names)));
    expect(classification.classesOf('Reader', 'email')).toEqual(['contact']);
    expect(classification.classesOf('Reader', 'notes')).toEqual(['note', 'contact']);
    expect(classification.classesOf('Reader', 'joined')).toEqual([]);
    expect(classification.classesOf('Reader', '__typename')).toEqual([]);
    expect(classification.classesOf('Reader', 'shelf')).toBeUndefined();
    expect(classification.findUnclassified()).toEqual(['Reader.shelf']);
    expect(classification.classes).toEqual(['contact', 'note']);
    expect(classification.isUsed).toBe(true);
  });

  it('is not used by a graph that has directives of those names and no contract', () => {
    const { classification } = loadSupergraph(
      `${compose(`${FEDERATION} type Query { email: String }`).replace('email: String', '$& @classified(as: ["contact"])')}
        directive @classified(as: [String!]!) on FIELD_DEFINITION`,
    );
    expect(classification.isUsed).toBe(false);
    expect(classification.classesOf('Query', 'email')).toBeUndefined();
  });

  it('gathers what several subgraphs say is public of one type', () => {
    const classification = classify(
      `type Query @public(fields: "a") { a: Reader }
       type Reader @key(fields: "id") @public(fields: "id") { id: ID! }`,
      `type Reader @key(fields: "id") @public(fields: "id shelf") { id: ID! shelf: String }`,
    );
    expect(classification.findUnclassified()).toEqual([]);
  });

  it('asks about what clients cannot see as well', () => {
    const classification = classify(
      `type Query @public(fields: "a") { a: String hidden: String @inaccessible }`,
    );
    expect(classification.findUnclassified()).toEqual(['Query.hidden']);
  });

  it('of an interface is its own and that of every object it may be', () => {
    const { classification, ...supergraph } = loadSupergraph(
      compose(
        write(`type Query @public(fields: "any") { any: Person }
          interface Person @public(fields: "name") { id: ID name: String home: String @classified(as: ["address"]) }
          type Reader implements Person @public(fields: "id") {
            id: ID name: String @classified(as: ["contact"]) home: String @classified(as: ["contact"])
          }
          type Author implements Person @public(fields: "id name home") { id: ID name: String home: String }`),
      ),
    );
    expect(classification.classesOf('Person', 'id')).toEqual([]);
    expect(classification.classesOf('Person', 'name')).toEqual(['contact']);
    expect(classification.classesOf('Person', 'home')).toEqual(['address', 'contact']);
    expect(classification.classesOf('Author', 'name')).toEqual([]);
    expect(classification.findUnclassified()).toEqual([]);

    const document = parse('query Q { any { id name ...author } } fragment author on Author { name home }');
    const compiled = compileOperation(
      { ...supergraph, classification },
      document,
      findOperation(document, 'Q'),
      { key: 'q', characters: 0 },
    );
    expect(compiled.classified).toMatchObject([
      { coordinate: 'Person.name', classes: ['contact'], node: { name: { value: 'name' } } },
    ]);
  });

  it('is not lost where only some say it: no way through an interface, or around it, goes without an entry', () => {
    const classification = classify(
      `type Query @public(fields: "any named") { any: Person named: Named }
       interface Person { phone: String home: String @classified(as: ["address"]) name: String }
       interface Named { home: String name: String }
       type Reader implements Person & Named {
         phone: String @classified(as: ["contact"]) home: String name: String
       }
       type Author implements Person & Named @public(fields: "home") { phone: String home: String name: String }`,
    );
    expect(classification.classesOf('Person', 'phone')).toEqual(['contact']);
    expect(classification.classesOf('Reader', 'home')).toEqual(['address']);
    expect(classification.classesOf('Named', 'home')).toEqual(['address']);
    expect(classification.classesOf('Author', 'home')).toEqual([]);
    expect(classification.classesOf('Author', 'phone')).toBeUndefined();
    expect(classification.classesOf('Person', 'name')).toBeUndefined();
    // Saying it stays everybody's duty.
    expect(classification.findUnclassified()).toEqual([
      'Author.name',
      'Author.phone',
      'Named.home',
      'Named.name',
      'Person.name',
      'Person.phone',
      'Reader.home',
      'Reader.name',
    ]);
  });

  it('of a field that objects have of an interface object alone is what that says', () => {
    const classification = classify(
      `type Query @public(fields: "any") { any: Person }
       interface Person @key(fields: "id") { id: ID! }
       type Reader implements Person @key(fields: "id") @public(fields: "id") { id: ID! }`,
      `type Person @interfaceObject @key(fields: "id") @public(fields: "shelf") {
         id: ID! shelf: String home: String @classified(as: ["address"])
       }`,
    );
    expect(classification.classesOf('Reader', 'home')).toEqual(['address']);
    expect(classification.classesOf('Reader', 'shelf')).toEqual([]);
    expect(classification.findUnclassified()).toEqual([]);
  });

  it.each([
    ['a public field that is not there', '@public(fields: "a nowhere")', '', 'Reader.nowhere'],
    ['a field that is both', '@public(fields: "a")', '@classified(as: ["contact"])', 'Reader.a'],
    ['no class', '', '@classified(as: [])', 'Reader.a'],
    ['a class without a name', '', '@classified(as: [""])', 'Reader.a'],
    ['a public field set of more than names', '@public(fields: "a { b }")', '', 'of Reader'],
  ])('is refused at start with %s, naming it', (_, onType, onField, named) => {
    const types = `type Query { reader: Reader } type Reader ${onType} { a: String ${onField} }`;
    expect(() => classify(types)).toThrow(TypeError);
    expect(() => classify(types)).toThrow(named);
  });

  it('is refused at start where one subgraph calls a field public that another classifies', () => {
    expect(() =>
      classify(
        `type Query { a: Reader }
         type Reader @key(fields: "id") @public(fields: "id mail") { id: ID! mail: String @shareable }`,
        `type Reader @key(fields: "id") { id: ID! mail: String @shareable @classified(as: ["contact"]) }`,
      ),
    ).toThrow('Reader.mail is classified and public at once.');
  });
});
