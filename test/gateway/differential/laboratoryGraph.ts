import { createWorldGraph } from './world/worldGraph.ts';

const LINK = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@external", "@requires", "@provides", "@context", "@fromContext"]
  )
`;

/** Fields whose arguments come from the objects around them. */
const SAMPLES = `
  ${LINK}
  type Query { experiments(first: Int = 2): [Experiment!]! experiment(id: ID!): Experiment bench: Bench }
  type Mutation { start(name: String!, trials: [Int!] = [1]): Experiment }
  union Holder = Experiment | Bench
  type Experiment @key(fields: "id") @context(name: "setting") {
    id: ID!
    unit: Unit
    name: String!
    protocol: Protocol @shareable
    samples: [Sample!]!
    trays: [[Sample]]
    follows: Experiment
  }
  type Protocol @shareable { code: String version: Int }
  enum Unit { KELVIN CELSIUS }
  type Bench @key(fields: "number") @context(name: "setting") {
    number: Int!
    unit: Unit
    label: String
    samples: [Sample]
    holds: Holder
  }
  type Sample @key(fields: "id") @key(fields: "barcode") {
    id: ID!
    barcode: String!
    kind: Kind
    temperature(
      unit: Unit @fromContext(field: "$setting { unit }")
      exact: Boolean! = false
    ): Float
    mass: Float
    partOf: Sample
    pieces: [Piece!]
  }
  type Piece @key(fields: "id") {
    id: ID!
    grams: Float
    weighed(by: String @fromContext(field: "$setting ... on Experiment { name } ... on Bench { label }")): String
    sample: Sample
  }
  enum Kind { SOIL WATER METAL }
`;

/** Knows samples by their bar code alone. */
const ANALYSES = `
  ${LINK}
  type Query { analyses(of: [Kind!] = [SOIL]): [Analysis] queue: [[Analysis!]!]! }
  enum Kind { SOIL WATER METAL }
  type Experiment @key(fields: "id") { id: ID! analyses: [Analysis!] lead: Person @shareable }
  type Sample @key(fields: "barcode") {
    barcode: String!
    kind: Kind @external
    mass: Float @external
    analyses(first: Int! = 2): [Analysis]
    density(precise: Boolean): Float @requires(fields: "mass kind")
  }
  interface Measured { id: ID! value: Float }
  type Batch { code: String! size: Int }
  type Analysis implements Measured @key(fields: "id batch { code }") @context(name: "analysis") {
    id: ID!
    value: Float
    method: Method
    batch: Batch!
    steps: [Step!]!
    experiment: Experiment
  }
  union Method = Spectroscopy | Titration
  type Spectroscopy { lines: [[Int]!] steps: [Step] }
  type Titration { reagent: String! drops: Int }
  type Step @key(fields: "id") { id: ID! name: String note(method: Float @fromContext(field: "$analysis { value }")): String next: Step }
  type Person @shareable { name: String }
`;

const STAFF = `
  ${LINK}
  type Query { people: [Person!]! }
  type Experiment @key(fields: "id") { id: ID! lead: Person @shareable protocol: Protocol @shareable budget(currency: String! = "EUR"): Float }
  type Protocol @shareable { code: String version: Int }
  type Person @shareable { name: String }
  type Bench @key(fields: "number") { number: Int! keeper: Person bookings: [Experiment!] }
`;

export const LABORATORY = createWorldGraph({
  name: 'laboratory',
  subgraphs: [
    { name: 'samples', sdl: SAMPLES },
    { name: 'analyses', sdl: ANALYSES },
    { name: 'staff', sdl: STAFF },
  ],
});
