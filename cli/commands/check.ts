import { parseArgs } from 'node:util';
import { parseCallerRules } from '../../gateway/authentication/parseCallerRules.ts';
import type { SubgraphSource } from '../../gateway/supergraph/composeSupergraph.ts';
import { type CheckedParts, checkGraph } from '../program/checkGraph.ts';
import { readGraphFiles, readText } from '../program/graphFiles.ts';
import { loadCallerRules, readClientDirectives, readOperationFiles } from '../program/operationFiles.ts';
import { readSources, readSupergraph } from '../program/supergraphFile.ts';
import { UsageError } from '../usage.ts';

/** Thrown where a graph does not pass; the message has a line for each fault. */
export class CheckError extends Error {
  override name = 'CheckError';
}

const USAGE =
  'genkan check [--supergraph <file> [--subgraph name=<file>]… [--operations <folder>] [--callers <file>]]';

/**
 * `genkan check`: the shop, or the graph of a file; where its subgraphs are named too, whether it says all that
 * they do.
 */
export async function check(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      supergraph: { type: 'string' },
      subgraph: { type: 'string', multiple: true },
      operations: { type: 'string' },
      callers: { type: 'string' },
    },
  });
  const parts = Object.keys(values).length === 0 ? await readShop() : await readOther(values);
  const { faults, warnings } = checkGraph(parts);
  for (const warning of warnings) process.stdout.write(`warning: ${warning}\n`);
  if (faults.length > 0) throw new CheckError(faults.join('\n'));
  process.stdout.write(`${describeExtent(parts)}\n`);
}

function describeExtent({ subgraphs, operations }: CheckedParts): string {
  const counts = `${subgraphs.length} subgraphs, ${operations.length} operations`;
  return `checked: ${counts}; every field is classified or public`;
}

async function readShop(): Promise<CheckedParts> {
  return {
    supergraphSdl: await readSupergraph(),
    subgraphs: readSources(),
    operations: readOperationFiles(),
    clientDirectives: readClientDirectives(),
    callerRules: loadCallerRules(),
  };
}

interface OtherPaths {
  readonly supergraph?: string | undefined;
  readonly subgraph?: readonly string[] | undefined;
  readonly operations?: string | undefined;
  readonly callers?: string | undefined;
}

/** @throws UsageError, or GraphFileError where a file cannot be read. */
async function readOther({ supergraph, subgraph, operations, callers }: OtherPaths): Promise<CheckedParts> {
  if (supergraph === undefined) throw new UsageError(USAGE);
  const files = await readGraphFiles({ supergraph, operations, callers, policies: undefined, manifests: [] });
  return {
    supergraphSdl: files.supergraph,
    subgraphs: await Promise.all((subgraph ?? []).map(readSubgraph)),
    operations: files.operations,
    clientDirectives: files.clientDirectives,
    callerRules: files.callers === undefined ? undefined : parseCallerRules(JSON.parse(files.callers)),
  };
}

/** @param option `name=path` */
async function readSubgraph(option: string): Promise<SubgraphSource> {
  const [, name, path] = /^([^=]+)=(.+)$/.exec(option) ?? [];
  if (name === undefined || path === undefined) throw new UsageError(USAGE);
  return { name, sdl: await readText(path), url: '' };
}
