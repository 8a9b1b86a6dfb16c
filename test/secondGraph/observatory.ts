import { GraphQLScalarType } from 'graphql';
import type { Caller } from '../../gateway/authentication/caller.ts';
import { mapClaims } from '../../gateway/authentication/mapClaims.ts';
import { parseCallerRules } from '../../gateway/authentication/parseCallerRules.ts';
import { OBSERVATORY_OPERATIONS } from './observatoryOperations.ts';
import { type OpenGraph, openGraph, type TestSubgraph } from './openGraph.ts';

/** A graph that is no shop: telescopes and their instruments, and what is observed with them. */

export const CONTRACT = `
  directive @jsonSchema(
    type: String
    format: String
    pattern: String
    minimum: Int
    maximum: Int
    maxLength: Int
  ) on SCALAR | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
`;

const CONTRACT_LINK = `@link(url: "https://specs.genkan.dev/contract/v1.0", import: ["@jsonSchema"])`;

/** Another name than the contract gives it: nothing here goes by the directive's usual one. */
const OUTSIDE_TEXT = `
  extend schema
    @link(url: "https://specs.genkan.dev/contract/v1.0", import: ["@jsonSchema", { name: "@untrusted", as: "@byAnybody" }])
    @composeDirective(name: "@byAnybody")
  directive @byAnybody on FIELD_DEFINITION
`;

export const FEDERATION_LINKS = `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@composeDirective"]
    )
    ${CONTRACT_LINK}
    @composeDirective(name: "@jsonSchema")
`;

export const OBSERVATORY_RULES = parseCallerRules({
  contextClaim: 'role',
  vouchedClaims: ['institute'],
  contexts: {
    observer: { scopes: ['observations:read', 'observations:write'] },
    engineer: { scopes: ['instruments:service'] },
    visitor: { scopes: [] },
  },
});

/** A caller as a verified token makes it. */
export function signIn(role: 'observer' | 'engineer' | 'visitor', ...scopes: readonly string[]): Caller {
  const caller = mapClaims(OBSERVATORY_RULES, {
    sub: `${role}-1`,
    role,
    institute: 'Mount Example',
    scope: scopes.join(' '),
  });
  if (caller === undefined) throw new Error('The claims make no caller.');
  return caller;
}

interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

const TELESCOPES: readonly Row[] = [
  {
    id: 't1',
    name: 'Antu',
    mount: 'ALT_AZIMUTH',
    apertureMetres: 8.2,
    instrumentIds: ['cam-1', 'spec-1'],
    mirrorGrid: [[1, 2], [3], []],
    nightContact: '+00 1',
    serviceCode: 'S-1',
  },
  {
    id: 't2',
    name: 'Kueyen',
    mount: 'EQUATORIAL',
    apertureMetres: 1,
    instrumentIds: ['cam-2'],
    mirrorGrid: null,
    nightContact: '+00 2',
    serviceCode: 'S-2',
  },
  {
    id: 't3',
    name: 'Melipal',
    mount: 'ALT_AZIMUTH',
    apertureMetres: 0.4,
    instrumentIds: [],
    mirrorGrid: [],
    nightContact: null,
    serviceCode: 'S-3',
  },
];

const INSTRUMENTS: readonly Row[] = [
  { id: 'cam-1', type: 'Camera', name: 'Wide field', serial: 'C-100', megapixels: 268 },
  { id: 'spec-1', type: 'Spectrograph', name: 'Echelle', serial: 'X-200', resolvingPower: 120_000 },
  { id: 'cam-2', type: 'Camera', name: 'All sky', serial: 'C-101', megapixels: 12 },
];

const TARGETS: readonly Row[] = [
  { id: 'Vega', type: 'Star', name: 'Vega', magnitude: 0.03, position: '18h36m +38d47m' },
  { id: 'Halley', type: 'Comet', name: 'Halley', periodYears: 75.3 },
  { id: 'KH-11', type: 'Satellite', name: 'KH-11', operator: 'undisclosed' },
  { id: 'Encke', type: 'Comet', name: 'Encke', periodYears: null },
];

const OBSERVATIONS: readonly Row[] = [
  {
    id: 'o1',
    telescopeId: 't1',
    targetId: 'Vega',
    startsAt: '2026-11-23T20:00:00Z',
    seeing: 'GOOD',
    notes: 'thin clouds',
    log: { frames: 12, flats: null },
  },
  {
    id: 'o2',
    telescopeId: 't2',
    targetId: 'Halley',
    startsAt: '2026-11-23T21:00:00Z',
    seeing: 'POOR',
    notes: null,
    log: null,
  },
  {
    id: 'o3',
    telescopeId: 't1',
    targetId: 'KH-11',
    startsAt: '2026-11-23T22:00:00Z',
    seeing: null,
    notes: 'embargoed',
    log: null,
  },
];

function find(rows: readonly Row[], id: string): Row | null {
  return rows.find((row) => row.id === id) ?? null;
}

/** A field of an entity, whichever subgraph the reference to it comes from. */
function column(rows: readonly Row[], name: string) {
  return ({ id }: Row) => find(rows, id)?.[name];
}

const resolveType = { __resolveType: ({ type }: Row) => type };

export const TELESCOPES_SUBGRAPH: TestSubgraph = {
  name: 'telescopes',
  sdl: `
    ${FEDERATION_LINKS}
    ${CONTRACT}
    type Query {
      telescope(id: ID! @jsonSchema(maxLength: 8)): Telescope
      "Who is signed in, as this subgraph is told."
      signedIn: String @authenticated
      telescopes(mounts: [Mount!], first: Int! = 10 @jsonSchema(minimum: 1, maximum: 50)): [Telescope!]!
      instruments(ids: [ID!]!): [Instrument]!
      instrument(id: ID!): Instrument
    }
    enum Mount { ALT_AZIMUTH EQUATORIAL }
    type Telescope @key(fields: "id") {
      id: ID!
      name: String!
      mount: Mount!
      apertureMetres: Float!
      mirrorGrid: [[Int!]]
      instruments: [Instrument!]!
      nightContact: String @authenticated
      serviceCode: String! @requiresScopes(scopes: [["instruments:service"]])
    }
    interface Instrument {
      id: ID!
      name: String!
      serial: String
    }
    type Camera implements Instrument {
      id: ID!
      name: String!
      serial: String
      megapixels: Int!
    }
    type Spectrograph implements Instrument {
      id: ID!
      name: String!
      serial: String @requiresScopes(scopes: [["instruments:service"]])
      resolvingPower: Int!
    }
  `,
  resolvers: {
    Query: {
      telescope: (_: unknown, { id }: { id: string }) => find(TELESCOPES, id),
      signedIn: (_: unknown, _args: unknown, { caller }: { caller: unknown }) => JSON.stringify(caller),
      telescopes: (_: unknown, { mounts, first }: { mounts?: string[]; first: number }) =>
        TELESCOPES.filter(({ mount }) => mounts?.includes(String(mount)) ?? true).slice(0, first),
      instruments: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => find(INSTRUMENTS, id)),
      instrument: (_: unknown, { id }: { id: string }) => find(INSTRUMENTS, id),
    },
    Telescope: {
      __resolveReference: async ({ id }: Row) => find(TELESCOPES, id),
      name: column(TELESCOPES, 'name'),
      mount: column(TELESCOPES, 'mount'),
      apertureMetres: column(TELESCOPES, 'apertureMetres'),
      mirrorGrid: column(TELESCOPES, 'mirrorGrid'),
      nightContact: column(TELESCOPES, 'nightContact'),
      serviceCode: column(TELESCOPES, 'serviceCode'),
      instruments: ({ id }: Row) => {
        const ids = find(TELESCOPES, id)?.instrumentIds;
        return Array.isArray(ids) ? ids.map((one: string) => find(INSTRUMENTS, one)) : [];
      },
    },
    Instrument: resolveType,
  },
};

export const OBSERVATIONS_SUBGRAPH: TestSubgraph = {
  name: 'observations',
  sdl: `
    ${FEDERATION_LINKS.replace(CONTRACT_LINK, '')}
    ${OUTSIDE_TEXT}
    ${CONTRACT}
    type Query {
      observation(id: ID!): Observation
      agenda(filter: AgendaFilter): [Observation]!
      targets(named: [String]): [Target]!
      target(name: String! @jsonSchema(maxLength: 12)): Target
      at(position: SkyPosition!): Target
      failing: Failing
      embargoed: [Observation!] @requiresScopes(scopes: [["observations:read"]])
      journal: String @requiresScopes(scopes: [["archive:referee"]])
    }
    type Mutation {
      schedule(input: ScheduleInput!): Scheduled! @requiresScopes(scopes: [["observations:write"]])
      ping: String
    }
    type Telescope @key(fields: "id") {
      id: ID!
      observations(first: Int! = 10): [Observation!]!
      hoursBooked(year: Int): Float
    }
    type Observation @key(fields: "id") {
      id: ID!
      telescope: Telescope!
      target: Target
      startsAt: Moment!
      seeing: Seeing
      notes: String @byAnybody @requiresScopes(scopes: [["observations:read"], ["archive:read"]])
      referee: String @requiresScopes(scopes: [["archive:referee"]])
      log: Log
    }
    union Target = Star | Comet | Satellite
    type Star {
      name: String!
      magnitude: Float!
      position: SkyPosition!
    }
    type Comet {
      name: String!
      periodYears: Float
    }
    type Satellite @requiresScopes(scopes: [["observations:read"]]) {
      name: String!
      operator: String!
    }
    type Failing {
      text: String
      sure: String!
      others: [Failing]
    }
    type Scheduled {
      observation: Observation
      problem: String
    }
    enum Seeing @authenticated { GOOD POOR }
    enum Band { U B V }
    "A moment in UTC, such as 2026-03-10T09:00:00Z."
    scalar Moment @jsonSchema(type: "string", format: "date-time")
    "Right ascension and declination, such as 18h36m +38d47m."
    scalar SkyPosition @jsonSchema(type: "string", pattern: "^[0-9]{2}h[0-9]{2}m [+-][0-9]{2}d[0-9]{2}m$")
    scalar Log @requiresScopes(scopes: [["observations:read"]])
    input AgendaFilter {
      "Only with this telescope."
      telescopeId: ID @jsonSchema(maxLength: 8)
      limit: Int! = 10 @jsonSchema(minimum: 1, maximum: 20)
    }
    input ScheduleInput {
      telescopeId: ID!
      target: String! @jsonSchema(maxLength: 12)
      startsAt: Moment!
      minutes: Int! = 30 @jsonSchema(minimum: 5, maximum: 600)
      bands: [Band!]
    }
  `,
  resolvers: {
    Query: {
      observation: (_: unknown, { id }: { id: string }) => find(OBSERVATIONS, id),
      agenda: (_: unknown, { filter }: { filter?: { telescopeId?: string; limit: number } }) =>
        OBSERVATIONS.filter(({ telescopeId }) => (filter?.telescopeId ?? telescopeId) === telescopeId).slice(
          0,
          filter?.limit ?? 10,
        ),
      targets: (_: unknown, { named }: { named?: (string | null)[] }) =>
        named?.map((name) => find(TARGETS, name ?? '')) ?? TARGETS,
      target: (_: unknown, { name }: { name: string }) => find(TARGETS, name),
      at: (_: unknown, { position }: { position: string }) =>
        TARGETS.find((target) => target.position === position) ?? null,
      embargoed: () => OBSERVATIONS.filter(({ notes }) => notes === 'embargoed'),
      journal: () => 'nobody reads it',
      failing: () => ({ text: 'fine', sure: 'sure', others: [] }),
    },
    Mutation: {
      schedule: (_: unknown, { input }: { input: { telescopeId: string; target: string } }) =>
        find(TELESCOPES, input.telescopeId) === null
          ? { observation: null, problem: 'NO_SUCH_TELESCOPE' }
          : { observation: { ...input, id: 'o1' }, problem: null },
      ping: () => 'pong',
    },
    Telescope: {
      __resolveReference: async ({ id }: Row) => find(TELESCOPES, id),
      observations: ({ id }: Row, { first }: { first: number }) =>
        OBSERVATIONS.filter(({ telescopeId }) => telescopeId === id).slice(0, first),
      hoursBooked: ({ id }: Row, { year }: { year?: number }) => Number(id.slice(1)) + (year ?? 0) / 2,
    },
    Observation: {
      __resolveReference: async ({ id }: Row) => find(OBSERVATIONS, id),
      telescope: ({ telescopeId }: Row) => ({ __typename: 'Telescope', id: telescopeId }),
      target: ({ targetId }: Row) => find(TARGETS, String(targetId)),
      startsAt: column(OBSERVATIONS, 'startsAt'),
    },
    Target: resolveType,
    Moment: new GraphQLScalarType({ name: 'Moment' }),
    SkyPosition: new GraphQLScalarType({ name: 'SkyPosition' }),
    Log: new GraphQLScalarType({ name: 'Log' }),
  },
};

export const OBSERVATORY_SUBGRAPHS = [TELESCOPES_SUBGRAPH, OBSERVATIONS_SUBGRAPH];

/** The observatory behind the gateway, with its operations registered. */
export function openObservatory(timing: { fetchTimeoutMs?: number; deadlineMs?: number } = {}): OpenGraph {
  return openGraph({
    subgraphs: OBSERVATORY_SUBGRAPHS,
    callerRules: OBSERVATORY_RULES,
    operations: OBSERVATORY_OPERATIONS,
    ...timing,
  });
}
