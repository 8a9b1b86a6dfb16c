import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

export interface SubgraphSource {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}

/** Thrown when subgraphs do not fit together; the message names each misfit on a line of its own. */
export class CompositionError extends Error {
  override name = 'CompositionError';
}

/** Composes Federation 2 subgraphs into a supergraph document. */
export function composeSupergraph(subgraphs: readonly SubgraphSource[]): string {
  const result = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (result.errors !== undefined) {
    throw new CompositionError(result.errors.map((error) => error.message).join('\n'));
  }
  return result.supergraphSdl;
}
