import { describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** A directive for clients' documents that all subgraphs define alike reaches each of them with the part it stands on. */

function half(name: 'north' | 'south'): TestSubgraph {
  return {
    name,
    sdl: `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
      directive @cached(for: Freshness! = NIGHT, seconds: Int) on QUERY | FIELD | INLINE_FRAGMENT
      enum Freshness { MINUTE NIGHT }
      type Query { ${name}Star: Star }
      type Star @key(fields: "id") { id: ID! ${name}: String }`,
    resolvers: {
      Query: { [`${name}Star`]: () => ({ id: 'vega' }) },
      Star: {
        __resolveReference: async (reference: { id: string }) => reference,
        [name]: ({ id }: { id: string }) => `${id} from the ${name}`,
      },
    },
  };
}

const graph = openGraph({ subgraphs: [half('north'), half('south')], callerRules: OBSERVATORY_RULES });

async function ask(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  graph.reset();
  const { data, faults } = await graph.run(text, { variables });
  expect(data).toEqual({ northStar: { north: 'vega from the north', south: 'vega from the south' } });
  expect(faults).toEqual([]);
  return graph.fetches;
}

describe('a directive that subgraphs define for documents', () => {
  it('is sent on the fields that carry it, with its arguments or by its defaults', async () => {
    const [north, south] = await ask(
      '{ northStar { north @cached south @cached(for: MINUTE, seconds: 3) } }',
    );
    expect(north?.document).toMatch(/\bnorth ?@cached\b/);
    expect(south?.document).toMatch(/\bsouth ?@cached\(for: ?MINUTE,? ?seconds: ?3\)/);
  });

  it('is sent with every fetch where it stands on the operation', async () => {
    const fetches = await ask('query Both @cached(seconds: 9) { northStar { north south } }');
    expect(fetches).toHaveLength(2);
    for (const { document } of fetches) expect(document).toMatch(/@cached\(seconds: ?9\)/);
  });

  it('takes its variables along, to the subgraphs that need them and no others', async () => {
    const [north, south] = await ask(
      'query ($freshness: Freshness!) { northStar { north south @cached(for: $freshness) } }',
      { freshness: 'MINUTE' },
    );
    expect(north?.variables).toEqual({});
    expect(south?.variables).toMatchObject({ freshness: 'MINUTE' });
  });

  it('is accepted, and taken for the gateway alone, where it is of a specification that they link to', async () => {
    const linked = (field: string, byDefault: string): TestSubgraph => ({
      name: field,
      sdl: `
        extend schema
          @link(url: "https://specs.apollo.dev/federation/v2.1", import: ["@composeDirective"])
          @link(url: "https://specs.dome.test/access/v1.0", import: ["@access"])
          @composeDirective(name: "@access")
        directive @access(scope: Scope!${byDefault}) on FIELD
        enum Scope { PUBLIC PRIVATE }
        type Query { ${field}: String }`,
      resolvers: { Query: { [field]: () => field } },
    });
    const both = openGraph({
      subgraphs: [linked('east', ''), linked('west', ' = PUBLIC')],
      callerRules: OBSERVATORY_RULES,
    });
    const { data, faults } = await both.run(
      'query ($scope: Scope!) { east @access west @access(scope: $scope) }',
      { variables: { scope: 'PRIVATE' } },
    );
    expect(data).toEqual({ east: 'east', west: 'west' });
    expect(faults).toEqual([]);
    for (const { document } of both.fetches) expect(document).not.toContain('@access');
    await expect(both.run('{ east @access(scope: NOBODY) }')).rejects.toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });

  it('is checked like any argument', async () => {
    await expect(graph.run('{ northStar { north @cached(for: YEAR) } }')).rejects.toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });
});
