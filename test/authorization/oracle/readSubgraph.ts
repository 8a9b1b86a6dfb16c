import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  parse,
  valueFromASTUntyped,
} from 'graphql';
import type { Clause, Rule } from './rule.ts';

/** A subgraph's schema as its team wrote it. */
export interface SubgraphText {
  readonly name: string;
  readonly sdl: string;
}

/** A subgraph's schema, and how it names the directives that matter here. */
export interface SubgraphReading {
  readonly name: string;
  readonly document: DocumentNode;
  /** An element's directives of one kind, by the name that its specification gives them. */
  readonly find: (node: Marked, directive: DirectiveName) => readonly Readonly<Record<string, unknown>>[];
  /** What an element's directives ask of a caller. */
  readonly ruleOf: (node: Marked) => Rule;
}

export interface Marked {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

const FEDERATION = 'https://specs.apollo.dev/federation';
const CONTRACT = 'https://specs.genkan.dev/contract';

const SPECIFIED = {
  authenticated: FEDERATION,
  requiresScopes: FEDERATION,
  policy: FEDERATION,
  requires: FEDERATION,
  external: FEDERATION,
  key: FEDERATION,
  context: FEDERATION,
  fromContext: FEDERATION,
  interfaceObject: FEDERATION,
  inaccessible: FEDERATION,
  override: FEDERATION,
  reads: CONTRACT,
  stated: CONTRACT,
} as const;

export type DirectiveName = keyof typeof SPECIFIED;

export function readSubgraph({ name, sdl }: SubgraphText): SubgraphReading {
  const document = parse(sdl, { noLocation: true });
  const localNames = readLocalNames(document);
  const find: SubgraphReading['find'] = (node, directive) =>
    (node.directives ?? [])
      .filter((one) => one.name.value === localNames.get(directive))
      .map((one) => readArguments(one));
  return { name, document, find, ruleOf: (node) => readRule(node, find) };
}

/** Under what name a schema has each directive: as it imports it, else with the prefix of its link. */
function readLocalNames({ definitions }: DocumentNode): ReadonlyMap<DirectiveName, string> {
  const links = definitions
    .filter(isSchema)
    .flatMap(({ directives = [] }) =>
      directives.filter(({ name }) => name.value === 'link').map((directive) => readArguments(directive)),
    );
  const names = new Map<DirectiveName, string>();
  for (const link of links) {
    const [, identity, prefix] = /^(.*\/(\w+))\/v[\d.]+$/.exec(String(link.url)) ?? [];
    for (const [directive, specification] of Object.entries(SPECIFIED)) {
      if (specification !== identity) continue;
      const imported = (Array.isArray(link.import) ? link.import : [])
        .map((one: unknown) =>
          typeof one === 'string' ? { name: one, as: one } : { as: Object(one).name, ...Object(one) },
        )
        .find((one) => one.name === `@${directive}`);
      const local =
        imported === undefined ? `${link.as ?? prefix}__${directive}` : String(imported.as).slice(1);
      names.set(directive as DirectiveName, local);
    }
  }
  return names;
}

function isSchema(node: DefinitionNode) {
  return node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION;
}

function readRule(node: Marked, find: SubgraphReading['find']): Rule {
  return [
    ...find(node, 'authenticated').map((): Clause => ({ kind: 'authenticated' })),
    ...find(node, 'requiresScopes').map(
      ({ scopes }): Clause => ({ kind: 'scopes', anyOf: readLists(scopes) }),
    ),
    ...find(node, 'policy').map(({ policies }): Clause => ({ kind: 'policies', anyOf: readLists(policies) })),
  ];
}

function readLists(value: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(value) || !value.every((one) => Array.isArray(one)))
    throw new TypeError('No list of lists.');
  return value;
}

function readArguments(directive: ConstDirectiveNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }: { name: { value: string }; value: ConstValueNode }) => [
      name.value,
      valueFromASTUntyped(value),
    ]),
  );
}
