import { buildSchema, graphql } from 'graphql';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../cli/config.ts';
import { compileGraph } from '../../../cli/program/openGateway.ts';
import { createMatrix } from '../../../cli/program/permissionMatrix/createMatrix.ts';
import type { Access, Way } from '../../../cli/program/permissionMatrix/ways.ts';
import { redactByClass } from '../../../subgraphs/redaction.ts';

/**
 * Who gets which class is said twice: by the rules of the gateway, and by the subgraphs. What a rule shows and a subgraph
 * keeps back is a null that no notice explains.
 */

interface Shown {
  readonly coordinate: string;
  readonly classes: readonly string[];
  readonly context: string;
  readonly scopes: readonly string[];
}

async function listShown(): Promise<readonly Shown[]> {
  const { supergraph, callerRules, operations } = await compileGraph(parseConfig({}));
  const { types } = createMatrix({ supergraph, callerRules, operations, policies: undefined });
  return types.flatMap((type) =>
    type.fields.flatMap(({ name, classes, access }) =>
      (classes ?? []).length === 0
        ? []
        : Object.entries(access).flatMap(([context, one]) =>
            listWays(one).map(({ scopes }) => ({
              coordinate: `${type.name}.${name}`,
              classes: classes ?? [],
              context,
              scopes,
            })),
          ),
    ),
  );
}

function listWays(access: Access): readonly Way[] {
  if (access === 'never') return [];
  return access === 'visible' ? [{ scopes: [], policies: [] }] : access.anyOf;
}

/** Whether a subgraph gives a field of these classes, whatever else it would ask. */
async function isGiven({ classes, context, scopes }: Shown): Promise<boolean> {
  const schema = buildSchema(`
    directive @classified(as: [String!]!) on FIELD_DEFINITION
    type Query { value: String @classified(as: ${JSON.stringify(classes)}) }`);
  redactByClass(schema);
  const { data } = await graphql({
    schema,
    source: '{ value }',
    rootValue: { value: 'given' },
    contextValue: { request: { caller: { context, scopes } } },
  });
  return data?.value === 'given';
}

it('shows by the rules only what subgraphs give too', async () => {
  const shown = await listShown();
  expect(shown.length).toBeGreaterThan(50);
  const keptBack = new Set<string>();
  for (const one of shown) {
    if (!(await isGiven(one))) keptBack.add(`${one.coordinate} ${one.context}`);
  }
  expect([...keptBack].sort()).toEqual([]);
});
