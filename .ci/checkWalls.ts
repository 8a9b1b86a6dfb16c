import { globSync, readFileSync } from 'node:fs';
import { buildASTSchema, parse } from 'graphql';

/**
 * The walls that the linter cannot see: no name of the shop in `gateway/` or `mcp/`, and SQL in repositories,
 * migrations and `subgraphs/database/` alone; the audit has its own in `cli/audit/`.
 */

const faults = [...findDomainNames(), ...findStraySql()];
for (const fault of faults) console.error(fault);
console.log(`walls: ${faults.length === 0 ? 'hold' : `${faults.length} breached`}`);
process.exitCode = faults.length === 0 ? 0 : 1;

function findDomainNames(): string[] {
  const names = [...listShopTypes(), ...listSubgraphs(), 'manga', 'isbn', 'customer', 'marketplace'];
  // Whole words; of a type's name also in camelCase compounds such as loadEdition.
  const pattern = new RegExp(
    `(?<![A-Za-z])(${names.join('|')})(?![a-z])|[a-z](${listShopTypes().join('|')})(?![a-z])`,
  );
  return scan('{gateway,mcp}/**/*.ts', pattern, 'names the shop');
}

function listShopTypes(): string[] {
  const schema = buildASTSchema(parse(readFileSync('subgraphs/supergraph.graphql', 'utf8')), {
    assumeValid: true,
  });
  return Object.keys(schema.getTypeMap()).filter(
    (name) =>
      !name.includes('__') &&
      !/^(Query|Mutation|String|Int|Float|Boolean|ID|Date|DateTime|Decimal|URL)$/.test(name),
  );
}

function listSubgraphs(): string[] {
  return (
    globSync('subgraphs/*/schema.graphql')
      .map((path) => path.split('/')[1] ?? '')
      // Federation's own word as well, for `@policy`.
      .filter((name) => name !== 'policy')
  );
}

function findStraySql(): string[] {
  // The audit is kept by the program, not by a subgraph: none may reach it.
  const allowed =
    /^(subgraphs\/(database\/|[a-z]+\/(migrations\/|(import\/)?repository\w*\.ts:))|cli\/audit\/(migrations\/|repository\w*\.ts:))/;
  return scan(
    '{cli,gateway,mcp,subgraphs}/**/*.ts',
    /\bsql(<|`)|\.(selectFrom|insertInto|updateTable|deleteFrom)\(|from 'pg'/,
    'holds SQL outside a repository',
  ).filter((fault) => !allowed.test(fault));
}

function scan(glob: string, pattern: RegExp, what: string): string[] {
  return globSync(glob)
    .filter((path) => !path.endsWith('.generated.ts'))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          pattern.test(line) ? [`${path}:${index + 1} ${what}: ${line.trim()}`] : [],
        ),
    );
}
