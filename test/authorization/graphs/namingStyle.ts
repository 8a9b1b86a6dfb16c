import type { Choices } from '../../gateway/differential/choices.ts';
import type { Clause } from '../oracle/rule.ts';

/** By what names a graph has the directives of its rules: as specified, renamed, or behind a prefix. */
export interface NamingStyle {
  readonly prefix: string;
  /** What each directive is imported as; undefined: it is not, and goes by its prefix. */
  readonly imported: Readonly<Record<Clause['kind'] | 'reads', string | undefined>>;
}

const SPECIFIED = {
  authenticated: 'authenticated',
  scopes: 'requiresScopes',
  policies: 'policy',
  reads: 'reads',
};
const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
const STRUCTURE = [
  '@key',
  '@shareable',
  '@external',
  '@requires',
  '@provides',
  '@context',
  '@fromContext',
  '@interfaceObject',
];

/** Composition wants all subgraphs of a graph to agree on a style. */
export function pickNamingStyle(choices: Choices): NamingStyle {
  const reads = choices.pick(['reads', 'looksAt']);
  return choices.pick<NamingStyle>([
    { prefix: 'federation', imported: { ...SPECIFIED, reads } },
    {
      prefix: 'federation',
      imported: { authenticated: 'signedIn', scopes: 'needs', policies: 'asks', reads },
    },
    {
      prefix: 'federation',
      imported: { authenticated: undefined, scopes: undefined, policies: undefined, reads },
    },
    {
      prefix: 'fed',
      imported: { authenticated: undefined, scopes: 'requiresScopes', policies: 'rule', reads },
    },
  ]);
}

/** The links of a subgraph. */
export function printHeader(
  style: NamingStyle,
  { hasRules, hasReads }: { hasRules: boolean; hasReads: boolean },
) {
  const rules = Object.entries(SPECIFIED).flatMap(([kind, name]) => {
    const local = style.imported[kind as Clause['kind']];
    return kind === 'reads' || local === undefined || !hasRules ? [] : [printImport(name, local)];
  });
  const imports = [
    ...STRUCTURE.map((name) => `"${name}"`),
    ...(hasReads ? ['"@composeDirective"'] : []),
    ...rules,
  ];
  const as = style.prefix === 'federation' ? '' : `, as: "${style.prefix}"`;
  const federation = `@link(url: "${FEDERATION}"${as}, import: [${imports.join(', ')}])`;
  if (!hasReads) return `extend schema ${federation}`;
  const reads = style.imported.reads ?? 'reads';
  const contract = `@link(url: "https://specs.genkan.dev/contract/v1.1", import: [${printImport('reads', reads)}])`;
  return `extend schema ${federation} ${contract} @composeDirective(name: "@${reads}")
directive @${reads}(fields: [String!]!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE`;
}

function printImport(name: string, local: string): string {
  return local === name ? `"@${name}"` : `{ name: "@${name}", as: "@${local}" }`;
}

/** As subgraphs write it. */
export function printClause(clause: Clause, { prefix, imported }: NamingStyle): string {
  return printDirective(clause, imported[clause.kind] ?? `${prefix}__${SPECIFIED[clause.kind]}`);
}

export function printDirective(clause: Clause, name: string): string {
  switch (clause.kind) {
    case 'authenticated':
      return `@${name}`;
    case 'scopes':
      return `@${name}(scopes: ${JSON.stringify(clause.anyOf)})`;
    case 'policies':
      return `@${name}(policies: ${JSON.stringify(clause.anyOf)})`;
  }
}
