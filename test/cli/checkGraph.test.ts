import { describe, expect, it } from 'vitest';
import { type CheckedParts, checkGraph } from '../../cli/program/checkGraph.ts';
import { parseCallerRules } from '../../gateway/authentication/parseCallerRules.ts';
import type { PolicyFiles } from '../../gateway/authorization/policies/policyFiles.ts';
import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import { ZOO, ZOO_CALLERS } from './permissionMatrix/zoo.ts';

const sdl = (change: (sdl: string) => string = (text) => text) =>
  composeSupergraph(
    ZOO.map((subgraph) => ({
      ...subgraph,
      // All that the zoo says nothing of is public here.
      sdl: change(
        subgraph.sdl.replace(
          '@public(fields: "name") {\n    name: String\n    phone',
          '@public(fields: "name vet") {\n    name: String\n    phone',
        ),
      ),
    })),
  );

const SCHEMA = `
  type Claims = { badge?: String };
  entity Caller = { context: String, scopes: Set<String>, claims: Claims };
  entity Graph;
  type Call = { operation?: { id: String, name: String, source: String }, stated: { reason?: String } };
  action ACTIONS appliesTo { principal: Caller, resource: Graph, context: Call };
`;

function policyFiles(actions: readonly string[], ...policies: readonly string[]): PolicyFiles {
  const schema = SCHEMA.replace('ACTIONS', actions.map((action) => JSON.stringify(action)).join(', '));
  return {
    schema: { path: 'schema.cedarschema', text: schema },
    policies: policies.map((text, index) => ({ path: `${index}.cedar`, text })),
  };
}

const permit = (action: string) => `permit (principal, action == Action::"${action}", resource);`;
const forbid = (action: string) => `forbid (principal, action == Action::"${action}", resource);`;

const CALLERS = parseCallerRules({
  ...ZOO_CALLERS,
  contexts: { ...ZOO_CALLERS.contexts, boss: { scopes: ['zoo:hr'] } },
});

const PARTS: CheckedParts = {
  supergraphSdl: sdl(),
  subgraphs: [],
  operations: [],
  clientDirectives: undefined,
  areTools: false,
  callerRules: CALLERS,
  policies: policyFiles(['reachable'], permit('reachable')),
};

function check(parts: Partial<CheckedParts>) {
  const { faults, warnings } = checkGraph({ ...PARTS, ...parts });
  return { faults, warnings };
}

const PASSED = { faults: [], warnings: [] };

describe('checking the policies of a graph', () => {
  it('passes where just those are there that it asks for', () => {
    expect(check({})).toEqual(PASSED);
  });

  it('finds one that is asked for and not declared', () => {
    expect(check({ policies: policyFiles(['other'], permit('other')) })).toEqual({
      faults: ['Keeper.home: it asks for the policy "reachable", which schema.cedarschema does not declare.'],
      warnings: ['schema.cedarschema: nothing in the graph asks for the policy "other".'],
    });
  });

  it('finds one that is declared, and that nothing permits', () => {
    const fault = 'Keeper.home: it asks for the policy "reachable", which nothing permits.';
    expect(check({ policies: policyFiles(['reachable']) }).faults).toEqual([fault]);
    expect(check({ policies: policyFiles(['reachable'], forbid('reachable')) }).faults).toEqual([fault]);
    expect(check({ policies: policyFiles(['reachable'], 'permit (principal, action, resource);') })).toEqual(
      PASSED,
    );
  });

  it('finds files that are invalid, with their own words', () => {
    const { faults } = check({ policies: policyFiles(['reachable'], 'permit (principal, action == ') });
    expect(faults).toEqual([expect.stringMatching(/^0\.cedar:1:\d+: /)]);
  });

  it('warns where they are not given', () => {
    expect(check({ policies: undefined })).toEqual({
      faults: [],
      warnings: ['The graph asks for policies: see --policies.'],
    });
  });
});

describe('checking the operations of a graph', () => {
  const operation = (name: string, text: string) => ({ path: `${name}.graphql`, text });
  const KNOWN = operation('Names', '"Lists names." query Names { animals { name } }');

  it('finds every one that makes no tool, where they are tools', () => {
    const operations = [
      operation('Silent', 'query Silent { animals { name } }'),
      KNOWN,
      operation('Reserved', '"Lists." query Reserved { notices: animals { name } }'),
      operation('NAMES', '"Lists names too." query NAMES { animals { __typename name } }'),
    ];
    expect(check({ operations, areTools: true }).faults).toEqual([
      'Two operations would both be the tool names.',
      'Reserved selects "notices" at its root, which is reserved.',
      'Silent has no description.',
    ]);
    expect(check({ operations, areTools: false })).toEqual(PASSED);
  });

  it('goes on with those that fit where others do not', () => {
    const { faults, compiled } = checkGraph({
      ...PARTS,
      operations: [operation('Odd', 'query Odd { odd }'), KNOWN],
    });
    expect(faults).toEqual([expect.stringContaining('Odd.graphql')]);
    expect(compiled?.operations.map(({ name }) => name)).toEqual(['Names']);
  });

  it('lets one name another as its preview', () => {
    const clientDirectives = 'directive @confirm(preview: String!) on MUTATION';
    const feed = operation(
      'Feed',
      '"Feeds." mutation Feed @confirm(preview: "Names") { feed(id: 1) { at } }',
    );
    expect(check({ operations: [feed, KNOWN], clientDirectives, areTools: true })).toEqual(PASSED);
    expect(check({ operations: [feed], clientDirectives, areTools: true }).faults).toEqual([
      'Feed is confirmed by Names, which is no query here.',
    ]);
  });
});

describe('checking the scopes of a graph', () => {
  it('warns of one that no context can hold, though others will do', () => {
    const supergraphSdl = sdl((text) =>
      text.replace('scopes: [["zoo:hr"]]', 'scopes: [["zoo:hr"], ["zoo:hrr"]]'),
    );
    expect(check({ supergraphSdl })).toEqual({
      faults: [],
      warnings: ['Keeper.home: no context can hold zoo:hrr.'],
    });
  });

  it('names it once where nobody sees the field at all', () => {
    expect(check({ callerRules: parseCallerRules(ZOO_CALLERS) }).warnings).toEqual([
      'Keeper.home: no context can hold zoo:hr.',
    ]);
  });
});
