import type { Choices } from '../../gateway/differential/choices.ts';
import type { Clause } from '../oracle/rule.ts';

type ContractDirective = 'reads' | 'stated';

/** By what names a graph has the directives of its rules: as specified, renamed, or behind a prefix. */
export interface NamingStyle {
  readonly prefix: string;
  /** What each directive is imported as; undefined: it is not, and goes by its prefix. */
  readonly imported: Readonly<Record<Clause['kind'] | ContractDirective, string | undefined>>;
}

const SPECIFIED = {
  authenticated: 'authenticated',
  scopes: 'requiresScopes',
  policies: 'policy',
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
  '@inaccessible',
  '@override',
];

/** Composition wants all subgraphs of a graph to agree on a style. */
export function pickNamingStyle(choices: Choices): NamingStyle {
  const contract = { reads: choices.pick(['reads', 'looksAt']), stated: choices.pick(['stated', 'tells']) };
  return choices.pick<NamingStyle>([
    { prefix: 'federation', imported: { ...SPECIFIED, ...contract } },
    {
      prefix: 'federation',
      imported: { authenticated: 'signedIn', scopes: 'needs', policies: 'asks', ...contract },
    },
    {
      prefix: 'federation',
      imported: { authenticated: undefined, scopes: undefined, policies: undefined, ...contract },
    },
    {
      prefix: 'fed',
      imported: { authenticated: undefined, scopes: 'requiresScopes', policies: 'rule', ...contract },
    },
  ]);
}

/**
 * The links of a subgraph.
 * @param contract which of the contract's directives it uses.
 */
export function printHeader(
  style: NamingStyle,
  { hasRules, contract }: { hasRules: boolean; contract: readonly ContractDirective[] },
) {
  const rules = Object.entries(SPECIFIED).flatMap(([kind, name]) => {
    const local = style.imported[kind as Clause['kind']];
    return local === undefined || !hasRules ? [] : [printImport(name, local)];
  });
  const imports = [
    ...STRUCTURE.map((name) => `"${name}"`),
    ...(contract.length > 0 ? ['"@composeDirective"'] : []),
    ...rules,
  ];
  const as = style.prefix === 'federation' ? '' : `, as: "${style.prefix}"`;
  const federation = `@link(url: "${FEDERATION}"${as}, import: [${imports.join(', ')}])`;
  if (contract.length === 0) return `extend schema ${federation}`;
  const own = contract.map((name) => ({ name, local: style.imported[name] ?? name }));
  return [
    `extend schema ${federation}`,
    `@link(url: "https://specs.genkan.dev/contract/v1.1", import: [${own.map(({ name, local }) => printImport(name, local)).join(', ')}])`,
    ...own.map(({ local }) => `@composeDirective(name: "@${local}")`),
    ...own.map(({ name, local }) => `directive @${local}${DEFINITIONS[name]}`),
  ].join('\n');
}

const DEFINITIONS: Readonly<Record<ContractDirective, string>> = {
  reads: '(fields: [String!]!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE',
  stated: '(as: String!) on ARGUMENT_DEFINITION',
};

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
