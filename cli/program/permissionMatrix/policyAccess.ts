import { STATED_LATER } from '../../../gateway/authorization/access.ts';
import type { PolicyEngine } from '../../../gateway/authorization/policyEngine.ts';
import type { CompiledOperation } from '../../../gateway/planning/compileOperation.ts';
import { callerOf } from './contextCaller.ts';
import { listDeclared } from './declaredNames.ts';
import type { AllowedCall, MatrixContext, MatrixParts, PolicyAccess } from './matrix.ts';
import { compareTexts } from './ways.ts';

/** Tries each policy with the operations that ask for it; without an engine nothing is tried. */
export function describePolicies(
  { supergraph, operations, policies: engine }: MatrixParts,
  contexts: readonly MatrixContext[],
): readonly PolicyAccess[] {
  return [...listDeclared(supergraph).policies].map(([name, declaredOn]) => ({
    name,
    declaredOn,
    operations: operations
      .filter(({ compiled }) => asksFor(compiled, name))
      .sort((left, right) => compareTexts(left.name, right.name))
      .map((operation) => ({
        name: operation.name,
        allows: Object.fromEntries(
          engine === undefined
            ? []
            : contexts.map((context) => [
                context.name,
                findAllowed(engine, name, operation.compiled, context),
              ]),
        ),
      })),
  }));
}

function asksFor({ requirements }: CompiledOperation, policy: string): boolean {
  return requirements.clauses.some(
    (clause) => clause.kind === 'policies' && clause.anyOf.flat().includes(policy),
  );
}

/** Tries a call with all that it can have, and takes away what it is allowed without. */
function findAllowed(
  engine: PolicyEngine,
  policy: string,
  { registered, statements }: CompiledOperation,
  context: MatrixContext,
): AllowedCall | null {
  const isAllowed = ({ scopes, stated }: AllowedCall) =>
    engine.decide(policy, {
      caller: callerOf(context, scopes),
      operation: registered,
      stated: Object.fromEntries(stated.map((name) => [name, STATED_LATER])),
    });
  let call: AllowedCall = { scopes: context.scopes, stated: [...statements.names].sort(compareTexts) };
  if (!isAllowed(call)) return isAllowed(NOTHING) ? NOTHING : null;
  for (const scope of call.scopes) {
    const less = { ...call, scopes: call.scopes.filter((one) => one !== scope) };
    if (isAllowed(less)) call = less;
  }
  for (const name of call.stated) {
    const less = { ...call, stated: call.stated.filter((one) => one !== name) };
    if (isAllowed(less)) call = less;
  }
  return call;
}

const NOTHING: AllowedCall = { scopes: [], stated: [] };
