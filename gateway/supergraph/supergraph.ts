import { createHash } from 'node:crypto';
import {
  Supergraph as FederationSupergraph,
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
} from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { type AccessRules, readAccessRules } from '../authorization/accessRules.ts';
import { attachContractDirectives } from './contractDirectives.ts';
import { readLinks } from './links.ts';

/** A loaded supergraph: what clients may ask, who may ask it, and how it is fetched. */
export interface Supergraph {
  readonly sdl: string;
  /** sha256 of the SDL; plans and decisions never outlive it. */
  readonly hash: string;
  /** What clients see. Arguments and scalars may carry `extensions.jsonSchema`, fields `extensions.untrusted`. */
  readonly apiSchema: GraphQLSchema;
  /** The supergraph itself, inaccessible types included; what fetched objects are of. */
  readonly schema: GraphQLSchema;
  readonly accessRules: AccessRules;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Plans one operation; `document` holds it and its fragments, and has been validated. */
  plan(document: DocumentNode): QueryPlan;
}

const CONTEXT = 'https://specs.apollo.dev/context';

/**
 * Loads a supergraph of any Federation 2 composition.
 * @throws the fault of an invalid one, or TypeError where it holds an access rule that cannot be enforced or
 * a feature that cannot be executed.
 */
export function loadSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  if (readLinks(document).some(({ identity }) => identity === CONTEXT)) {
    throw new TypeError('The supergraph uses @context, which is not executed here.');
  }
  const federated = FederationSupergraph.build(document, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  const federatedApiSchema = federated.apiSchema();
  const apiSchema = federatedApiSchema.toGraphQLJSSchema();
  attachContractDirectives(document, apiSchema);
  const planner = new QueryPlanner(federated);
  return {
    sdl,
    hash: createHash('sha256').update(sdl).digest('hex'),
    apiSchema,
    schema: buildASTSchema(document, { assumeValid: true, assumeValidSDL: true }),
    accessRules: readAccessRules(document, apiSchema),
    subgraphs: federated.subgraphsMetadata(),
    plan: (operation) =>
      planner.buildQueryPlan(operationFromDocument(federatedApiSchema, operation, { validate: false })),
  };
}
