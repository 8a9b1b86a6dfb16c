import { globSync, readFileSync } from 'node:fs';
import { type CallerRules, parseCallerRules } from '../../gateway/authentication/caller.ts';
import {
  type OperationFile,
  parseManifest,
  type RegisteredOperation,
  registerManifest,
  registerOperations,
} from '../../gateway/planning/registerOperations.ts';
import type { Supergraph } from '../../gateway/supergraph/supergraph.ts';

const FOLDER = new URL('../../operations/', import.meta.url);

/** Compiles `operations/<domain>/<Name>.graphql`; each is one tool. */
export function loadOperations(supergraph: Supergraph): readonly RegisteredOperation[] {
  const files: OperationFile[] = globSync('*/*.graphql', { cwd: FOLDER })
    .sort()
    .map((path) => ({ path: `operations/${path}`, text: readFileSync(new URL(path, FOLDER), 'utf8') }));
  return registerOperations(supergraph, files, readFileSync(new URL('directives.graphql', FOLDER), 'utf8'));
}

export function loadCallerRules(): CallerRules {
  return parseCallerRules(JSON.parse(readFileSync(new URL('callers.json', FOLDER), 'utf8')));
}

/** Safelists what front ends have compiled into manifests of their own. */
export function loadManifests(
  supergraph: Supergraph,
  paths: readonly string[],
): readonly RegisteredOperation[] {
  return paths.flatMap((path) =>
    registerManifest(supergraph, path, parseManifest(JSON.parse(readFileSync(path, 'utf8')))),
  );
}
