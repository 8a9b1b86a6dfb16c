import { lexicographicSortSchema, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { openDifferential } from './differentialGraph.ts';
import { GRAPHS } from './graphs.ts';

describe('clients see the schema that Apollo derives from the same supergraph', () => {
  it.each(GRAPHS.map((graph) => [graph.name, graph] as const))('of the %s', (_name, definition) => {
    const { apiSchema, graph } = openDifferential(definition);
    const own = printSchema(lexicographicSortSchema(graph.supergraph.apiSchema));
    // Clients may ask for a deferred part.
    expect(own.replace(/^directive @defer.*\n\n/, '')).toBe(printSchema(lexicographicSortSchema(apiSchema)));
  });
});
