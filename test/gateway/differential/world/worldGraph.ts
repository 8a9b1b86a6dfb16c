import { type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import type { Resolve, Resolvers, TestSubgraph } from '../../../secondGraph/openGraph.ts';
import type { DifferentialGraph } from '../differentialGraph.ts';
import { type Declarations, readDeclarations, type SubgraphSdl } from './declarations.ts';
import { createWorld, type Thing, type World, type WorldOptions } from './world.ts';

export interface WorldGraphOptions extends WorldOptions {
  readonly name: string;
  readonly subgraphs: readonly SubgraphSdl[];
  readonly scopes?: readonly string[];
  readonly policies?: readonly string[];
}

/** Subgraphs by their schemas alone, over data that the schemas make. */
export function createWorldGraph({
  name,
  subgraphs,
  scopes = [],
  policies = [],
  ...options
}: WorldGraphOptions): DifferentialGraph {
  const world = createWorld(readDeclarations(subgraphs), options);
  const effects: string[] = [];
  return {
    name,
    scopes,
    policies,
    texts: ['one', 'two', 'three', ''],
    subgraphs: subgraphs.map((subgraph) => createWorldSubgraph(world, subgraph, effects)),
    merge: (apiSchema) => mergeWorld(world, apiSchema, effects),
    takeEffects: () => effects.splice(0),
  };
}

/** The resolvers of one subgraph. What its mutations did is added to `effects`. */
export function createWorldSubgraph(
  world: World,
  { name, sdl }: SubgraphSdl,
  effects: string[],
): TestSubgraph {
  const { declarations } = world;
  const schema = declarations.schemas.get(name);
  if (schema === undefined) throw new TypeError(`No subgraph ${name}.`);
  const resolvers: Record<string, Resolvers[string]> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('_')) continue;
    if (isAbstractType(type)) {
      resolvers[type.name] = {
        __resolveType: (thing: Thing) => nameLocally(declarations, name, thing),
        ...reference(world, name, type.name),
      };
    } else if (isObjectType(type)) {
      const fields = Object.keys(type.getFields())
        .filter((field) => !field.startsWith('_'))
        .map((field) => [
          field,
          (parent: Thing | undefined, args: Readonly<Record<string, unknown>>) => {
            if (type === schema.getMutationType()) effects.push(`${field} ${JSON.stringify(args)}`);
            return world.resolveIn(name, parent ?? world.root(type.name), field, args);
          },
        ]);
      resolvers[type.name] = { ...Object.fromEntries(fields), ...reference(world, name, type.name) };
    }
  }
  return { name, sdl, resolvers };
}

function reference(world: World, subgraph: string, type: string): Readonly<Record<string, Resolve>> {
  if (world.declarations.keys(subgraph, type).length === 0) return {};
  return {
    __resolveReference: async (representation: Readonly<Record<string, unknown>>) =>
      world.findEntity(subgraph, representation),
  };
}

/** By what name a subgraph knows an object: its type's, or that of the interface it stands for there. */
function nameLocally(declarations: Declarations, subgraph: string, { type }: Thing): string | undefined {
  const types = Object.keys(declarations.schemas.get(subgraph)?.getTypeMap() ?? {});
  if (types.includes(type)) return type;
  return types.find(
    (name) => declarations.isInterfaceObject(subgraph, name) && declarations.isOfType(type, name),
  );
}

function mergeWorld(world: World, apiSchema: GraphQLSchema, effects: string[]): GraphQLSchema {
  for (const type of Object.values(apiSchema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (thing: Thing) => thing.type;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (parent: Thing | undefined, args: Readonly<Record<string, unknown>>) => {
        if (type === apiSchema.getMutationType()) effects.push(`${field.name} ${JSON.stringify(args)}`);
        return world.resolve(parent ?? world.root(type.name), field.name, args);
      };
    }
  }
  return apiSchema;
}
