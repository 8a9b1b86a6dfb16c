import { createHash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { type AccessRules, readAccessRules } from '../authorization/accessRules.ts';
import { buildApiSchema } from './apiSchema.ts';
import { type Classification, readClassification } from './classification.ts';
import { attachContractDirectives } from './contractDirectives.ts';
import { attachCostDirectives } from './costDirectives.ts';
import { readGraphs, readOverrideLabels } from './joinSpec.ts';
import { readLinks } from './links.ts';

/** A loaded supergraph: what clients may ask, who may ask it, and of whom it is fetched. */
export interface Supergraph {
  readonly sdl: string;
  /** sha256 of the SDL; plans and decisions never outlive it. */
  readonly hash: string;
  /** What clients see. Its elements carry what the supergraph says of them in `extensions`. */
  readonly apiSchema: GraphQLSchema;
  readonly accessRules: AccessRules;
  readonly classification: Classification;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** The labels of progressive `@override`s: for each call it is chosen which are in force. */
  readonly overrideLabels: readonly string[];
}

/**
 * Loads a supergraph of any Federation 2 composition; whether it can be planned is the planner's to find out.
 * @throws the fault of an invalid one, or TypeError where it holds an access rule that cannot be enforced, or a
 * classification that contradicts itself.
 */
export function loadSupergraph(sdl: string): Supergraph {
  const document: DocumentNode = parse(sdl, { noLocation: true });
  const apiSchema = buildApiSchema(document, readLinks(document));
  attachContractDirectives(document, apiSchema);
  attachCostDirectives(document, apiSchema);
  return {
    sdl,
    hash: createHash('sha256').update(sdl).digest('hex'),
    apiSchema,
    accessRules: readAccessRules(document),
    classification: readClassification(document),
    subgraphs: [...readGraphs(document).values()],
    overrideLabels: readOverrideLabels(document),
  };
}
