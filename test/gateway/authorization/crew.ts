import type { Caller } from '../../../gateway/authentication/caller.ts';
import { mapClaims } from '../../../gateway/authentication/mapClaims.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import {
  composeTestSupergraph,
  type OpenGraph,
  openGraph,
  type TestSubgraph,
} from '../../secondGraph/openGraph.ts';
import { forgetRules } from './oldComposer.ts';

/** A ship's crew over four subgraphs: what one knows is computed, required, provided and found again in others. */

export const CREW_RULES = parseCallerRules({
  contextClaim: 'role',
  vouchedClaims: [],
  contexts: { officer: { scopes: ['pay:read', 'health:read'] } },
});

export function signIn(scope: string): Caller {
  const caller = mapClaims(CREW_RULES, { sub: 'ada', role: 'officer', scope });
  if (caller === undefined) throw new Error('The claims make no caller.');
  return caller;
}

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@external", "@requires", "@provides", "@shareable", "@interfaceObject", "@context", "@fromContext",
    "@authenticated", "@requiresScopes", "@inaccessible", "@composeDirective"]
)`;
const PAY = '@requiresScopes(scopes: [["pay:read"]])';

const SAILOR = {
  __typename: 'Sailor',
  id: 's1',
  badge: 'b1',
  name: 'Mary',
  phone: '+00 1',
  salary: 900,
  blood: 'AB',
  cabin: { __typename: 'Cabin', id: 'c1' },
};
const PARROT = { __typename: 'Parrot', id: 'p1', name: 'Flint', phone: null };

const people: TestSubgraph = {
  name: 'people',
  sdl: `${LINK}
    @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@reads"]) @composeDirective(name: "@reads")
    directive @reads(fields: [String!]!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
    type Query {
      sailor: Sailor
      aboard: [Aboard]
      creature: Creature
      sailors(sort: Sort = NAME, where: Where, paidFrom: Int @reads(fields: ["Sailor.salary"])): [Sailor]
      poorest(sort: Sort = SALARY): Sailor
    }
    enum Sort { NAME SALARY @reads(fields: ["Sailor.salary"]) }
    input Where { name: String pay: PayRange all: [Where!] order: Sort = NAME }
    input PayRange { above: Int @reads(fields: ["Sailor.salary"]) currency: String }
    interface Aboard { name: String phone: String motto(like: String @reads(fields: ["Sailor.salary"])): String }
    interface Creature { name: String }
    type Sailor implements Aboard @key(fields: "id") @key(fields: "badge") @context(name: "bearer") {
      id: ID!
      badge: ID!
      name: String
      phone: String @authenticated
      motto(like: String): String
      salary: Int @shareable ${PAY}
      blood: String @requiresScopes(scopes: [["health:read"]])
      cabin: Cabin
    }
    type Parrot implements Aboard & Creature @key(fields: "id") { id: ID! name: String phone: String motto(like: String): String }
    type Stowaway implements Creature @authenticated { name: String }
    type Cabin @key(fields: "id") {
      id: ID!
      plate(blood: String @fromContext(field: "$bearer { blood }")): String @requiresScopes(scopes: [["health:read"]])
    }
    type Share @shareable { amount: Int ${PAY} unit: String }
  `,
  resolvers: {
    Query: {
      sailor: () => SAILOR,
      aboard: () => [SAILOR, PARROT],
      creature: () => PARROT,
      sailors: () => [SAILOR],
      poorest: () => SAILOR,
    },
    Sailor: { __resolveReference: async () => SAILOR },
    Parrot: { __resolveReference: async () => PARROT },
    Cabin: {
      __resolveReference: async ({ id }: { id: string }) => ({ id }),
      plate: (_: unknown, { blood }: { blood: string }) => `blood group ${blood}`,
    },
  },
};

const payroll: TestSubgraph = {
  name: 'payroll',
  sdl: `${LINK}
    type Query { captain: Sailor @provides(fields: "salary") share: Share }
    type Sailor @key(fields: "id") {
      id: ID!
      salary: Int @external
      grade: String @requires(fields: "salary") ${PAY}
    }
    type Share @shareable { amount: Int unit: String }
  `,
  resolvers: {
    Query: { captain: () => SAILOR, share: () => ({ amount: 12, unit: 'gold' }) },
    Sailor: {
      __resolveReference: async (reference: object) => reference,
      grade: ({ salary }: { salary: number }) => `grade of ${salary}`,
    },
  },
};

const ranks: TestSubgraph = {
  name: 'ranks',
  sdl: `${LINK}
    type Query { byBadge: Sailor }
    type Sailor @key(fields: "badge") {
      badge: ID!
      grade: String @external
      rank: String @requires(fields: "grade") ${PAY}
    }
  `,
  resolvers: {
    Query: { byBadge: () => ({ badge: 'b1' }) },
    Sailor: {
      __resolveReference: async (reference: object) => reference,
      rank: ({ grade }: { grade: string }) => `rank by ${grade}`,
    },
  },
};

/** Each rule that composition itself adds or insists on, and an old one does not. */
const PROPAGATED = ['Aboard.phone', 'Creature', 'Sailor.grade', 'Sailor.rank', 'Cabin.plate'];

export const SUBGRAPHS = [people, payroll, ranks];

/** @param composer `old` left the rules out that follow from others. */
export function openCrew(
  composer: 'today' | 'old',
  mode?: 'filter' | 'reject',
  change: (sdl: string) => string = (sdl) => sdl,
): OpenGraph {
  const composed = composeTestSupergraph(SUBGRAPHS);
  return openGraph({
    subgraphs: SUBGRAPHS,
    callerRules: CREW_RULES,
    supergraphSdl: change(composer === 'old' ? forgetRules(composed, ...PROPAGATED) : composed),
    ...(mode !== undefined && { authorizationMode: mode }),
  });
}
