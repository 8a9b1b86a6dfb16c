import { parseArgs } from 'node:util';
import { parseCallerRules } from '../../gateway/authentication/parseCallerRules.ts';
import type { SubgraphSource } from '../../gateway/supergraph/composeSupergraph.ts';
import { type CheckedParts, checkGraph } from '../program/checkGraph.ts';
import { readGraphFiles, readText } from '../program/graphFiles.ts';
import {
  loadCallerRules,
  loadPolicyFiles,
  readClientDirectives,
  readOperationFiles,
} from '../program/operationFiles.ts';
import { createMatrix } from '../program/permissionMatrix/createMatrix.ts';
import type { PermissionMatrix } from '../program/permissionMatrix/matrix.ts';
import { renderMarkdown } from '../program/permissionMatrix/renderMarkdown.ts';
import { renderText } from '../program/permissionMatrix/renderText.ts';
import { readSources, readSupergraph } from '../program/supergraphFile.ts';
import { UsageError } from '../usage.ts';

/** Thrown where a graph does not pass; the message has a line for each fault. */
export class CheckError extends Error {
  override name = 'CheckError';
}

const USAGE =
  'genkan check [--supergraph <file> [--subgraph name=<file>]… [--operations <folder>] [--callers <file>]' +
  ' [--policies <folder>]] [--matrix [--json | --markdown]]';

/**
 * `genkan check`: the shop, or the graph of a file; where its subgraphs are named too, whether it says all that
 * they do. `--matrix` prints who sees what, and nothing else on standard output; of a graph that does not pass too, as
 * its rules are enforced all the same.
 */
export async function check(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      supergraph: { type: 'string' },
      subgraph: { type: 'string', multiple: true },
      operations: { type: 'string' },
      callers: { type: 'string' },
      policies: { type: 'string' },
      matrix: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
    },
  });
  const { matrix, json, markdown, ...paths } = values;
  if ((json || markdown) && !matrix) throw new UsageError(USAGE);
  if (json && markdown) throw new UsageError(USAGE);
  const parts = Object.keys(paths).length === 0 ? await readShop() : await readOther(paths);
  const { faults, warnings, compiled } = checkGraph(parts);
  const warn = matrix ? process.stderr : process.stdout;
  for (const warning of warnings) warn.write(`warning: ${warning}\n`);
  if (matrix && compiled !== undefined) {
    const render = json ? renderJson : markdown ? renderMarkdown : renderText;
    process.stdout.write(render(createMatrix(compiled)));
  }
  if (faults.length > 0) throw new CheckError(faults.join('\n'));
  if (!matrix) process.stdout.write(`${describeExtent(parts)}\n`);
}

function renderJson(matrix: PermissionMatrix): string {
  return `${JSON.stringify(matrix, null, 2)}\n`;
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
    areTools: true,
    callerRules: loadCallerRules(),
    policies: await loadPolicyFiles(),
  };
}

interface OtherPaths {
  readonly supergraph?: string | undefined;
  readonly subgraph?: readonly string[] | undefined;
  readonly operations?: string | undefined;
  readonly callers?: string | undefined;
  readonly policies?: string | undefined;
}

/** @throws UsageError, or GraphFileError where a file cannot be read. */
async function readOther(paths: OtherPaths): Promise<CheckedParts> {
  const { supergraph, subgraph = [], operations, callers, policies } = paths;
  if (supergraph === undefined) throw new UsageError(USAGE);
  const files = await readGraphFiles({ supergraph, operations, callers, policies, manifests: [] });
  return {
    supergraphSdl: files.supergraph,
    subgraphs: await Promise.all(subgraph.map(readSubgraph)),
    operations: files.operations,
    clientDirectives: files.clientDirectives,
    // A gateway alone serves no tools.
    areTools: false,
    callerRules: files.callers === undefined ? undefined : parseCallerRules(JSON.parse(files.callers)),
    policies: files.policies,
  };
}

/** @param option `name=path` */
async function readSubgraph(option: string): Promise<SubgraphSource> {
  const [, name, path] = /^([^=]+)=(.+)$/.exec(option) ?? [];
  if (name === undefined || path === undefined) throw new UsageError(USAGE);
  return { name, sdl: await readText(path), url: '' };
}
