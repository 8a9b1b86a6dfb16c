import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compareAnswers } from './compareAnswers.ts';
import { type OpenDifferential, openDifferential } from './differentialGraph.ts';
import { LABORATORY } from './laboratoryGraph.ts';
import { MUSEUM } from './museumGraph.ts';
import { RAILWAY } from './railwayGraph.ts';
import { SHOP } from './shopGraph.ts';

interface Reproduction {
  readonly open: OpenDifferential;
  readonly text: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const museum = openDifferential(MUSEUM);
const railway = openDifferential(RAILWAY);
const laboratory = openDifferential(LABORATORY);
const shop = openDifferential(SHOP);

/** By the reasons of stockFaults.ts and plannerFaults.ts. */
const STOCK_IS_WRONG: Readonly<Record<string, Reproduction>> = {
  'a variable $representations clashes with that of entity fetches': {
    open: railway,
    text: 'query ($representations: Boolean!) { stations { incidents(open: $representations) { id } } }',
    variables: { representations: true },
  },
  'an alias with the name of another field of its type takes the place of a key or a required field': {
    open: railway,
    text: '{ stations { code: name incidents { id } } }',
  },
  'nothing is asked for where every selection of an object has a condition': {
    open: laboratory,
    text: 'query ($yes: Boolean!, $no: Boolean!) { analyses @include(if: $yes) { value @include(if: $no) } }',
    variables: { yes: true, no: false },
  },
  'a field takes the arguments that a @requires asks for it with': {
    open: railway,
    text: 'mutation { release(train: "two") { train { risk length } } }',
  },
  'fields come in the order of fragments, not as they were selected': {
    open: shop,
    text: '{ editions(ids: ["one", "two", "three"]) { pricePerVolume { ... on Money { amount } name: amount ... on Money { currency } } } }',
  },
  'what a field takes from its context is not handed on': {
    open: laboratory,
    text: '{ experiments { samples { temperature exact: temperature(exact: true) pieces { weighed } } } }',
  },
  'an object that came without its type is taken for the interface of the fragment around it': {
    open: laboratory,
    text: '{ queue { ... on Measured { ... on Analysis { value } } } }',
  },
  'the type of an object is overwritten by that of an interface object': {
    open: museum,
    text: '{ painting { __typename reviews { work { maker { __typename } } } } }',
  },
  'of what a field requires through a list of lists, only one list is gone through': {
    open: railway,
    text: '{ delayed { load { tonnes } } }',
  },
  'the planner asks an interface object for its type': {
    open: museum,
    text: 'query ($no: Boolean!) { ... @skip(if: $no) { crates { works { ... on Sculpture { risk { score } } } } } }',
    variables: { no: false },
  },
  'the planner refuses fragments on types that exclude each other': {
    open: museum,
    text: '{ reviews { work { ... on Lendable { id } } } }',
  },
};

const NOT_PLANNABLE: Readonly<Record<string, Reproduction>> = {
  'the planner finds a circle among fetches for interface objects': {
    open: museum,
    text: '{ crates { works { risk { reasons covered { ... on Painting { title frame { material } } } } } } }',
  },
};

async function judge({ open, text, variables = {} }: Reproduction) {
  return compareAnswers(open, { document: parse(text, { noLocation: true }), variables });
}

describe('the gateway answers as one schema does where the stock gateway does not', () => {
  it.each(Object.entries(STOCK_IS_WRONG))('%s', async (reason, reproduction) => {
    expect(await judge(reproduction)).toEqual({ kind: 'stock is wrong', reason });
  });
});

describe('what the planner fails on is refused with a code', () => {
  it.each(Object.entries(NOT_PLANNABLE))('%s', async (reason, reproduction) => {
    expect(await judge(reproduction)).toEqual({ kind: 'not plannable', reason });
  });
});

it('what a field under a condition that fails requires is not missed by another', async () => {
  const verdict = await judge({
    open: railway,
    text: 'query ($no: Boolean!) { delayed { load @include(if: $no) { tonnes } dwellTotal } }',
    variables: { no: false },
  });
  // Two reasons of the list apply to it.
  expect(verdict).toMatchObject({ kind: 'stock is wrong' });
});
