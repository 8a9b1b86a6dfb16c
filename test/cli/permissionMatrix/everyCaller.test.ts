import fc from 'fast-check';
import {
  type FieldNode,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../cli/config.ts';
import { compileGraph } from '../../../cli/program/openGateway.ts';
import { createMatrix } from '../../../cli/program/permissionMatrix/createMatrix.ts';
import type { MatrixContext, PermissionMatrix } from '../../../cli/program/permissionMatrix/matrix.ts';
import type { Access } from '../../../cli/program/permissionMatrix/ways.ts';
import { ANONYMOUS, type Caller, type CallerRules } from '../../../gateway/authentication/caller.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import { decide } from '../../../gateway/authorization/decide.ts';
import { computeRequirements, type Requirements } from '../../../gateway/authorization/requirements.ts';
import { loadSupergraph, type Supergraph } from '../../../gateway/supergraph/supergraph.ts';
import { listContexts } from '../../authorization/pairs/generateCallers.ts';
import { sceneArbitrary } from '../../authorization/pairs/sceneArbitrary.ts';
import { CREW_RULES, SUBGRAPHS } from '../../gateway/authorization/crew.ts';
import { forgetRules } from '../../gateway/authorization/oldComposer.ts';
import { OBSERVATORY_RULES, OBSERVATORY_SUBGRAPHS } from '../../secondGraph/observatory.ts';
import { composeTestSupergraph } from '../../secondGraph/openGraph.ts';

/**
 * The matrix says in general what the gateway decides for one caller at a time: here each caller walks the graph
 * step by step, by the gateway's own decisions, and must get just where the matrix says.
 */

interface Walker {
  readonly context: string;
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

/** What reads least: null keeps a default away too. */
function leastValue(type: GraphQLInputType): string {
  if (!isNonNullType(type)) return 'null';
  const named = type.ofType;
  if (isListType(named)) return '[]';
  if (!isInputObjectType(named)) return '""';
  const fields = Object.values(named.getFields()).map((field) => `${field.name}: ${leastValue(field.type)}`);
  return `{ ${fields.join(' ')} }`;
}

function parseField(text: string): FieldNode {
  const [definition] = parse(`{ ${text} }`).definitions;
  const [node] = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
  if (node?.kind !== Kind.FIELD) throw new Error(`${text} is no field.`);
  return node;
}

type FieldsType = GraphQLObjectType | GraphQLInterfaceType;

function listTypes({ apiSchema }: Supergraph): readonly FieldsType[] {
  return Object.values(apiSchema.getTypeMap()).filter(
    (type): type is FieldsType =>
      (isObjectType(type) || (isAbstractType(type) && 'getFields' in type)) && !type.name.startsWith('__'),
  );
}

/** What the gateway asks for each field, were it selected on its type. */
function requireAll(supergraph: Supergraph): ReadonlyMap<string, Requirements> {
  const { apiSchema, accessRules } = supergraph;
  return new Map(
    listTypes(supergraph).flatMap((type) =>
      ['__typename', ...Object.keys(type.getFields())].map((name): [string, Requirements] => {
        const field = type.getFields()[name];
        const given = (field?.args ?? [])
          .map((argument) => `${argument.name}: ${leastValue(argument.type)}`)
          .join(' ');
        const node = parseField(given === '' ? name : `${name}(${given})`);
        const asked = [{ node, parentName: type.name, field, conditions: [] }];
        return [`${type.name}.${name}`, computeRequirements(asked, apiSchema, accessRules)];
      }),
    ),
  );
}

/** The types and fields that a caller gets to, from a query or a mutation. */
function walk(
  supergraph: Supergraph,
  required: ReadonlyMap<string, Requirements>,
  { context, scopes, policies }: Walker,
): ReadonlySet<string> {
  const { apiSchema } = supergraph;
  const caller: Caller =
    context === 'anonymous'
      ? ANONYMOUS
      : { kind: 'authenticated', subject: 'one', context, scopes: new Set(scopes), claims: {} };
  const may = (coordinate: string) => {
    const requirements = required.get(coordinate);
    if (requirements === undefined) throw new Error(`${coordinate} is no field.`);
    const { met } = decide(requirements, caller, (policy) => policies.includes(policy));
    return [...requirements.byField.values()].flat().every((index) => met[index] === true);
  };
  const seen = new Set<string>();
  const visited = new Set<FieldsType>();
  const visit = (type: FieldsType) => {
    if (visited.has(type) || !may(`${type.name}.__typename`)) return;
    visited.add(type);
    seen.add(type.name);
    for (const { name, type: returned } of Object.values(type.getFields())) {
      if (!may(`${type.name}.${name}`)) continue;
      seen.add(`${type.name}.${name}`);
      const named = getNamedType(returned);
      const objects = isAbstractType(named) ? apiSchema.getPossibleTypes(named) : [];
      const targets = [named, ...objects].filter((one) => listTypesOnce(supergraph).has(one.name));
      for (const target of targets as FieldsType[]) {
        visit(target);
        for (const parent of target.getInterfaces()) visit(parent);
      }
    }
  };
  for (const root of [apiSchema.getQueryType(), apiSchema.getMutationType()]) if (root) visit(root);
  return seen;
}

const typeNames = new WeakMap<Supergraph, ReadonlySet<string>>();

function listTypesOnce(supergraph: Supergraph): ReadonlySet<string> {
  const known = typeNames.get(supergraph) ?? new Set(listTypes(supergraph).map(({ name }) => name));
  typeNames.set(supergraph, known);
  return known;
}

function isMet(access: Access | undefined, { scopes, policies }: Walker): boolean {
  if (access === undefined || access === 'never') return false;
  if (access === 'visible') return true;
  return access.anyOf.some(
    (way) =>
      way.scopes.every((scope) => scopes.includes(scope)) &&
      way.policies.every((policy) => policies.includes(policy)),
  );
}

function listSeen({ types }: PermissionMatrix, walker: Walker): ReadonlySet<string> {
  return new Set(
    types.flatMap(({ name: typeName, reach, fields }) => [
      ...(isMet(reach[walker.context], walker) ? [typeName] : []),
      ...fields
        .filter(({ access }) => isMet(access[walker.context], walker))
        .map(({ name }) => `${typeName}.${name}`),
    ]),
  );
}

/** All subsets of a few names; of many, those that are nearly none or nearly all. */
function subsets(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length <= 4) {
    return names.reduce<readonly (readonly string[])[]>(
      (all, name) => all.flatMap((subset) => [subset, [...subset, name]]),
      [[]],
    );
  }
  const few = names.flatMap((one) => names.map((other) => [...new Set([one, other])]));
  return [[], ...few, ...few.map((some) => names.filter((name) => !some.includes(name))), names];
}

function listWalkers(contexts: readonly MatrixContext[], policies: readonly string[]): readonly Walker[] {
  return contexts.flatMap(({ name, scopes }) =>
    subsets(scopes).flatMap((held) =>
      subsets(policies).map((allowed) => ({ context: name, scopes: held, policies: allowed })),
    ),
  );
}

function compare(supergraph: Supergraph, callerRules: CallerRules): number {
  const matrix = createMatrix({ supergraph, callerRules, operations: [], policies: undefined });
  const required = requireAll(supergraph);
  const walkers = listWalkers(
    matrix.contexts,
    matrix.policies.map(({ name }) => name),
  );
  for (const walker of walkers) {
    const walked = walk(supergraph, required, walker);
    expect({ walker, seen: [...listSeen(matrix, walker)].sort() }).toEqual({
      walker,
      seen: [...walked].sort(),
    });
  }
  return walkers.length;
}

/** By hand with 300: no difference. */
const GENERATED = 25;

describe('every caller gets just where the matrix says', () => {
  it('in the shop', async () => {
    const { supergraph, callerRules } = await compileGraph(parseConfig({}));
    expect(compare(supergraph, callerRules)).toBeGreaterThan(400);
  });

  it('in a graph with protected members of unions', () => {
    const supergraph = loadSupergraph(composeTestSupergraph(OBSERVATORY_SUBGRAPHS));
    expect(compare(supergraph, OBSERVATORY_RULES)).toBe(8);
  });

  it('in generated graphs', () => {
    const scenes = fc.sample(sceneArbitrary({ operations: 1, callers: 1 }), { seed: 5, numRuns: GENERATED });
    for (const { graph, vocabulary } of scenes) {
      const contexts = Object.entries(listContexts(vocabulary)).map(([name, scopes]) => [name, { scopes }]);
      const callerRules = parseCallerRules({
        contextClaim: 'role',
        vouchedClaims: [],
        contexts: Object.fromEntries(contexts),
      });
      compare(loadSupergraph(graph.supergraphSdl), callerRules);
    }
  });

  it.each(['today', 'old'])(
    'in a graph of interfaces, required fields and contexts (%s composer)',
    (composer) => {
      const composed = composeTestSupergraph(SUBGRAPHS);
      const propagated = ['Aboard.phone', 'Creature', 'Sailor.grade', 'Sailor.rank', 'Cabin.plate'];
      const sdl = composer === 'old' ? forgetRules(composed, ...propagated) : composed;
      expect(compare(loadSupergraph(sdl), CREW_RULES)).toBe(5);
    },
  );
});
