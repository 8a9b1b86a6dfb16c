import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from '@apollo/federation-internals';
import { type FetchNode, type PlanNode, QueryPlanner } from '@apollo/query-planner';
import { type FieldDefinitionNode, Kind, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { rewriteRequiredArguments } from '../../gateway/planning/planner/requires/requiredArguments.ts';
import { restoreArguments } from '../../gateway/planning/planner/requires/restoreArguments.ts';
import { composeTestSupergraph } from '../secondGraph/openGraph.ts';

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@external", "@requires", "@shareable", "@interfaceObject"]
)`;

function rewrite(subgraphs: Readonly<Record<string, string>>) {
  const supergraph = parse(
    composeTestSupergraph(Object.entries(subgraphs).map(([name, sdl]) => ({ name, sdl: `${LINK}\n${sdl}` }))),
  );
  const required = rewriteRequiredArguments(supergraph);
  const fields = new Map<string, FieldDefinitionNode>();
  for (const definition of required.document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const field of definition.fields ?? []) {
      fields.set(`${definition.name.value}.${field.name.value}`, field);
    }
  }
  return { supergraph, required, field: (coordinate: string) => print(fields.get(coordinate) ?? missing()) };
}

const missing = (): never => {
  throw new Error('No such field.');
};

/** Plans an operation as the gateway does; each fetch in one line, in order. */
function planFetches(subgraphs: Readonly<Record<string, string>>, operation: string) {
  const { required } = rewrite(subgraphs);
  const supergraph = Supergraph.build(required.document, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph: false,
  });
  const planned = new QueryPlanner(supergraph).buildQueryPlan(
    operationFromDocument(supergraph.apiSchema(), parse(operation)),
  );
  const plan = restoreArguments(planned, required);
  const fetches: FetchNode[] = [];
  const walk = (node: PlanNode | undefined): void => {
    if (node === undefined) return;
    if (node.kind === 'Fetch') fetches.push(node);
    else if (node.kind === 'Sequence' || node.kind === 'Parallel') node.nodes.forEach(walk);
    else if (node.kind === 'Flatten') walk(node.node);
    else if (node.kind === 'Condition') [node.ifClause, node.elseClause].forEach(walk);
  };
  if (plan.node?.kind !== 'Subscription') walk(plan.node);
  return fetches;
}

const operations = (fetches: readonly FetchNode[]) =>
  fetches.map(({ serviceName, operation }) => `${serviceName} ${operation}`);

const TELESCOPES = `
  type Query { telescopes: [Telescope!]! }
  enum Unit { HOUR NIGHT }
  type Telescope @key(fields: "id") {
    id: ID!
    fee(unit: Unit! = NIGHT, currency: String): Int
    nights(first: Int!): [Night!]!
  }
  type Night @key(fields: "id") { id: ID! seeing(percentile: Int): Float }
`;
const BILLING = `
  enum Unit { HOUR NIGHT }
  type Telescope @key(fields: "id") {
    id: ID!
    fee(unit: Unit! = NIGHT, currency: String): Int @external
    hourly: Int @requires(fields: "fee(unit: HOUR, currency: \\"EUR\\")")
    hourlyToo: Int @requires(fields: "fee(currency: \\"EUR\\", unit: HOUR)")
    nightly: Int @requires(fields: "fee")
    nights(first: Int!): [Night!]! @external
    quality: Float @requires(fields: "nights(first: 30) { seeing(percentile: 90) }")
    plain: Int
  }
  type Night @key(fields: "id", resolvable: false) { id: ID! @external seeing(percentile: Int): Float @external }
`;
const OBSERVATORY = { telescopes: TELESCOPES, billing: BILLING };

describe('rewriteRequiredArguments', () => {
  it('gives each field with the same literal arguments one field without arguments', () => {
    const { required, field } = rewrite(OBSERVATORY);
    expect([...required.fields].map(([name, one]) => [name, one.name, one.arguments.map(print)])).toEqual([
      ['_required_0_fee', 'fee', ['unit: HOUR', 'currency: "EUR"']],
      ['_required_1_fee', 'fee', []],
      ['_required_2_nights', 'nights', ['first: 30']],
      ['_required_3_seeing', 'seeing', ['percentile: 90']],
    ]);
    expect(field('Telescope.hourly')).toContain('requires: "_required_0_fee"');
    expect(field('Telescope.hourlyToo')).toContain('requires: "_required_0_fee"');
    expect(field('Telescope.nightly')).toContain('requires: "_required_1_fee"');
    expect(field('Telescope.quality')).toContain('requires: "_required_2_nights{_required_3_seeing}"');
  });

  it('puts it into the same subgraphs, with the same type', () => {
    const { field } = rewrite(OBSERVATORY);
    expect(field('Telescope._required_2_nights')).toBe(
      '_required_2_nights: [Night!]! @join__field(graph: BILLING, external: true) @join__field(graph: TELESCOPES)',
    );
    expect(field('Telescope.nights')).toContain('nights(first: Int!): [Night!]!');
  });

  it('knows what a subgraph needs for a field', () => {
    const { required } = rewrite(OBSERVATORY);
    expect(required.findNeeds('billing', 'Telescope', 'quality')).toEqual(
      new Set(['_required_2_nights', '_required_3_seeing']),
    );
    expect(required.findNeeds('billing', 'Telescope', 'plain').size).toBe(0);
    expect(required.findNeeds('telescopes', 'Telescope', 'quality').size).toBe(0);
  });

  it('leaves a supergraph alone in which no @requires selects a field with arguments', () => {
    const { supergraph, required } = rewrite({
      telescopes: TELESCOPES,
      billing: `type Telescope @key(fields: "id") { id: ID! @external name: String }`,
    });
    expect(required.document).toBe(supergraph);
    expect(required.fields.size).toBe(0);
  });

  it('avoids the names of fields that are there', () => {
    const { required } = rewrite({
      ...OBSERVATORY,
      other: 'type Query { _required_0_fee: Int }',
    });
    expect([...required.fields.keys()][0]).toBe('_required_1_fee');
  });

  it('places it on interfaces and on what implements them', () => {
    const { field } = rewrite({
      telescopes: `
        type Query { instruments: [Instrument!]! }
        interface Instrument { id: ID! gain(band: String!): Float }
        type Camera implements Instrument @key(fields: "id") { id: ID! gain(band: String!): Float }
        type Spectrograph implements Instrument @key(fields: "id") { id: ID! gain(band: String!): Float }
      `,
      calibration: `
        type Camera @key(fields: "id") {
          id: ID!
          gain(band: String!): Float @external
          offset: Float @requires(fields: "gain(band: \\"V\\")")
        }
      `,
    });
    expect(field('Camera._required_0_gain')).toContain('CALIBRATION, external: true');
    expect(field('Instrument._required_0_gain')).toBe('_required_0_gain: Float');
    expect(field('Spectrograph._required_0_gain')).toBe('_required_0_gain: Float');
  });

  it('gives it the requirements of the field that it stands for', () => {
    const { required, field } = rewrite({
      telescopes: `
        type Query { telescopes: [Telescope!]! }
        type Telescope @key(fields: "id") { id: ID! power(unit: String!): Float }
      `,
      energy: `
        type Telescope @key(fields: "id") {
          id: ID!
          power(unit: String!): Float @external
          cost(currency: String!): Float @requires(fields: "power(unit: \\"kW\\")")
        }
      `,
      billing: `
        type Telescope @key(fields: "id") {
          id: ID!
          cost(currency: String!): Float @external
          price: Float @requires(fields: "cost(currency: \\"EUR\\")")
        }
      `,
    });
    const [cost] = [...required.fields].find(([, { name }]) => name === 'cost') ?? missing();
    expect(field(`Telescope.${cost}`)).toMatch(/ENERGY, requires: "_required_\d_power"/);
    expect(required.findNeeds('energy', 'Telescope', cost).size).toBe(1);
  });
});

describe('restoreArguments', () => {
  it('fetches what is required with its arguments, under a key of its own, beside what the client asks', () => {
    const [first, second] = planFetches(OBSERVATORY, '{ telescopes { fee(unit: NIGHT) hourly } }');
    expect(operations([first ?? missing(), second ?? missing()])).toEqual([
      'telescopes {telescopes{__typename id fee(unit:NIGHT)_required_0_fee:fee(unit:HOUR currency:"EUR")}}',
      'billing query($representations:[_Any!]!){_entities(representations:$representations){...on Telescope{hourly}}}',
    ]);
    expect(JSON.stringify(second?.requires)).toContain(
      '{"kind":"Field","name":"fee","alias":"_required_0_fee"}',
    );
  });

  it('restores what is required within what is required', () => {
    const [first, second] = planFetches(OBSERVATORY, '{ telescopes { quality } }');
    expect(first?.operation).toBe(
      '{telescopes{__typename id _required_2_nights:nights(first:30){_required_3_seeing:seeing(percentile:90)}}}',
    );
    expect(JSON.stringify(second?.requires)).toContain(
      '"name":"nights","selections":[{"kind":"Field","name":"seeing","alias":"_required_3_seeing"}],"alias":"_required_2_nights"',
    );
  });

  it('asks apart for fields whose requirements claim one name', () => {
    const fetches = planFetches(
      OBSERVATORY,
      'query ($no: Boolean!) { telescopes { hourly nightly @include(if: $no) hourlyToo plain quality } }',
    );
    expect(operations(fetches.slice(1))).toEqual([
      'billing query($representations:[_Any!]!){_entities(representations:$representations){...on Telescope{hourly hourlyToo plain quality}}}',
      'billing query($representations:[_Any!]!$no:Boolean!){_entities(representations:$representations){...on Telescope{nightly@include(if:$no)}}}',
    ]);
    expect(fetches.slice(1).map(({ variableUsages }) => variableUsages)).toEqual([[], ['no']]);
    expect(fetches.slice(1).map(({ requires }) => JSON.stringify(requires).includes('"nights"'))).toEqual([
      true,
      false,
    ]);
  });
});
