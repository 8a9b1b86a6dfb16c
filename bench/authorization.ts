import { loadCallerRules, loadOperations } from '../cli/program/operationFiles.ts';
import { readSupergraph } from '../cli/program/supergraphFile.ts';
import { ANONYMOUS, type Caller } from '../gateway/authentication/caller.ts';
import {
  decideBeforehand,
  decideCall,
  describeRefusal,
  type Guard,
} from '../gateway/authorization/access.ts';
import type { CompiledOperation } from '../gateway/planning/compileOperation.ts';
import { loadSupergraph } from '../gateway/supergraph/supergraph.ts';
import { percentile, type Row } from './table.ts';

const ROUNDS = 31;
const DECISIONS_PER_ROUND = 2_000;
const MAX_MICROSECONDS = 5;
const SHOWN = 5;

/**
 * What deciding a call costs, for the registered operations that it costs most: both decisions of a call, what it states,
 * and whether it is refused, of callers who are not. Policies allow everything here: what they cost is theirs.
 */
export async function measureAuthorization(): Promise<Row[]> {
  const supergraph = loadSupergraph(await readSupergraph());
  const guard: Guard = {
    callerRules: loadCallerRules(),
    policies: { names: new Set(supergraph.accessRules.policies.keys()), decide: () => true },
  };
  const rows = loadOperations(supergraph).map(({ name, compiled }) => {
    const { clauses, byField } = compiled.requirements;
    return {
      operation: name,
      clauses: clauses.length,
      'guarded selections': byField.size,
      'decision, µs': measureDecision(compiled, guard),
      'at most': MAX_MICROSECONDS,
    };
  });
  return rows.sort((left, right) => right['decision, µs'] - left['decision, µs']).slice(0, SHOWN);
}

/** The median over rounds, of callers in turn. */
function measureDecision(operation: CompiledOperation, guard: Guard): number {
  const callers = listCallers(guard).filter(
    (caller) => describeRefusal(operation, decideBeforehand(operation, caller), caller, guard) === undefined,
  );
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    for (let index = 0; index < DECISIONS_PER_ROUND; index++) {
      decideOnce(operation, callers[index % callers.length] ?? ANONYMOUS, guard);
    }
    samples.push(((performance.now() - began) * 1_000) / DECISIONS_PER_ROUND);
  }
  return percentile(
    samples.sort((left, right) => left - right),
    0.5,
  );
}

function decideOnce(operation: CompiledOperation, caller: Caller, guard: Guard): void {
  if (describeRefusal(operation, decideBeforehand(operation, caller), caller, guard) !== undefined) return;
  const variables = {};
  const statement = operation.statements.read(variables);
  const decision = decideCall(operation, caller, guard, { statement, variables });
  describeRefusal(operation, decision, caller, guard, variables);
}

/** One of each context, with all its scopes. */
function listCallers({ callerRules }: Guard): readonly Caller[] {
  return Object.entries(callerRules.contexts).map(([context, { scopes }]) => ({
    kind: 'authenticated',
    subject: 'bench',
    context,
    scopes: new Set(scopes),
    claims: {},
  }));
}
