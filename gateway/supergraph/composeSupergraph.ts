import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { findLookAlikes, findLost } from './lostDirectives.ts';

export interface SubgraphSource {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}

/** Thrown when subgraphs do not fit together; the message names each misfit on a line of its own. */
export class CompositionError extends Error {
  override name = 'CompositionError';
}

/**
 * Composes Federation 2 subgraphs into a supergraph document that says all that they say of who may see what.
 * @throws CompositionError also where a rule or a directive of the contract would be dropped without a word.
 */
export function composeSupergraph(subgraphs: readonly SubgraphSource[]): string {
  refuse(subgraphs.flatMap(findLookAlikes));
  const result = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (result.errors !== undefined) {
    throw new CompositionError(result.errors.map((error) => error.message).join('\n'));
  }
  refuse(findLost(subgraphs, result.supergraphSdl));
  return result.supergraphSdl;
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new CompositionError(faults.join('\n'));
}
