import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Caller } from '../../gateway/authentication/caller.ts';
import { type Decision, decide } from '../../gateway/authorization/decide.ts';
import { ALLOW_ALL } from '../../gateway/authorization/policyEngine.ts';
import type { CompiledOperation } from '../../gateway/planning/compileOperation.ts';
import { explainOperation, type OperationExplanation } from '../../gateway/planning/explainOperation.ts';
import { createPlanner } from '../../gateway/planning/planner/createPlanner.ts';
import type { RegisteredOperation } from '../../gateway/planning/registerOperations.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/supergraph.ts';
import { loadOperationFile, loadOperations } from '../program/operationFiles.ts';
import { readSupergraph } from '../program/supergraphFile.ts';
import { UsageError } from '../usage.ts';
import { describeExplanation, describeExplanations } from './describePlan.ts';

/**
 * `genkan plan [Operation | file] [--supergraph <file>] [--as <scopes>] [--json]`: what a call of an operation fetches
 * and costs; without one, a line for each operation. `--as` takes the scopes of a signed-in caller, separated by
 * spaces, in place of every scope there is.
 */
export async function plan(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { supergraph: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [wanted, ...rest] = positionals;
  if (rest.length > 0 || (wanted === undefined && values.supergraph !== undefined)) {
    throw new UsageError('genkan plan [Operation | file] [--supergraph <file>] [--as <scopes>] [--json]');
  }
  const sdl = values.supergraph === undefined ? await readSupergraph() : readText(values.supergraph);
  const supergraph = loadSupergraph(sdl);
  const operations = findOperations(supergraph, wanted, values.supergraph === undefined);
  const planner = createPlanner(sdl);
  try {
    const explanations = await Promise.all(
      operations.map(({ compiled }) =>
        explainOperation(supergraph, planner, compiled, decideFor(compiled, values.as)),
      ),
    );
    const shown = wanted === undefined ? explanations : explanations[0];
    process.stdout.write(values.json === true ? `${JSON.stringify(shown, null, 2)}\n` : describe(shown));
  } finally {
    await planner.close();
  }
}

function describe(shown: OperationExplanation | readonly OperationExplanation[] | undefined): string {
  if (shown === undefined) return '';
  return 'plan' in shown ? describeExplanation(shown) : describeExplanations(shown);
}

/** Those of the folder, unless it is another's supergraph; one of them by its name, or that of a file. */
function findOperations(
  supergraph: Supergraph,
  wanted: string | undefined,
  hasFolder: boolean,
): readonly RegisteredOperation[] {
  if (wanted !== undefined && existsSync(wanted)) return [loadOperationFile(supergraph, wanted)];
  const found = (hasFolder ? loadOperations(supergraph) : []).filter(
    ({ name }) => wanted === undefined || name === wanted,
  );
  if (found.length === 0) throw new UsageError(`There is neither a file nor an operation ${wanted}.`);
  return found;
}

/**
 * Policies are taken to allow: they go by who calls and what is stated.
 * @param scopes undefined: every scope that the operation names.
 */
function decideFor({ requirements }: CompiledOperation, scopes: string | undefined): Decision {
  const named = requirements.clauses.flatMap((clause) =>
    clause.kind === 'scopes' ? clause.anyOf.flat() : [],
  );
  const caller: Caller = {
    kind: 'authenticated',
    subject: 'plan',
    context: 'plan',
    scopes: new Set(scopes?.split(/\s+/) ?? named),
    claims: {},
  };
  return decide(requirements, caller, ALLOW_ALL);
}

function readText(path: string): string {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  return readFileSync(path, 'utf8');
}
