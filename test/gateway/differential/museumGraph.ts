import { createWorldGraph } from './world/worldGraph.ts';

const LINK = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@inaccessible", "@tag"]
  )
`;

/** Interfaces with keys, interfaces of interfaces, unions, and subgraphs that know an interface as an object. */
const COLLECTION = `
  ${LINK}
  type Query {
    work(id: ID!): Work
    works(first: Int = 3, kinds: [Kind!], after: ID): [Work]
    exhibits: [Exhibit]!
    makers(named: [String!]! = ["one"]): [Maker]!
    rooms: [[Exhibit]]
    painting(inventory: String): Painting
    anything: Anything
  }
  enum Kind { PAINTING SCULPTURE MANUSCRIPT FORGERY @inaccessible }
  interface Exhibit { id: ID! label: String }
  interface Lendable { id: ID! lendingFee(weeks: Int! = 2): Float }
  interface Work implements Exhibit @key(fields: "id") {
    id: ID!
    label: String
    title: String!
    year: Int
    kind: Kind
    maker: Maker
    related(deep: Boolean): [Work!]
  }
  type Painting implements Work & Exhibit & Lendable @key(fields: "id") @key(fields: "inventory") {
    id: ID!
    inventory: String!
    label: String
    title: String!
    year: Int
    kind: Kind
    maker: Maker
    related(deep: Boolean): [Work!]
    lendingFee(weeks: Int! = 2): Float
    frame: Frame @shareable
    pigments: [[String!]]!
  }
  type Sculpture implements Work & Exhibit @key(fields: "id") {
    id: ID!
    label: String
    title: String!
    year: Int
    kind: Kind
    maker: Maker
    related(deep: Boolean): [Work!]
    weight: Weight
    parts: [Sculpture]
  }
  type Manuscript implements Work & Exhibit & Lendable @key(fields: "id") {
    id: ID!
    label: String
    title: String!
    year: Int
    kind: Kind
    maker: Maker
    related(deep: Boolean): [Work!]
    lendingFee(weeks: Int! = 2): Float
    pages: [Page!]!
  }
  type Vitrine implements Exhibit { id: ID! label: String contents: [Exhibit] }
  type Hoard implements Exhibit @inaccessible { id: ID! label: String }
  type Page { number: Int! text: String illuminations: [Painting] }
  type Frame @shareable { material: String width: Float }
  union Maker = Artist | Workshop
  union Anything = Painting | Artist | Vitrine | Page
  type Artist @key(fields: "id") { id: ID! name: String! @shareable works: [Work!]! teacher: Artist }
  type Workshop { id: ID! city: String members: [Artist!] }
  scalar Weight
`;

const VISITORS = `
  ${LINK}
  type Query { reviews(about: ReviewFilter): [Review!] mostLoved: Work topArtists: [Artist!] @shareable }
  type Mutation {
    addReview(input: ReviewInput!): Review
    removeReviews(ids: [ID!]!): [Review]!
    vote(work: ID!, stars: Int = 3): Work
  }
  type Work @key(fields: "id") @interfaceObject {
    id: ID!
    reviews(first: Int! = 2, order: Order = NEWEST): [Review!]!
    stars: Float
    premium(currency: Currency! = EUR): Float @external
    appeal: Int @requires(fields: "premium(currency: GBP)")
  }
  enum Currency { EUR GBP }
  enum Order { NEWEST OLDEST BEST }
  input ReviewFilter { stars: Int order: Order = BEST words: [String] nested: ReviewFilter }
  input ReviewInput { work: ID! stars: Int! = 5 text: String tags: [[String!]] = [["a"], []] }
  type Review @key(fields: "id") {
    id: ID!
    text: String
    work: Work
    visitor: Visitor!
    answers: [Review]
  }
  type Visitor { name: String! favourites: [Work!] }
  type Artist @key(fields: "id") { id: ID! name: String! @shareable followers: Int loved: Work }
`;

const INSURANCE = `
  ${LINK}
  type Query { policies: [Policy]! topArtists: [Artist!] @shareable }
  type Work @key(fields: "id") @interfaceObject {
    id: ID!
    stars: Float @external
    premium(currency: Currency! = EUR): Float
    risk: Risk @requires(fields: "stars")
  }
  enum Currency { EUR GBP }
  type Risk { score: Int! reasons: [String] covered: Work }
  type Policy @key(fields: "number region { code }") {
    number: Int!
    region: Region!
    works: [Work!]
    holder: Artist @provides(fields: "name")
  }
  type Region @shareable { code: ID! name: String }
  type Artist @key(fields: "id") { id: ID! name: String! @external insured: Float }
`;

const SECURITY = `
  ${LINK}
  type Query { alarms(since: Moment = "2026-03-10T09:00:00Z"): [Guarded] stolen: [Painting!] }
  union Guarded = Painting | Sculpture | Door
  type Door { room: Int alarms: [[Guarded!]] }
  type Painting @key(fields: "inventory") {
    inventory: String!
    frame: Frame @shareable
    theft: Theft
  }
  type Sculpture @key(fields: "id") {
    id: ID!
    weight: Weight @external
    mounting(strong: Boolean = false): Mounting @requires(fields: "weight")
  }
  type Mounting { bolts: Int! holds: Sculpture }
  type Frame @shareable { material: String width: Float }
  type Theft { reported: Boolean! on: Moment }
  scalar Moment
  scalar Weight
`;

const TRANSPORT = `
  ${LINK}
  type Query { crates: [Crate!]! route(from: [ID] = ["one", null]): [[Crate!]!] }
  type Crate { id: ID! works: [Work] policy: Policy secret: String @inaccessible }
  type Work @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }
  type Policy @key(fields: "number region { code }") {
    number: Int!
    region: Region!
    excess: Float
    transports: [Crate]
  }
  type Region @shareable { code: ID! }
  interface Exhibit { id: ID! }
`;

export const MUSEUM = createWorldGraph({
  name: 'museum',
  subgraphs: [
    { name: 'collection', sdl: COLLECTION },
    { name: 'visitors', sdl: VISITORS },
    { name: 'insurance', sdl: INSURANCE },
    { name: 'security', sdl: SECURITY },
    { name: 'transport', sdl: TRANSPORT },
  ],
});
