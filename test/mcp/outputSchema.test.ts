import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { compileTools } from '../../mcp/compile/compileTools.ts';
import { ToolCompileError } from '../../mcp/compile/toolCompileError.ts';
import { OBSERVATORY_RULES, signIn } from '../secondGraph/observatory.ts';
import { openGraph } from '../secondGraph/openGraph.ts';
import { compileQuery, openObservatoryTools } from './observatoryTools.ts';

const outputOf = (selection: string, variables = '') =>
  compileQuery(variables, selection).definition.outputSchema?.properties;

describe('an output schema', () => {
  it('requires what cannot be null, and nothing at the root, where a fault may take any', () => {
    const schema = compileQuery('', 'telescopes { id mirrorGrid }').definition.outputSchema;
    expect(schema).not.toHaveProperty('required');
    expect(schema?.properties).toMatchObject({
      telescopes: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            mirrorGrid: { type: 'array', items: { type: ['array', 'null'], items: { type: 'integer' } } },
          },
          required: ['id'],
        },
      },
      notices: { type: 'array' },
    });
  });

  it('goes by response keys', () => {
    expect(outputOf('scope: telescope(id: "t1") { called: name }')).toMatchObject({
      scope: { properties: { called: { type: 'string' } }, required: ['called'] },
    });
  });

  it('makes optional what @include or @skip may leave out', () => {
    expect(
      outputOf('telescope(id: "t1") { id @include(if: $a) name @skip(if: $a) mount }', '($a: Boolean!)'),
    ).toMatchObject({ telescope: { required: ['mount'] } });
    expect(
      outputOf(
        'telescopes { ... @include(if: $a) { id } id name instruments { id } ...  @skip(if: $a) { instruments { name } } }',
        '($a: Boolean!)',
      ),
    ).toMatchObject({
      telescopes: {
        items: {
          required: ['id', 'name', 'instruments'],
          properties: { instruments: { items: { anyOf: [{ required: ['id'] }, { required: ['id'] }] } } },
        },
      },
    });
  });

  it('has an alternative for each type of a union, each with its own fields', () => {
    expect(
      outputOf(
        'target(name: "Vega") { __typename ... on Star { name magnitude } ... on Comet { periodYears } }',
      ),
    ).toMatchObject({
      target: {
        anyOf: [
          {
            properties: {
              __typename: { const: 'Star' },
              name: { type: 'string' },
              magnitude: { type: 'number' },
            },
            required: ['__typename', 'name', 'magnitude'],
          },
          {
            properties: { __typename: { const: 'Comet' }, periodYears: { type: 'number' } },
            required: ['__typename'],
          },
          { properties: { __typename: { const: 'Satellite' } }, required: ['__typename'] },
        ],
      },
    });
  });

  it('takes null entries of a list, and says so of enums, objects and unions', () => {
    expect(outputOf('agenda { seeing } targets { ... on Star { name } }')).toMatchObject({
      agenda: { items: { type: ['object', 'null'], properties: { seeing: { enum: ['GOOD', 'POOR'] } } } },
      targets: { items: { anyOf: [{ anyOf: expect.any(Array) }, { type: 'null' }] } },
    });
  });

  it('does not require endCursor, which a cut page loses', () => {
    expect(
      outputOf('found: telescope(id: "t1") { pageInfo: observations { endCursor: id startsAt } }'),
    ).toMatchObject({ found: { properties: { pageInfo: { items: { required: ['startsAt'] } } } } });
  });

  it('is refused at start-up when nested abstract types make it too large, naming the operation', () => {
    // Two alternatives a level: 2^depth.
    const nest = (depth: number): string => (depth === 0 ? '' : `next { id ${nest(depth - 1)} }`);
    const compile = (depth: number) =>
      compileTools(
        openGraph({
          subgraphs: [
            {
              name: 'sky',
              sdl: `
                type Query { first: Body }
                interface Body { id: ID! next: Body }
                type Star implements Body { id: ID! next: Body }
                type Comet implements Body { id: ID! next: Body }
              `,
              resolvers: {},
            },
          ],
          callerRules: OBSERVATORY_RULES,
          operations: [
            {
              path: 'Walk.graphql',
              text: `"Walks." query Walk @tool(title: "Walk") { first { id ${nest(depth)} } }`,
            },
          ],
        }).gateway,
      );
    expect([...compile(4).keys()]).toEqual(['walk']);
    const message = 'Walk has an output schema of more than 5000 nodes; select less, or fewer types.';
    expect(() => compile(12)).toThrow(new ToolCompileError(message));
  });

  it('takes what custom scalars say of themselves', () => {
    expect(outputOf('observation(id: "o1") { startsAt log }')).toMatchObject({
      observation: {
        properties: { startsAt: { type: 'string', format: 'date-time' }, log: {} },
        required: ['startsAt'],
      },
    });
  });
});

describe('every result conforms', () => {
  const tools = openObservatoryTools({ fetchTimeoutMs: 30 });
  const ajv = new Ajv2020({ strict: false, validateFormats: false, ownProperties: true });
  afterEach(() => {
    tools.graph.reset();
    tools.internalErrors.length = 0;
  });

  const CALLERS = {
    anonymous: ANONYMOUS,
    observer: signIn('observer'),
    reader: signIn('observer', 'observations:read'),
    writer: signIn('observer', 'observations:read', 'observations:write'),
    engineer: signIn('engineer', 'instruments:service'),
    visitor: signIn('visitor'),
  };
  const ARGS: Readonly<Record<string, readonly object[]>> = {
    telescope_status: [
      { telescopeId: 't1' },
      { telescopeId: 't2', withContact: true },
      { telescopeId: 'none' },
    ],
    find_telescopes: [{}, { mounts: ['EQUATORIAL'] }, { first: 50, mounts: null }],
    look_up_targets: [{}, { names: ['none', null, 'Vega'] }, { names: [] }],
    instrument_serial: [{ id: 'spec-1' }, { id: 'cam-1' }],
    schedule_preview: [{ target: 'Vega' }, { target: 'KH-11' }],
    schedule_observation: [
      { input: { telescopeId: 't1', target: 'Vega', startsAt: '2026-11-24T20:00:00Z' } },
      { input: { telescopeId: 'none', target: 'Vega', startsAt: '2026-11-24T20:00:00Z', bands: ['U'] } },
    ],
  };
  const never = () => Promise.withResolvers<never>().promise;
  const FAULTS: Readonly<Record<string, () => void>> = {
    'all is well': () => {},
    'observations is down': () =>
      tools.graph.replace('observations', () => Promise.reject(new Error('down'))),
    'telescopes is down': () => tools.graph.replace('telescopes', () => Promise.reject(new Error('down'))),
    'observations does not answer': () => tools.graph.replace('observations', never),
    'telescopes answers nonsense': () =>
      tools.graph.replace('telescopes', async () => ({
        data: {
          telescope: { id: 1.5, name: 'x', mount: 'NONE', instruments: [null, { __typename: 'Telescope' }] },
          telescopes: [null, { id: 3, name: 'x', mount: 'EQUATORIAL' }, 'text'],
          instrument: { __typename: 'Spectrograph', id: [], serial: {} },
        },
      })),
  };

  it.each(Object.keys(FAULTS))('when %s', async (fault) => {
    let results = 0;
    for (const [name, tool] of tools.server.tools) {
      const conforms = ajv.compile(tool.definition.outputSchema as object);
      for (const caller of Object.values(CALLERS)) {
        if (!tools.server.executor.isReachable(tool.operationId, caller)) continue;
        for (const args of ARGS[name] ?? [{}]) {
          tools.graph.reset();
          FAULTS[fault]?.();
          const result = await tools.call(name, args, caller);
          if (result.isError === true) {
            expect(result.structuredContent).toBeUndefined();
            expect(JSON.stringify(result)).toMatch(/UNAUTHENTICATED|INSUFFICIENT_SCOPE/);
            continue;
          }
          results++;
          expect(conforms(result.structuredContent), `${name}: ${ajv.errorsText(conforms.errors)}`).toBe(
            true,
          );
          expect(result.content).toEqual([{ type: 'text', text: JSON.stringify(result.structuredContent) }]);
        }
      }
    }
    expect(results).toBeGreaterThan(60);
    expect(tools.internalErrors).toEqual([]);
  });
});
