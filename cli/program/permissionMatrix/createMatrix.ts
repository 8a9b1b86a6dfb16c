import { type GraphQLField, isInterfaceType } from 'graphql';
import type { CallerRules } from '../../../gateway/authentication/caller.ts';
import type { Supergraph } from '../../../gateway/supergraph/supergraph.ts';
import { listArgumentReads, listUnavoidableReads } from './argumentReads.ts';
import type {
  AccessByContext,
  FieldAccess,
  MatrixContext,
  MatrixParts,
  PermissionMatrix,
  TypeAccess,
} from './matrix.ts';
import { describeOperations } from './operationAccess.ts';
import { describePolicies } from './policyAccess.ts';
import {
  type FieldsType,
  findReach,
  indexSources,
  isFieldsType,
  listFieldsTypes,
  type Reach,
  sortedFields,
} from './reach.ts';
import { describeReasons } from './reasons.ts';
import { indexTouched } from './touchedFields.ts';
import {
  compareTexts,
  joinAll,
  joinWays,
  NEVER,
  toAccess,
  type Ways,
  waysToMeet,
  withoutPaths,
} from './ways.ts';

/** Computes the matrix from the rules alone; what subgraphs withhold themselves is not in it. */
export function createMatrix(parts: MatrixParts): PermissionMatrix {
  const { supergraph, callerRules, operations } = parts;
  const contexts = listContexts(callerRules);
  const describeType = createDescriber(
    supergraph,
    contexts.map((context) => createView(supergraph, context)),
    indexTouched(supergraph.apiSchema, operations),
  );
  return {
    version: 1,
    contexts,
    types: listFieldsTypes(supergraph.apiSchema).map(describeType),
    policies: describePolicies(parts, contexts),
    operations: describeOperations(parts, contexts),
  };
}

function listContexts({ contexts, dataSubjectClaim }: CallerRules): readonly MatrixContext[] {
  const signedIn = Object.entries(contexts).map(([name, { scopes, requiredClaims }]) => ({
    name,
    isSignedIn: true,
    scopes: [...scopes].sort(compareTexts),
    ...(dataSubjectClaim !== undefined &&
      requiredClaims.includes(dataSubjectClaim) && { ownDataClaim: dataSubjectClaim }),
  }));
  return [{ name: 'anonymous', isSignedIn: false, scopes: [] }, ...signedIn];
}

/** The graph as callers of one context have it. */
interface View {
  readonly context: MatrixContext;
  readonly reach: Reach;
  readonly findWays: (coordinate: string) => Ways;
}

function createView(supergraph: Supergraph, context: MatrixContext): View {
  const { apiSchema, accessRules } = supergraph;
  const known = new Map<string, Ways>();
  const compute = (typeName: string, fieldName: string): Ways => {
    const type = apiSchema.getType(typeName);
    const field = isFieldsType(type) ? type.getFields()[fieldName] : undefined;
    const reads = field === undefined ? [] : [...listUnavoidableReads(accessRules, typeName, field)];
    return joinAll(
      [`${typeName}.${fieldName}`, ...reads].map((coordinate) => {
        const [one = '', member = ''] = coordinate.split('.');
        return waysToMeet(accessRules.ruleFor(one, member), context);
      }),
    );
  };
  const findWays = (coordinate: string): Ways => {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const ways = known.get(coordinate) ?? compute(typeName, fieldName);
    known.set(coordinate, ways);
    return ways;
  };
  return { context, reach: findReach(supergraph, context, findWays), findWays };
}

function createDescriber(
  { apiSchema, accessRules, classification }: Supergraph,
  views: readonly View[],
  touched: ReadonlyMap<string, readonly string[]>,
): (type: FieldsType) => TypeAccess {
  const byContext = (find: (view: View) => Ways): AccessByContext =>
    Object.fromEntries(views.map((view) => [view.context.name, toAccess(find(view))]));
  const sources = indexSources(apiSchema);

  const describeField = (type: FieldsType, field: GraphQLField<unknown, unknown>): FieldAccess => {
    const coordinate = `${type.name}.${field.name}`;
    const fromRoot = ({ reach, findWays }: View): Ways =>
      joinWays(withoutPaths(reach.get(type.name) ?? NEVER), findWays(coordinate));
    const reads = [...listUnavoidableReads(accessRules, type.name, field)];
    const origins = [coordinate, ...reads].flatMap((one) => {
      const [typeName = '', fieldName = ''] = one.split('.');
      return accessRules.originsOf(typeName, fieldName);
    });
    return {
      name: field.name,
      classes: classification.classesOf(type.name, field.name) ?? null,
      access: byContext(fromRoot),
      rule: byContext(({ findWays }) => findWays(coordinate)),
      why: describeReasons(apiSchema, type, field.name, origins),
      operations: touched.get(coordinate) ?? [],
      arguments: listArgumentReads(accessRules, type.name, field).map(({ use, reads: read }) => ({
        use,
        reads: read,
        access: byContext((view) => joinAll([fromRoot(view), ...read.map(view.findWays)])),
      })),
    };
  };
  return (type) => ({
    name: type.name,
    kind: isInterfaceType(type) ? 'interface' : 'object',
    from: sources.get(type.name) ?? [],
    reach: byContext(({ reach }) => reach.get(type.name) ?? NEVER),
    why: describeReasons(apiSchema, type, '__typename', accessRules.originsOf(type.name, '__typename')),
    fields: sortedFields(type).map((field) => describeField(type, field)),
  });
}
