import type { MatrixParts } from '../../../cli/program/permissionMatrix/matrix.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import type { PolicyEngine } from '../../../gateway/authorization/policyEngine.ts';
import { type OperationFile, registerOperations } from '../../../gateway/planning/registerOperations.ts';
import { composeSupergraph } from '../../../gateway/supergraph/composeSupergraph.ts';
import { loadSupergraph } from '../../../gateway/supergraph/supergraph.ts';

/** A zoo: animals, who keeps them, and what only some may know of either. */

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@inaccessible",
    "@authenticated", "@requiresScopes", "@policy", "@composeDirective"])
  @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@classified", "@public", "@reads", "@stated"])
  @composeDirective(name: "@classified") @composeDirective(name: "@public")
  @composeDirective(name: "@reads") @composeDirective(name: "@stated")
  directive @classified(as: [String!]!) on FIELD_DEFINITION
  directive @public(fields: String!) repeatable on OBJECT | INTERFACE
  directive @reads(fields: [String!]!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
  directive @stated(as: String!) on ARGUMENT_DEFINITION `;

const ANIMALS = `${LINK}
  type Query @public(fields: "animals duty vets") {
    animals(sort: Sort, where: Where, heavierThan: Int @reads(fields: ["Elephant.weight"])): [Animal]
    duty(reason: String @stated(as: "reason")): Keeper @authenticated
    vets(by: By!): [Vet]
  }
  type Mutation @public(fields: "feed") { feed(id: ID!): Feeding @requiresScopes(scopes: [["zoo:feed"]]) }
  enum Sort { NAME WEIGHT @reads(fields: ["Elephant.weight"]) }
  enum By { NAME }
  input Where { name: String and: [Where!] weight: Range }
  input Range { above: Int @reads(fields: ["Elephant.weight"]) }
  interface Animal @public(fields: "name") { name: String }
  type Elephant implements Animal @key(fields: "id") @public(fields: "id name") {
    id: ID!
    name: String
    weight: Int @classified(as: ["health"]) @requiresScopes(scopes: [["zoo:health"], ["zoo:feed", "zoo:store"]])
  }
  type Snake implements Animal @public(fields: "name") { name: String }
  type Feeding @public(fields: "at by") { at: String by: Keeper }
  type Keeper @public(fields: "name") {
    name: String
    phone: String @classified(as: ["contact"]) @policy(policies: [["reachable"]])
    home: String @classified(as: ["contact", "address"]) @requiresScopes(scopes: [["zoo:hr"]]) @policy(policies: [["reachable"]])
    vet: Vet
  }
  type Vet @requiresScopes(scopes: [["zoo:health"]]) @public(fields: "name") { name: String }
  type Ghost @public(fields: "name") { name: String }
`;

const FEED = `${LINK}
  type Elephant @key(fields: "id") @public(fields: "ration") {
    id: ID!
    weight: Int @external
    ration: Int @requires(fields: "weight") @requiresScopes(scopes: [["zoo:health"], ["zoo:feed", "zoo:store"]])
  }
`;

export const ZOO = [
  { name: 'animals', url: 'http://animals.test', sdl: ANIMALS },
  { name: 'feed', url: 'http://feed.test', sdl: FEED },
];

export const ZOO_CALLERS = {
  contextClaim: 'role',
  vouchedClaims: ['badge'],
  dataSubjectClaim: 'badge',
  contexts: {
    keeper: { scopes: ['zoo:feed', 'zoo:store'], requiredClaims: ['badge'] },
    vet: { scopes: ['zoo:health'] },
    guest: { scopes: [] },
  },
};

const OPERATIONS: readonly OperationFile[] = [
  { path: 'Names.graphql', text: 'query Names { animals { name } }' },
  { path: 'Duty.graphql', text: 'query Duty($why: String) { duty(reason: $why) { name phone } }' },
  { path: 'Ration.graphql', text: 'query Ration { animals { ... on Elephant { name ration } } }' },
  { path: 'Feed.graphql', text: 'mutation Feed($id: ID!) { feed(id: $id) { at by { phone } } }' },
];

/** Whoever keeps may be reached; others only by who says why. */
const REACHABLE: PolicyEngine = {
  names: new Set(['reachable']),
  decide: (_policy, { caller, stated }) =>
    caller.kind === 'authenticated' && (caller.scopes.has('zoo:feed') || stated.reason !== undefined),
};

export function openZoo(
  change: (sdl: string) => string = (sdl) => sdl,
  callers: object = ZOO_CALLERS,
): MatrixParts {
  const sdl = composeSupergraph(ZOO.map((subgraph) => ({ ...subgraph, sdl: change(subgraph.sdl) })));
  const supergraph = loadSupergraph(sdl);
  return {
    supergraph,
    callerRules: parseCallerRules(callers),
    operations: registerOperations(supergraph, OPERATIONS, undefined),
    policies: REACHABLE,
  };
}
