import { type ConstDirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

/** A specification that a supergraph links to, and the name its main directive goes by there. */
export interface Link {
  /** The specification's URL without its version. */
  readonly identity: string;
  readonly version: string;
  readonly directiveName: string;
  /** The name that another of its directives goes by: as imported, else with the link's prefix. */
  readonly nameOf: (directive: string) => string;
  /** What other names of the specification begin with, before two underscores. */
  readonly prefix: string;
  /** The names that its elements go by without the prefix, a directive's with its `@`. */
  readonly importedNames: ReadonlySet<string>;
}

const LINK = /^https:\/\/specs\.apollo\.dev\/link\/v1\.\d+$/;

/**
 * Reads the `@link`s of a supergraph (link specification v1.0), renamed ones included, and that of the link
 * specification itself.
 * @throws TypeError where it links to none: its rules would go by names that nobody can know.
 */
export function readLinks(document: DocumentNode): readonly Link[] {
  const directives = readSchemaDirectives(document);
  const bootstrap = directives.find((directive) => LINK.test(String(readArguments(directive).url)));
  if (bootstrap === undefined) throw new TypeError('The supergraph does not link to the link specification.');
  return directives
    .filter(({ name }) => name.value === bootstrap.name.value)
    .flatMap((directive) => readLink(directive) ?? []);
}

/** Reads the `@link`s of a subgraph, which need not link to the link specification; none for Federation 1. */
export function readSubgraphLinks(document: DocumentNode): readonly Link[] {
  const directives = readSchemaDirectives(document);
  const bootstrap = directives.find((directive) => LINK.test(String(readArguments(directive).url)));
  const name = bootstrap?.name.value ?? 'link';
  return directives
    .filter((directive) => directive.name.value === name)
    .flatMap((directive) => readLink(directive) ?? []);
}

/** The directives on a document's schema, of its definition and its extensions. */
export function readSchemaDirectives(document: DocumentNode): readonly ConstDirectiveNode[] {
  return document.definitions
    .filter(
      (definition) => definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION,
    )
    .flatMap((definition) => definition.directives ?? []);
}

function readLink(directive: ConstDirectiveNode): Link | undefined {
  const { url, as, import: imports } = readArguments(directive);
  const match = typeof url === 'string' ? /^(.*)\/([^/]+)\/(v[^/]+)$/.exec(url) : null;
  const [, base, name, version] = match ?? [];
  if (base === undefined || name === undefined || version === undefined) return undefined;
  const prefix = typeof as === 'string' ? as : name;
  return {
    identity: `${base}/${name}`,
    version,
    directiveName: findImportedName(imports, name) ?? prefix,
    nameOf: (directive) => findImportedName(imports, directive) ?? `${prefix}__${directive}`,
    prefix,
    importedNames: new Set(readImportedNames(imports)),
  };
}

function readImportedNames(imports: unknown): readonly string[] {
  if (!Array.isArray(imports)) return [];
  return (imports as unknown[]).flatMap((entry) => {
    if (typeof entry === 'string') return [entry];
    if (typeof entry !== 'object' || entry === null) return [];
    const { name, as = name } = entry as { name?: unknown; as?: unknown };
    return typeof as === 'string' ? [as] : [];
  });
}

/** `import: ["@name"]` keeps the name, `import: [{ name: "@name", as: "@other" }]` changes it. */
function findImportedName(imports: unknown, name: string): string | undefined {
  if (!Array.isArray(imports)) return undefined;
  for (const entry of imports as unknown[]) {
    if (entry === `@${name}`) return name;
    if (typeof entry === 'object' && entry !== null && 'name' in entry && entry.name === `@${name}`) {
      return 'as' in entry && typeof entry.as === 'string' ? entry.as.slice(1) : name;
    }
  }
  return undefined;
}

export function readArguments(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}
