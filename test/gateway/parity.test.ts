import { buildSchema, execute, parse, printSchema, validate } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_SUBGRAPHS, openObservatory, signIn } from '../secondGraph/observatory.ts';
import { mergeResolvers } from '../secondGraph/openGraph.ts';

const graph = openObservatory();
const oracle = mergeResolvers(buildSchema(printSchema(graph.supergraph.apiSchema)), OBSERVATORY_SUBGRAPHS);
const observer = signIn('observer', 'observations:read');
afterEach(() => graph.reset());

interface Case {
  readonly text: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const CASES: Readonly<Record<string, Case>> = {
  'an entity across subgraphs': {
    text: '{ telescopes { name observations { startsAt telescope { mount hoursBooked } } id } }',
  },
  'fields in the order selected, whichever fetch brings them': {
    text: '{ telescope(id: "t1") { hoursBooked name observations { startsAt id } mount id } }',
  },
  'root fields of several subgraphs in the order selected': {
    text: '{ target(name: "Vega") { __typename } telescope(id: "t2") { id } __typename observation(id: "o1") { id } }',
  },
  'aliases, of one field with several arguments too': {
    text: '{ a: telescope(id: "t1") { b: name one: hoursBooked(year: 1) two: hoursBooked(year: 2) } c: telescope(id: "t3") { b: mount } }',
  },
  'an alias with the name of the key': {
    text: '{ telescopes { id: name hoursBooked } }',
  },
  'an alias with the name of another field': {
    text: '{ telescope(id: "t1") { name: mount mount: name observations { telescope: id id: startsAt } } }',
  },
  'nested lists, empty ones and null': { text: '{ telescopes { mirrorGrid } }' },
  'null list entries in their place': {
    text: '{ targets(named: ["Vega", "none", null, "Encke"]) { ... on Star { name } ... on Comet { name periodYears } } }',
  },
  'inline and named fragments on a union': {
    text: `{ targets { __typename ...Bright ... on Comet { name years: periodYears } } }
      fragment Bright on Star { magnitude name }`,
  },
  'fragments on an interface and its types': {
    text: `{ telescopes { instruments { name ...Any ... on Camera { megapixels } kind: __typename } } }
      fragment Any on Instrument { id ... on Instrument { name } }`,
  },
  'the same field in several fragments': {
    text: `{ telescope(id: "t1") { observations { id } ...More observations { telescope { name } } } }
      fragment More on Telescope { observations { target { ... on Star { name } } startsAt } }`,
  },
  '@include and @skip, alone and together': {
    text: `query ($yes: Boolean!, $no: Boolean = false) { telescope(id: "t1") {
      name @include(if: $yes) mount @skip(if: $yes) a: id @include(if: $no) b: id @skip(if: $no)
      c: id @include(if: $yes) @skip(if: $no) d: id @include(if: $yes) @skip(if: $yes)
      ... @include(if: $no) { observations { id } } ... @skip(if: $no) { hoursBooked } } }`,
    variables: { yes: true },
  },
  'literal conditions': {
    text: '{ telescope(id: "t1") { name @include(if: true) mount @skip(if: true) id @include(if: false) hoursBooked @skip(if: false) } }',
  },
  'a field selected twice, one time under a condition that fails': {
    text: `query ($no: Boolean!) { telescope(id: "t1") {
      observations @include(if: $no) { startsAt } observations { id } } }`,
    variables: { no: false },
  },
  'a field selected twice, one time under a condition that holds': {
    text: `query ($yes: Boolean!) { telescope(id: "t1") {
      observations { id } observations @include(if: $yes) { startsAt } } }`,
    variables: { yes: true },
  },
  'fragments under conditions that overlap': {
    text: `query ($no: Boolean!, $yes: Boolean!) { telescope(id: "t1") {
      ...A @include(if: $no) ... @include(if: $yes) { instruments { id } } name } }
      fragment A on Telescope { instruments { name } mount }`,
    variables: { no: false, yes: true },
  },
  'a list coerced from one value, and an enum': {
    text: 'query ($mounts: [Mount!]) { telescopes(mounts: $mounts) { name mount } }',
    variables: { mounts: 'EQUATORIAL' },
  },
  'defaults of variables and arguments': {
    text: 'query ($first: Int! = 2) { telescopes(first: $first) { observations { id } } }',
  },
  'an input object with a default within': {
    text: 'query ($filter: AgendaFilter) { agenda(filter: $filter) { id telescope { name } } }',
    variables: { filter: { telescopeId: 't1' } },
  },
  'a variable called representations': {
    text: `query ($representations: Int!) { telescopes(first: $representations) {
      observations(first: $representations) { id telescope { name hoursBooked(year: $representations) } } } }`,
    variables: { representations: 2 },
  },
  'names that every object inherits': {
    text: `query ($constructor: ID!, $toString: Int, $hasOwnProperty: Boolean!) {
      constructor: telescope(id: $constructor) { toString: name valueOf: hoursBooked(year: $toString)
        hasOwnProperty: observations @include(if: $hasOwnProperty) { isPrototypeOf: id telescope { constructor: mount } } } }`,
    variables: { constructor: 't1', toString: 4, hasOwnProperty: true },
  },
  'attack 24: aliases that are names of the language or of introspection': {
    text: `{ __proto__: telescope(id: "t1") { __typename: name constructor: id __proto__: mount
      __typename__: __typename observations { __proto__: id telescope { __proto__: hoursBooked toString: name } } } }`,
  },
  'a deferred part': {
    text: `query ($later: Boolean = true) { telescope(id: "t1") { name ... @defer(if: $later) { mount hoursBooked } } }`,
  },
  'an entity that is not there': { text: '{ telescope(id: "t9") { name observations { id } } }' },
  'introspection beside data': {
    text: '{ __type(name: "Mount") { kind enumValues { name } } telescope(id: "t1") { name } all: __schema { queryType { name } } }',
  },
  'a mutation': {
    text: 'mutation { one: ping two: ping __typename }',
  },
};

describe('an answer is what graphql-js gives for the same data in one schema', () => {
  it.each(Object.entries(CASES))('%s', async (_name, { text, variables = {} }) => {
    const document = parse(text);
    expect(validate(oracle, document)).toEqual([]);
    const expected = await execute({ schema: oracle, document, variableValues: variables });
    expect(expected.errors).toBeUndefined();
    const answer = await graph.run(text, { caller: observer, variables });
    // As text, so that the order of fields counts.
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(expected.data));
    expect(answer.faults).toEqual([]);
  });
});
