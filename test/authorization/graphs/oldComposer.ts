import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
} from 'graphql';
import type { Clause } from '../oracle/rule.ts';
import { printDirective } from './namingStyle.ts';
import { joinClauses, type PlacedRule } from './placeRules.ts';

/** By what names a supergraph has the directives, and how it says so. */
export interface SupergraphNames {
  readonly link: (kind: Clause['kind']) => string;
  readonly name: (kind: Clause['kind']) => string;
  /** What the types of its arguments begin with. */
  readonly prefix: (kind: Clause['kind']) => string;
}

const FEATURES = { authenticated: 'authenticated', scopes: 'requiresScopes', policies: 'policy' } as const;
const PLACES = 'FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM';

export const SUPERGRAPH_NAMES: readonly SupergraphNames[] = [
  { link: () => '', name: (kind) => FEATURES[kind], prefix: (kind) => FEATURES[kind] },
  {
    link: (kind) => `, import: [{ name: "@${FEATURES[kind]}", as: "@my${kind}" }]`,
    name: (kind) => `my${kind}`,
    prefix: (kind) => FEATURES[kind],
  },
  {
    link: (kind) => `, as: "other${kind}"`,
    name: (kind) => `other${kind}`,
    prefix: (kind) => `other${kind}`,
  },
];

/**
 * Writes into a supergraph that was composed without rules exactly what the subgraphs wrote, as old compositions did:
 * nothing is carried over to interfaces, from interface objects to their implementers, or along `@requires`.
 */
export function annotateSupergraph(
  supergraphSdl: string,
  placed: readonly PlacedRule[],
  names: SupergraphNames,
): string | undefined {
  const rules = new Map<string, Clause[]>();
  for (const { coordinate, clause } of placed) {
    rules.set(coordinate, [...(rules.get(coordinate) ?? []), clause]);
  }
  const directives = new Map<string, string>();
  for (const [coordinate, clauses] of rules) {
    const joined = joinClauses(clauses);
    if (joined === undefined) return undefined;
    directives.set(
      coordinate,
      joined.map((clause) => printDirective(clause, names.name(clause.kind))).join(' '),
    );
  }
  const kinds = [...new Set(placed.map(({ clause }) => clause.kind))];
  const links = kinds.map(
    (kind) =>
      `@link(url: "https://specs.apollo.dev/${FEATURES[kind]}/v0.1"${names.link(kind)}, for: SECURITY)`,
  );
  const annotated = annotate(parse(supergraphSdl, { noLocation: true }), directives, links.join(' '));
  return [print(annotated), ...kinds.map((kind) => printDefinition(kind, names))].join('\n\n');
}

function printDefinition(kind: Clause['kind'], names: SupergraphNames): string {
  const name = names.name(kind);
  if (kind === 'authenticated') return `directive @${name} on ${PLACES}`;
  const scalar = `${names.prefix(kind)}__${kind === 'scopes' ? 'Scope' : 'Policy'}`;
  return `scalar ${scalar}\n\ndirective @${name}(${kind}: [[${scalar}!]!]!) on ${PLACES}`;
}

function annotate(
  document: DocumentNode,
  directives: ReadonlyMap<string, string>,
  links: string,
): DocumentNode {
  const add = <Node extends Marked>(node: Node, text: string | undefined): Node =>
    text === undefined
      ? node
      : { ...node, directives: [...(node.directives ?? []), ...parseDirectives(text)] };
  const addToFields = (owner: string, fields: readonly FieldDefinitionNode[] = []) =>
    fields.map((field) => add(field, directives.get(`${owner}.${field.name.value}`)));
  return {
    ...document,
    definitions: document.definitions.map((definition) => {
      switch (definition.kind) {
        case Kind.SCHEMA_DEFINITION:
          return add(definition, links);
        case Kind.OBJECT_TYPE_DEFINITION:
        case Kind.INTERFACE_TYPE_DEFINITION: {
          const name = definition.name.value;
          return { ...add(definition, directives.get(name)), fields: addToFields(name, definition.fields) };
        }
        case Kind.SCALAR_TYPE_DEFINITION:
        case Kind.ENUM_TYPE_DEFINITION:
          return add(definition, directives.get(definition.name.value));
        default:
          return definition;
      }
    }),
  };
}

interface Marked {
  readonly directives?: readonly ConstDirectiveNode[];
}

function parseDirectives(text: string) {
  const [definition] = parse(`scalar Marked ${text}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : [];
}
