import { createWorldGraph } from './world/worldGraph.ts';

const LINK = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: [
      "@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible"
    ]
  )
`;

/** Knows stations by code, trains by number and day, and wagons by both of their keys. */
const TIMETABLE = `
  ${LINK}
  type Query {
    station(code: ID!): Station
    stations(in: [Zone!] = [CITY], first: Int = 3): [Station!]!
    trains(filter: TrainFilter): [Train]
    departures(from: ID!, at: Clock = "08:00"): [[Departure]]!
    wagon(serial: String): Wagon
  }
  enum Zone { CITY COAST HILLS }
  scalar Clock
  input TrainFilter { days: [Day!]! = [MON, TUE] number: Int stops: [StopFilter] via: TrainFilter }
  input StopFilter { station: ID! dwell: Int! = 2 zone: Zone }
  enum Day { MON TUE SUN }
  type Station @key(fields: "code") {
    code: ID!
    name: String!
    zone: Zone
    platforms: Int
    size: Size! @shareable
    neighbours: [Station]
    departures(limit: Int! = 2): [Departure!]!
  }
  type Size @shareable { tracks: Int! area: Float }
  type Departure { at: Clock! train: Train! to: Station delays: [[Int]] }
  type Train @key(fields: "number day") @key(fields: "code") {
    number: Int!
    day: Day!
    code: ID!
    operator: Operator
    stops: [Stop!]
    wagons: [Wagon]!
    length(unit: Unit! = METRES): Float
    speedLimit: Int
    name: String @shareable
  }
  enum Unit { METRES FEET }
  type Stop { station: Station! dwell: Int track: Int! notes: [String] }
  type Wagon @key(fields: "serial") @key(fields: "owner { id } mark") {
    serial: String!
    owner: Operator!
    mark: String!
    seats: Int
    axles: [Axle!]!
  }
  type Axle { load: Float wheels: [[Wheel!]] }
  type Wheel { diameter: Int! worn: Boolean }
  type Operator @key(fields: "id") { id: ID! name: String @shareable }
`;

/** Computes from what others know, in chains. */
const OPERATIONS = `
  ${LINK}
  type Query { delayed(over: Int! = 5): [Train!] incident(id: ID!): Incident }
  type Mutation {
    hold(train: ID!, minutes: Int! = 5, reasons: [Reason!]): Train
    release(train: ID!): Held!
    report(input: IncidentInput): Incident!
  }
  type Held { train: Train minutes: Int! }
  enum Reason { WEATHER STAFF SIGNAL }
  input IncidentInput { at: ID wagons: [String!]! = [] reason: Reason = SIGNAL extra: Extra }
  scalar Extra
  type Train @key(fields: "number day") {
    number: Int!
    day: Day!
    length(unit: Unit! = METRES): Float @external
    speedLimit: Int @external
    stops: [Stop!] @external
    wagons: [Wagon]! @external
    brakingDistance(wet: Boolean! = false): Float @requires(fields: "length(unit: FEET) speedLimit")
    dwellTotal: Int @requires(fields: "stops { dwell station { code platforms } }")
    load(percent: Float): Load @requires(fields: "wagons { axles { load wheels { diameter } } }")
    risk: Int @requires(fields: "brakingRating")
    brakingRating: Int @external
    name: String @external
  }
  enum Day { MON TUE SUN }
  enum Unit { METRES FEET }
  type Stop { station: Station! @external dwell: Int @external }
  type Wagon @key(fields: "serial") { serial: String! axles: [Axle!]! @external incidents: [Incident!] }
  type Axle { load: Float @external wheels: [[Wheel!]] @external }
  type Wheel { diameter: Int! @external }
  type Load { tonnes: Float! perAxle: [Float] heaviest: Wagon }
  type Station @key(fields: "code") {
    code: ID!
    platforms: Int @external
    incidents(open: Boolean): [Incident]
  }
  union Place = Station | Train | Depot
  type Depot @key(fields: "name") { name: String! spare: [Wagon] }
  interface Event { id: ID! at: Place }
  interface Tracked implements Event { id: ID! at: Place log: [String!] }
  type Incident implements Event & Tracked @key(fields: "id") {
    id: ID!
    at: Place
    log: [String!]
    reason: Reason
    trains: [Train] @provides(fields: "name")
    follows: Tracked
  }
  type Inspection implements Event { id: ID! at: Place passed: Boolean! }
`;

/** Rates what operations computed, which operations needs again; took over some of the timetable's fields. */
const RATING = `
  ${LINK}
  type Query { best: Train safest(first: Int): [Place!] events(kinds: [String] = ["a", null]): [Event] }
  type Train @key(fields: "code") {
    code: ID!
    brakingDistance(wet: Boolean! = false): Float @external
    brakingRating: Int @requires(fields: "brakingDistance(wet: true)")
    operator: Operator @override(from: "timetable")
    stars: Int
    punctual: Boolean
  }
  type Station @key(fields: "code") {
    code: ID!
    zone: Zone @override(from: "timetable", label: "percent(50)")
    size: Size! @shareable
    rating: Rating
  }
  enum Zone { CITY COAST HILLS }
  type Size @shareable { tracks: Int! area: Float }
  type Rating { stars: Int! by: Operator about: Place }
  union Place = Station | Train
  interface Event { id: ID! }
  type Incident implements Event @key(fields: "id") { id: ID! severity: Int blames: Operator }
  type Operator @key(fields: "id") { id: ID! name: String @shareable rating: Float }
`;

/** Has only one of the two keys of wagons and trains; its depots have a name that may be null. */
const WORKSHOP = `
  ${LINK}
  type Query { inRepair: [Wagon!]! depots: [Depot] }
  type Wagon @key(fields: "owner { id } mark") {
    owner: Operator!
    mark: String!
    seats: Int @external
    repairs(since: Int): [Repair!]!
    comfort: Float @requires(fields: "seats owner { name }")
    doors: Int @inaccessible
    capacity: Int @requires(fields: "seats")
  }
  type Operator @key(fields: "id") { id: ID! name: String @external workshops: [String]! }
  type Repair { id: ID! wagon: Wagon cost: Money replaces: [Part] }
  union Part = Wheelset | Door
  type Wheelset { diameter: Int! fits: [Wagon!] }
  type Door @inaccessible { width: Float }
  scalar Money
  type Depot @key(fields: "name") { name: String! repairs: [Repair] }
`;

export const RAILWAY = createWorldGraph({
  name: 'railway',
  subgraphs: [
    { name: 'timetable', sdl: TIMETABLE },
    { name: 'operations', sdl: OPERATIONS },
    { name: 'rating', sdl: RATING },
    { name: 'workshop', sdl: WORKSHOP },
  ],
});
