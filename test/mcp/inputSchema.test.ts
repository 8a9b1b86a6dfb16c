import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { callTool } from '../../mcp/callTool.ts';
import { compileTools } from '../../mcp/compile/compileTools.ts';
import { tighten } from '../../mcp/compile/usageHints.ts';
import { CONTRACT, FEDERATION_LINKS, OBSERVATORY_RULES } from '../secondGraph/observatory.ts';
import { openGraph } from '../secondGraph/openGraph.ts';
import { compileQuery, compileText, openObservatoryTools, readError } from './observatoryTools.ts';

const inputOf = (variables: string, selection: string) =>
  compileQuery(variables, selection).definition.inputSchema;

describe('an input schema', () => {
  it('is a closed object with a property for each variable', () => {
    expect(inputOf('', 'telescopes { id }')).toEqual({
      type: 'object',
      properties: {},
      additionalProperties: false,
    });
    expect(inputOf('($id: ID!)', 'telescope(id: $id) { id }')).toEqual({
      type: 'object',
      properties: { id: { type: 'string', maxLength: 8 } },
      required: ['id'],
      additionalProperties: false,
    });
  });

  it('requires what is non-null and has no default, and takes null for the rest', () => {
    const schema = inputOf(
      '($a: Int, $b: Int!, $c: Int = 3, $d: Int! = 4)',
      'telescope(id: "t1") { a: hoursBooked(year: $a) b: hoursBooked(year: $b) c: hoursBooked(year: $c) d: hoursBooked(year: $d) }',
    );
    expect(schema).toMatchObject({
      properties: {
        a: { type: ['integer', 'null'] },
        b: { type: 'integer' },
        c: { type: ['integer', 'null'], default: 3 },
        d: { type: 'integer', default: 4 },
      },
      required: ['b'],
    });
  });

  it('takes enums, lists and descriptions', () => {
    expect(
      inputOf('("Only these." $mounts: [Mount!])', 'telescopes(mounts: $mounts) { id }').properties,
    ).toEqual({
      mounts: {
        type: ['array', 'null'],
        maxItems: 1_000,
        items: { type: 'string', enum: ['ALT_AZIMUTH', 'EQUATORIAL'] },
        description: 'Only these.',
      },
    });
    expect(inputOf('($names: [String])', 'targets(named: $names) { __typename }').properties).toEqual({
      names: { type: ['array', 'null'], maxItems: 1_000, items: { type: ['string', 'null'] } },
    });
  });

  it('takes the hints of the arguments that a variable is used for', () => {
    expect(inputOf('($n: Int!)', 'telescopes(first: $n) { id }').properties).toEqual({
      n: { type: 'integer', minimum: 1, maximum: 50 },
    });
  });

  it('takes the tighter hint of a variable that is used more than once, whichever comes first', () => {
    const [telescopes, agenda] = ['telescopes(first: $n) { id }', 'agenda(filter: { limit: $n }) { id }'];
    for (const selection of [`${telescopes} ${agenda}`, `${agenda} ${telescopes}`]) {
      expect(inputOf('($n: Int!)', selection).properties).toEqual({
        n: { type: 'integer', minimum: 1, maximum: 20 },
      });
    }
    const looser = { minimum: 1, maxLength: 9 };
    const tighter = { minimum: 5, maxLength: 8 };
    expect(tighten(looser, tighter)).toEqual(tighter);
    expect(tighten(tighter, looser)).toEqual(tighter);
  });

  it('takes what a hint on a list says of values for its entries', () => {
    const { gateway } = openGraph({
      subgraphs: [
        {
          name: 'library',
          sdl: `
            ${FEDERATION_LINKS}
            ${CONTRACT}
            type Query {
              count(names: [String!] @jsonSchema(maxLength: 5, pattern: "^x"), rows: [[Int]] @jsonSchema(maximum: 9)): Int
            }
          `,
          resolvers: {},
        },
      ],
      callerRules: OBSERVATORY_RULES,
      operations: [
        {
          path: 'Count.graphql',
          text: `"Counts." query Count($names: [String!], $rows: [[Int]]) @tool(title: "Count") {
            count(names: $names, rows: $rows)
          }`,
        },
      ],
    });
    const tool = compileTools(gateway).get('count');
    const list = { type: ['array', 'null'], maxItems: 1_000 };
    expect(tool?.definition.inputSchema.properties).toEqual({
      names: { ...list, items: { type: 'string', maxLength: 5, pattern: '^x' } },
      rows: { ...list, items: { ...list, items: { type: ['integer', 'null'], maximum: 9 } } },
    });
    expect(tool?.validateArguments({ names: ['x', 'xxxxxx'] })).toBe(
      '"names.1" must have at most 5 characters, got 6.',
    );
  });

  it('takes the hints of input fields where a variable stands within an object', () => {
    const schema = inputOf('($n: Int!, $t: ID)', 'agenda(filter: { limit: $n, telescopeId: $t }) { id }');
    expect(schema.properties).toEqual({
      n: { type: 'integer', minimum: 1, maximum: 20 },
      t: { type: ['string', 'null'], maxLength: 8 },
    });
  });

  it('describes input objects with their own requirements, defaults and hints', () => {
    const tool = openObservatoryTools().server.tools.get('schedule_observation');
    expect(tool?.definition.inputSchema.properties).toEqual({
      input: {
        type: 'object',
        properties: {
          telescopeId: { type: 'string' },
          target: { type: 'string', maxLength: 12 },
          startsAt: { type: 'string', format: 'date-time' },
          minutes: { type: 'integer', minimum: 5, maximum: 600, default: 30 },
          bands: {
            type: ['array', 'null'],
            maxItems: 1_000,
            items: { type: 'string', enum: ['U', 'B', 'V'] },
          },
        },
        required: ['telescopeId', 'target', 'startsAt'],
        additionalProperties: false,
      },
    });
  });

  it('takes null for a nullable input object, and the description of its fields', () => {
    expect(inputOf('($f: AgendaFilter)', 'agenda(filter: $f) { id }').properties).toEqual({
      f: {
        type: ['object', 'null'],
        properties: {
          telescopeId: {
            type: ['string', 'null'],
            maxLength: 8,
            description: 'Only with this telescope.',
          },
          limit: { type: 'integer', minimum: 1, maximum: 20, default: 10 },
        },
        additionalProperties: false,
      },
    });
  });
});

describe('an input object that holds itself, or is used twice', () => {
  const graph = openGraph({
    subgraphs: [
      {
        name: 'library',
        sdl: `
          type Query {
            count(where: Filter, range: Range!, ranges: [Range]): Int
            ping(once: Once): Int
          }
          input Filter {
            "All of them."
            and: [Filter!]
            not: Filter
            than: Comparison
          }
          input Comparison { year: Int! filter: Filter }
          input Range { from: Int = 1 to: Int }
          input Once { at: Int }
        `,
        resolvers: { Query: { count: () => 7 } },
      },
    ],
    callerRules: OBSERVATORY_RULES,
    operations: [
      {
        path: 'Count.graphql',
        text: `"Counts." query Count($where: Filter, $range: Range! = { from: 2 }, $ranges: [Range]) @tool(title: "Count") {
          count(where: $where, range: $range, ranges: $ranges)
        }`,
      },
      {
        path: 'Ping.graphql',
        text: '"Pings." query Ping($once: Once) @tool(title: "Ping") { ping(once: $once) }',
      },
    ],
  });
  const tools = compileTools(graph.gateway);
  const count = tools.get('count');
  if (count === undefined) throw new Error('There is no tool.');

  it('stands once in $defs, and is referred to', () => {
    const filter = { $ref: '#/$defs/Filter' };
    const range = { $ref: '#/$defs/Range' };
    const nothing = { type: 'null' };
    expect(count.definition.inputSchema).toEqual({
      type: 'object',
      properties: {
        where: { anyOf: [filter, nothing] },
        range: { ...range, default: { from: 2 } },
        ranges: { type: ['array', 'null'], maxItems: 1_000, items: { anyOf: [range, nothing] } },
      },
      additionalProperties: false,
      $defs: {
        Filter: {
          type: 'object',
          properties: {
            and: { type: ['array', 'null'], maxItems: 1_000, items: filter, description: 'All of them.' },
            not: { anyOf: [filter, nothing] },
            than: {
              type: ['object', 'null'],
              properties: { year: { type: 'integer' }, filter: { anyOf: [filter, nothing] } },
              required: ['year'],
              additionalProperties: false,
            },
          },
          additionalProperties: false,
        },
        Range: {
          type: 'object',
          properties: { from: { type: ['integer', 'null'], default: 1 }, to: { type: ['integer', 'null'] } },
          additionalProperties: false,
        },
      },
    });
    expect(tools.get('ping')?.definition.inputSchema).not.toHaveProperty('$defs');
  });

  it.each<[unknown, string | undefined]>([
    [{}, undefined],
    [{ where: null, ranges: [null, { to: 3 }] }, undefined],
    [{ where: { and: [{ not: { than: { year: 1999 } } }, { not: null }] } }, undefined],
    [{ where: { and: [{ not: { than: {} } }] } }, '"where.and.0.not.than.year" is required.'],
    [{ where: { not: { or: [] } } }, '"where.not.or" is not an argument of this tool.'],
    [{ where: 5 }, '"where" must be object, got 5.'],
    [{ range: null }, '"range" must be object, got null.'],
    [{ ranges: [{ from: 'x' }] }, '"ranges.0.from" must be integer or null, got "x".'],
  ])('is validated at any depth: %j', (args, message) => {
    expect(count.validateArguments(args)).toBe(message);
  });

  it('may be nested only so deep', async () => {
    const nest = (depth: number): unknown => JSON.parse(`${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`);
    expect(count.validateArguments({ where: nest(30) })).toBeUndefined();
    const call = (where: unknown) =>
      callTool({ executor: graph.gateway, tools, onInternalError: () => {} }, count, {
        args: { range: {}, where },
        caller: ANONYMOUS,
        requestId: 'test',
        signal: new AbortController().signal,
      });
    expect((await call(nest(30))).structuredContent).toEqual({ count: 7 });
    for (const depth of [31, 5_000]) {
      expect(readError(await call(nest(depth)))).toEqual({
        error: { code: 'INVALID_ARGUMENTS', message: '"arguments" must be nested at most 32 deep.' },
      });
    }
  });
});

describe('an argument that breaks it is named with the rule and the value', () => {
  const find = compileQuery(
    '($first: Int! = 2, $mounts: [Mount!], $id: ID!, $note: String)',
    'telescopes(first: $first, mounts: $mounts) { id } telescope(id: $id) { id } target(name: "x") { __typename } targets(named: [$note]) { __typename }',
  );
  const book = compileText(
    '"Books." mutation Book($input: ScheduleInput!) @tool(title: "Book") { schedule(input: $input) { problem } }',
  );
  const input = { telescopeId: 't1', target: 'Vega', startsAt: '2026-11-24T20:00:00Z' };

  it.each<[unknown, string]>([
    [{}, '"id" is required.'],
    [{ id: 't1', firts: 1 }, '"firts" is not an argument of this tool.'],
    [{ id: 7 }, '"id" must be string, got 7.'],
    [{ id: null }, '"id" must be string, got null.'],
    [{ id: ['t1'] }, '"id" must be string, got a list of 1.'],
    [{ id: { a: 1 } }, '"id" must be string, got an object.'],
    [{ id: 'much too long' }, '"id" must have at most 8 characters, got 13.'],
    [{ id: 't1', first: 0 }, '"first" must be an integer from 1 to 50, got 0.'],
    [{ id: 't1', first: 900 }, '"first" must be an integer from 1 to 50, got 900.'],
    [{ id: 't1', first: 1.5 }, '"first" must be an integer from 1 to 50, got 1.5.'],
    [{ id: 't1', first: '5' }, '"first" must be an integer from 1 to 50, got "5".'],
    [{ id: 't1', first: null }, '"first" must be an integer from 1 to 50, got null.'],
    [{ id: 't1', mounts: 'EQUATORIAL' }, '"mounts" must be array or null, got "EQUATORIAL".'],
    [
      { id: 't1', mounts: ['EQUATORIAL', 'NONE'] },
      '"mounts.1" must be one of ALT_AZIMUTH, EQUATORIAL, got "NONE".',
    ],
    [{ id: 't1', mounts: [null] }, '"mounts.0" must be string, got null.'],
    [{ id: 't1', note: 7 }, '"note" must be string or null, got 7.'],
    [[], '"arguments" must be object, got a list of 0.'],
    ['text', '"arguments" must be object, got "text".'],
    [JSON.parse('{"id":"t1","__proto__":{}}'), '"__proto__" is not an argument of this tool.'],
    [{ id: 't1', constructor: 1 }, '"constructor" is not an argument of this tool.'],
  ])('%j', (args, message) => {
    expect(find.validateArguments(args)).toBe(message);
  });

  it.each<[unknown, string]>([
    [{ input: {} }, '"input.telescopeId" is required.'],
    [{ input: { ...input, colour: 'red' } }, '"input.colour" is not an argument of this tool.'],
    [{ input: { ...input, minutes: 4 } }, '"input.minutes" must be an integer from 5 to 600, got 4.'],
    [{ input: { ...input, bands: ['X'] } }, '"input.bands.0" must be one of U, B, V, got "X".'],
    [{ input: { ...input, startsAt: 'tonight' } }, '"input.startsAt" must be a date-time, got "tonight".'],
    [{ input: null }, '"input" must be object, got null.'],
  ])('within an input object: %j', (args, message) => {
    expect(book.validateArguments(args)).toBe(message);
  });

  it('one that keeps it passes', () => {
    expect(find.validateArguments({ id: 't1' })).toBeUndefined();
    expect(find.validateArguments({ id: 't1', first: 50, mounts: null, note: null })).toBeUndefined();
    expect(book.validateArguments({ input })).toBeUndefined();
  });

  it('a pattern is named', () => {
    const tool = compileText(
      '"At." query At($at: SkyPosition!) @tool(title: "At") { at(position: $at) { __typename } }',
    );
    expect(tool.validateArguments({ at: '18h36m +38d47m' })).toBeUndefined();
    expect(tool.validateArguments({ at: 'north' })).toBe(
      '"at" must match ^[0-9]{2}h[0-9]{2}m [+-][0-9]{2}d[0-9]{2}m$, got "north".',
    );
  });

  it('a long value is cut short', () => {
    const message = find.validateArguments({ id: 't1', first: 'x'.repeat(1_000_000) }) ?? '';
    expect(message).toMatch(/^"first" must be an integer from 1 to 50, got "x+…\.$/);
    expect(message.length).toBeLessThan(150);
    expect((find.validateArguments({ id: 't1', ['x'.repeat(1_000_000)]: 1 }) ?? '').length).toBeLessThan(500);
  });

  it('characters are counted as JSON Schema counts them', () => {
    expect(find.validateArguments({ id: '🔭'.repeat(8) })).toBeUndefined();
    expect(find.validateArguments({ id: '🔭'.repeat(9) })).toBe(
      '"id" must have at most 8 characters, got 9.',
    );
  });

  it('attack 24: a variable may have a name that every object inherits', () => {
    const tool = compileQuery(
      '($constructor: ID!, $toString: Int)',
      'telescope(id: $constructor) { hoursBooked(year: $toString) }',
    );
    expect(tool.validateArguments({})).toBe('"constructor" is required.');
    expect(tool.validateArguments({ constructor: 't1' })).toBeUndefined();
    expect(tool.validateArguments({ constructor: 7 })).toBe('"constructor" must be string, got 7.');
  });

  it('attack 46: a million elements are refused before one of them is looked at', () => {
    const mounts = new Proxy(Array<string>(1_000_000).fill('EQUATORIAL'), {
      get(target, key) {
        if (key === 'length') return target.length;
        throw new Error(`Entry ${String(key)} was looked at.`);
      },
    });
    expect(find.validateArguments({ id: 't1', mounts })).toBe(
      '"mounts" must have at most 1000 entries, got 1000000.',
    );
    expect(find.validateArguments({ id: 't1', mounts: Array(1_000).fill('EQUATORIAL') })).toBeUndefined();
  });
});
