import {
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import type { Supergraph } from '../../../gateway/supergraph/supergraph.ts';
import {
  ALWAYS,
  compareTexts,
  follow,
  type Grant,
  joinWays,
  mergeWays,
  NEVER,
  type Ways,
  waysToMeet,
} from './ways.ts';

export type FieldsType = GraphQLObjectType | GraphQLInterfaceType;

/** How callers get at the objects of each type, from a query or a mutation. */
export type Reach = ReadonlyMap<string, Ways>;

/** Tells the ways to select one field by its coordinate, given an object to select it of. */
export type FindWays = (coordinate: string) => Ways;

/**
 * Follows all fields from the roots: a rule guards one step, and what somebody sees is what the steps together leave.
 * Subscriptions are not served.
 */
export function findReach({ apiSchema, accessRules }: Supergraph, grant: Grant, findWays: FindWays): Reach {
  const reach = new Map<string, Ways>();
  // In the order in which they changed; one that changes again meanwhile is looked at once.
  const queue = new Set<FieldsType>();
  const arrive = (type: FieldsType, ways: Ways): void => {
    const own = waysToMeet(accessRules.ruleForType(type.name), grant);
    const known = reach.get(type.name) ?? NEVER;
    const merged = mergeWays(known, joinWays(ways, own));
    if (isSame(known, merged)) return;
    reach.set(type.name, merged);
    queue.add(type);
  };
  for (const root of [apiSchema.getQueryType(), apiSchema.getMutationType()]) {
    if (root !== null && root !== undefined) arrive(root, ALWAYS);
  }
  for (const type of queue) {
    queue.delete(type);
    const parent = reach.get(type.name) ?? NEVER;
    for (const { name, type: returned } of sortedFields(type)) {
      const coordinate = `${type.name}.${name}`;
      const ways = joinWays(follow(parent, coordinate), findWays(coordinate));
      for (const target of listPositions(apiSchema, getNamedType(returned))) arrive(target, ways);
    }
  }
  return reach;
}

/** The types of a schema whose objects clients select of, sorted by name. */
export function listFieldsTypes(schema: GraphQLSchema): readonly FieldsType[] {
  return Object.values(schema.getTypeMap())
    .filter(isFieldsType)
    .filter((type) => !isIntrospectionType(type) && type !== schema.getSubscriptionType())
    .sort((left, right) => compareTexts(left.name, right.name));
}

export function isFieldsType(type: GraphQLNamedType | undefined): type is FieldsType {
  return isObjectType(type) || isInterfaceType(type);
}

/** The fields that return objects of each type, itself or as one of several: coordinates, sorted. */
export function indexSources(schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const type of listFieldsTypes(schema)) {
    for (const { name, type: returned } of sortedFields(type)) {
      const named = getNamedType(returned);
      const objects = isAbstractType(named) ? schema.getPossibleTypes(named) : [];
      for (const target of [named, ...objects].filter(isFieldsType)) {
        sources.set(target.name, [...(sources.get(target.name) ?? []), `${type.name}.${name}`]);
      }
    }
  }
  return sources;
}

export function sortedFields(type: FieldsType) {
  return Object.values(type.getFields()).sort((left, right) => compareTexts(left.name, right.name));
}

/** The types that a fragment can be on where a field returns this one. */
function listPositions(schema: GraphQLSchema, type: GraphQLNamedType): readonly FieldsType[] {
  const objects = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  const all = [...(isInterfaceType(type) ? [type] : []), ...objects];
  return [...new Set([...all, ...objects.flatMap((object) => object.getInterfaces())])];
}

function isSame(left: Ways, right: Ways): boolean {
  return left.length === right.length && left.every((way, index) => way === right[index]);
}
