import type { GraphQLSchema } from 'graphql';
import { STATED_LATER } from '../../../gateway/authorization/access.ts';
import type { PolicyEngine, PolicyOperation } from '../../../gateway/authorization/policyEngine.ts';
import { readStatedName } from '../../../gateway/authorization/statements.ts';
import type { CompiledOperation } from '../../../gateway/planning/compileOperation.ts';
import { callerOf } from './contextCaller.ts';
import { listDeclared } from './declaredNames.ts';
import type { AllowedByContext, AllowedCall, MatrixContext, MatrixParts, PolicyAccess } from './matrix.ts';
import { listFieldsTypes, sortedFields } from './reach.ts';
import { compareTexts } from './ways.ts';

/** Tries each policy with the operations that ask for it, and with none; without an engine nothing is tried. */
export function describePolicies(
  { supergraph, operations, policies: engine }: MatrixParts,
  contexts: readonly MatrixContext[],
): readonly PolicyAccess[] {
  const stated = listStated(supergraph.apiSchema);
  return [...listDeclared(supergraph).policies].map(([policy, declaredOn]) => {
    const tryAll = (call: TriedCall): AllowedByContext =>
      engine === undefined
        ? {}
        : Object.fromEntries(
            contexts.map((context) => [context.name, findAllowed(engine, policy, call, context)]),
          );
    return {
      name: policy,
      declaredOn,
      operations: operations
        .filter(({ compiled }) => asksFor(compiled, policy))
        .sort((left, right) => compareTexts(left.name, right.name))
        .map(({ name, compiled }) => ({
          name,
          allows: tryAll({
            operation: compiled.registered,
            stated: [...compiled.statements.names].sort(compareTexts),
          }),
        })),
      unregistered: tryAll({ operation: undefined, stated }),
    };
  });
}

interface TriedCall {
  readonly operation: PolicyOperation | undefined;
  /** The names of what it can state, sorted. */
  readonly stated: readonly string[];
}

/** All names under which arguments of a graph are stated. */
function listStated(schema: GraphQLSchema): readonly string[] {
  const names = listFieldsTypes(schema)
    .flatMap((type) => sortedFields(type).flatMap(({ args }) => args.map(readStatedName)))
    .filter((name) => name !== undefined);
  return [...new Set(names)].sort(compareTexts);
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
  { operation, stated: names }: TriedCall,
  context: MatrixContext,
): AllowedCall | null {
  const isAllowed = ({ scopes, stated }: AllowedCall) =>
    engine.decide(policy, {
      caller: callerOf(context, scopes),
      operation,
      stated: Object.fromEntries(stated.map((name) => [name, STATED_LATER])),
    });
  let call: AllowedCall = { scopes: context.scopes, stated: names };
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
