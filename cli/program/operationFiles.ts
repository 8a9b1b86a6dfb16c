import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CallerRules } from '../../gateway/authentication/caller.ts';
import { parseCallerRules } from '../../gateway/authentication/parseCallerRules.ts';
import type { PolicyFiles } from '../../gateway/authorization/policies/policyFiles.ts';
import {
  type OperationFile,
  type OperationManifest,
  parseManifest,
  type RegisteredOperation,
  registerManifest,
  registerOperations,
} from '../../gateway/planning/registerOperations.ts';
import type { Supergraph } from '../../gateway/supergraph/supergraph.ts';
import { ConfigError } from '../config.ts';
import { readPolicies } from './graphFiles.ts';

const FOLDER = new URL('../../operations/', import.meta.url);

/** Compiles `operations/<domain>/<Name>.graphql`; each is one tool. */
export function loadOperations(supergraph: Supergraph): readonly RegisteredOperation[] {
  return registerOperations(supergraph, readOperationFiles(), readClientDirectives());
}

export function readOperationFiles(): readonly OperationFile[] {
  return globSync('*/*.graphql', { cwd: FOLDER })
    .sort()
    .map((path) => ({ path: `operations/${path}`, text: readFileSync(new URL(path, FOLDER), 'utf8') }));
}

/**
 * Compiles one operation of any supergraph.
 * @throws OperationFileError naming what is wrong with it.
 */
export function loadOperationFile(supergraph: Supergraph, path: string): RegisteredOperation {
  const [operation] = registerOperations(
    supergraph,
    [{ path, text: readFileSync(path, 'utf8') }],
    readClientDirectives(),
  );
  if (operation === undefined) throw new TypeError(`${path} was registered as no operation.`);
  return operation;
}

export function readClientDirectives(): string {
  return readFileSync(new URL('directives.graphql', FOLDER), 'utf8');
}

export function loadCallerRules(): CallerRules {
  return parseCallerRules(JSON.parse(readFileSync(new URL('callers.json', FOLDER), 'utf8')));
}

export function loadPolicyFiles(): Promise<PolicyFiles> {
  return readPolicies(fileURLToPath(new URL('policies', FOLDER)));
}

/** Safelists what front ends have compiled into manifests of their own. */
export function loadManifests(
  supergraph: Supergraph,
  paths: readonly string[],
): readonly RegisteredOperation[] {
  return paths.flatMap((path) => registerManifest(supergraph, path, readManifest(path)));
}

/** @throws ConfigError naming the file: whoever wrote the setting can put it right. */
function readManifest(path: string): OperationManifest {
  try {
    return parseManifest(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read.';
    throw new ConfigError(`GENKAN_MANIFESTS, ${path}: ${reason}`, { cause: error });
  }
}
