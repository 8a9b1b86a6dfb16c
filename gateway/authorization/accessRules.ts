import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
} from 'graphql';
import { type Link, readArguments, readLinks } from '../supergraph/links.ts';
import { type Alternatives, type Clause, conjunction, PUBLIC, type Rule } from './clauses.ts';

/** What a caller must meet to select a field. */
export interface AccessRules {
  /**
   * Type ∧ field ∧ the type it returns; on an interface also the same field of every implementer, because the
   * answer may be any of them. `__typename` of an abstract type needs all its possible types.
   */
  ruleFor(typeName: string, fieldName: string): Rule;
  /** The policies that the rules name, each with a coordinate that does. */
  readonly policies: ReadonlyMap<string, string>;
}

const AUTHENTICATED = 'https://specs.apollo.dev/authenticated';
const REQUIRES_SCOPES = 'https://specs.apollo.dev/requiresScopes';
const POLICY = 'https://specs.apollo.dev/policy';

/**
 * Reads the access rules of a supergraph, once, at start-up.
 * @throws TypeError on a rule that cannot be enforced: better not to start than to leave a field open.
 */
export function readAccessRules(supergraph: DocumentNode, apiSchema: GraphQLSchema): AccessRules {
  const declared = readDeclaredRules(supergraph, readLinks(supergraph));
  const declaredRule = (coordinate: string) => declared.get(coordinate) ?? PUBLIC;
  const rules = new Map<string, Rule>();

  const computeRule = (typeName: string, fieldName: string): Rule => {
    const type = apiSchema.getType(typeName);
    if (fieldName === '__typename') {
      const possible = isAbstractType(type) ? apiSchema.getPossibleTypes(type) : [];
      return conjunction(declaredRule(typeName), ...possible.map(({ name }) => declaredRule(name)));
    }
    // Introspection has no entry of its own: whether it is served at all is decided elsewhere.
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    if (field === undefined) return PUBLIC;
    const implementers = isInterfaceType(type) ? apiSchema.getPossibleTypes(type) : [];
    return conjunction(
      declaredRule(typeName),
      declaredRule(`${typeName}.${fieldName}`),
      declaredRule(getNamedType(field.type).name),
      ...implementers.map(({ name }) => ruleFor(name, fieldName)),
    );
  };
  const ruleFor = (typeName: string, fieldName: string): Rule => {
    const coordinate = `${typeName}.${fieldName}`;
    let rule = rules.get(coordinate);
    if (rule === undefined) {
      rule = computeRule(typeName, fieldName);
      rules.set(coordinate, rule);
    }
    return rule;
  };
  return { ruleFor, policies: listPolicies(declared) };
}

function listPolicies(declared: ReadonlyMap<string, Rule>): ReadonlyMap<string, string> {
  const named = [...declared].flatMap(([coordinate, rule]) =>
    rule
      .filter((clause) => clause.kind === 'policies')
      .flatMap(({ anyOf }) => anyOf.flat().map((policy): [string, string] => [policy, coordinate])),
  );
  return new Map(named);
}

/** The rules by coordinate (`Type` or `Type.field`) as the supergraph's directives say them. */
function readDeclaredRules(supergraph: DocumentNode, links: readonly Link[]): Map<string, Rule> {
  const parseClause = createClauseParser(links);
  const declared = new Map<string, Rule>();
  const declare = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    const clauses = directives.flatMap((directive) => parseClause(directive, coordinate) ?? []);
    if (clauses.length > 0) declared.set(coordinate, conjunction(clauses));
  };
  for (const definition of supergraph.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        declare(definition.name.value, definition.directives);
        for (const field of definition.fields ?? []) {
          declare(`${definition.name.value}.${field.name.value}`, field.directives);
        }
        break;
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.UNION_TYPE_DEFINITION:
        declare(definition.name.value, definition.directives);
        break;
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_EXTENSION:
      case Kind.SCALAR_TYPE_EXTENSION:
      case Kind.ENUM_TYPE_EXTENSION:
      case Kind.UNION_TYPE_EXTENSION:
        // No composition writes one; a rule in it would be a rule overlooked.
        throw new TypeError(`The supergraph extends ${definition.name.value}, which must be one definition.`);
    }
  }
  return declared;
}

function createClauseParser(links: readonly Link[]) {
  const findName = (identity: string) => {
    const link = links.find((candidate) => candidate.identity === identity);
    if (link !== undefined && !link.version.startsWith('v0.')) {
      throw new TypeError(`The supergraph uses ${identity}/${link.version}, which is not known here.`);
    }
    return link?.directiveName;
  };
  const authenticated = findName(AUTHENTICATED);
  const requiresScopes = findName(REQUIRES_SCOPES);
  const policy = findName(POLICY);
  return (directive: ConstDirectiveNode, coordinate: string): Clause | undefined => {
    switch (directive.name.value) {
      case authenticated:
        return { kind: 'authenticated' };
      case requiresScopes:
        return { kind: 'scopes', anyOf: parseAlternatives('scopes', directive, coordinate) };
      case policy:
        return { kind: 'policies', anyOf: parseAlternatives('policies', directive, coordinate) };
      default:
        return undefined;
    }
  };
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
