import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SubgraphSource } from '../../gateway/supergraph/composeSupergraph.ts';
import { SUBGRAPHS } from '../../subgraphs/registry.ts';
import { readSubgraphSdl } from '../../subgraphs/subgraph.ts';

const SUPERGRAPH_FILE = new URL('../../subgraphs/supergraph.graphql', import.meta.url);

/**
 * The shop's supergraph. The committed file is used while it belongs to the subgraphs' schemas as they are now;
 * after a change it is composed anew, and composition is only loaded then.
 */
export async function readSupergraph(): Promise<string> {
  const { sdl, digest } = readCommitted();
  return digest === digestSources() ? sdl : composeShop();
}

/** Composes the subgraphs; the first line says from what, so that drift shows. */
export async function composeShop(): Promise<string> {
  const { composeSupergraph } = await import('../../gateway/supergraph/composeSupergraph.ts');
  return `# composed from ${digestSources()}\n${composeSupergraph(readSources())}\n`;
}

/** What the shop's supergraph is composed of. */
export function readSources(): readonly SubgraphSource[] {
  return Object.keys(SUBGRAPHS).map((name) => ({
    name,
    sdl: readSubgraphSdl(name),
    url: `http://${name}/graphql`,
  }));
}

export function supergraphPath(): URL {
  return SUPERGRAPH_FILE;
}

function readCommitted(): { sdl: string; digest: string | undefined } {
  const sdl = readFileSync(SUPERGRAPH_FILE, 'utf8');
  return { sdl, digest: /^# composed from (\S+)/.exec(sdl)?.[1] };
}

function digestSources(): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(SUBGRAPHS)) hash.update(JSON.stringify([name, readSubgraphSdl(name)]));
  return `sha256:${hash.digest('hex')}`;
}
