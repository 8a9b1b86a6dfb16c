import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

/** Writes everything that is generated anew and fails where a committed file was not what it should be. */

const before = readGenerated();
execFileSync(process.execPath, ['cli/genkan.ts', 'compose'], { stdio: 'ignore' });
execFileSync(process.execPath, ['codegen.ts'], { stdio: 'inherit' });
const after = readGenerated();

const drifted = [...new Set([...before.keys(), ...after.keys()])].filter(
  (path) => before.get(path) !== after.get(path),
);
for (const path of drifted) console.error(`${path} had drifted; it is up to date now, commit it.`);
console.log(`drift: ${drifted.length === 0 ? 'none' : drifted.length} in ${after.size} generated files`);
process.exitCode = drifted.length === 0 ? 0 : 1;

function readGenerated(): Map<string, string> {
  const paths = [
    'subgraphs/supergraph.graphql',
    'docs/permissions.md',
    ...globSync('{subgraphs,operations}/**/*.generated.{ts,json}'),
  ];
  return new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}
