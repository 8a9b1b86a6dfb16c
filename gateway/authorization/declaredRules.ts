import type { ConstDirectiveNode } from 'graphql';
import { type Link, readArguments } from '../supergraph/links.ts';
import { hasOutputFields, type SupergraphTypes } from '../supergraph/supergraphTypes.ts';
import { type Alternatives, type Clause, conjunction, PUBLIC, type Rule } from './clauses.ts';

/** What the directives of a supergraph say of a type, or of a field. */
export interface DeclaredRules {
  ofType(typeName: string): Rule;
  ofField(typeName: string, fieldName: string): Rule;
  /** The policies that the rules name, each with a coordinate that does. */
  readonly policies: ReadonlyMap<string, string>;
}

/** @throws TypeError on a rule that cannot be enforced, naming what it is declared on. */
export function readDeclaredRules(types: SupergraphTypes, links: readonly Link[]): DeclaredRules {
  checkVersions(types, links);
  const parseClause = createClauseParser(links);
  const declared = new Map<string, Rule>();
  for (const { coordinate, directives } of listElements(types)) {
    const clauses = directives.flatMap((directive) => parseClause(directive, coordinate) ?? []);
    if (clauses.length > 0) declared.set(coordinate, conjunction(clauses));
  }
  return {
    ofType: (typeName) => declared.get(typeName) ?? PUBLIC,
    ofField: (typeName, fieldName) => declared.get(`${typeName}.${fieldName}`) ?? PUBLIC,
    policies: listPolicies(declared),
  };
}

interface Element {
  /** `Type` or `Type.field`. */
  readonly coordinate: string;
  readonly directives: readonly ConstDirectiveNode[];
}

function listElements({ all }: SupergraphTypes): readonly Element[] {
  return all.flatMap((definition): Element[] => {
    const typeName = definition.name.value;
    const fields = hasOutputFields(definition) ? (definition.fields ?? []) : [];
    return [
      { coordinate: typeName, directives: definition.directives ?? [] },
      ...fields.map(({ name, directives = [] }) => ({ coordinate: `${typeName}.${name.value}`, directives })),
    ];
  });
}

function listPolicies(declared: ReadonlyMap<string, Rule>): ReadonlyMap<string, string> {
  const named = [...declared].flatMap(([coordinate, rule]) =>
    rule
      .filter((clause) => clause.kind === 'policies')
      .flatMap(({ anyOf }) => anyOf.flat().map((policy): [string, string] => [policy, coordinate])),
  );
  return new Map(named);
}

const AUTHENTICATED = 'https://specs.apollo.dev/authenticated';
const REQUIRES_SCOPES = 'https://specs.apollo.dev/requiresScopes';
const POLICY = 'https://specs.apollo.dev/policy';
const IDENTITIES = [AUTHENTICATED, REQUIRES_SCOPES, POLICY];
/** The one version that each of them has. */
const KNOWN_VERSION = 'v0.1';

/** What a rule of another version would mean, nobody here knows. */
function checkVersions(types: SupergraphTypes, links: readonly Link[]): void {
  for (const { identity, version, directiveName } of links) {
    if (!IDENTITIES.includes(identity) || version === KNOWN_VERSION) continue;
    const guarded = listElements(types).find(({ directives }) =>
      directives.some(({ name }) => name.value === directiveName),
    );
    const by = guarded === undefined ? 'The supergraph links to' : `${guarded.coordinate} is guarded by`;
    throw new TypeError(`${by} ${identity}/${version}, which is not known here.`);
  }
}

function createClauseParser(links: readonly Link[]) {
  const specifications = new Map(
    links
      .filter(({ identity }) => IDENTITIES.includes(identity))
      .map((link) => [link.directiveName, link.identity]),
  );
  return (directive: ConstDirectiveNode, coordinate: string): Clause | undefined => {
    const name = directive.name.value;
    if (!specifications.has(name) && isLookAlike(name, links)) {
      throw new TypeError(`${coordinate} is marked @${name}, whose specification is not linked.`);
    }
    switch (specifications.get(name)) {
      case AUTHENTICATED:
        return { kind: 'authenticated' };
      case REQUIRES_SCOPES:
        return { kind: 'scopes', anyOf: parseAlternatives('scopes', directive, coordinate) };
      case POLICY:
        return { kind: 'policies', anyOf: parseAlternatives('policies', directive, coordinate) };
      default:
        return undefined;
    }
  };
}

/** Whether it reads like a rule, and nobody says that it is something else. */
function isLookAlike(name: string, links: readonly Link[]): boolean {
  return (
    IDENTITIES.some((identity) => identity.endsWith(`/${name}`)) &&
    !links.some(
      ({ identity, importedNames }) =>
        !identity.startsWith('https://specs.apollo.dev/') && importedNames.has(`@${name}`),
    )
  );
}

/** An empty one would be met by nobody or everybody, depending on who reads it. */
function parseAlternatives(
  what: 'scopes' | 'policies',
  directive: ConstDirectiveNode,
  coordinate: string,
): Alternatives {
  const alternatives = readArguments(directive)[what];
  const isValid =
    Array.isArray(alternatives) &&
    alternatives.length > 0 &&
    alternatives.every(
      (alternative: unknown) =>
        Array.isArray(alternative) &&
        alternative.length > 0 &&
        alternative.every((name) => typeof name === 'string'),
    );
  if (!isValid) {
    const one = what === 'scopes' ? 'scope' : 'policy';
    throw new TypeError(`The ${what} of ${coordinate} must be lists of at least one ${one} each.`);
  }
  return alternatives as string[][];
}
