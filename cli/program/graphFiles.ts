import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PolicyFiles } from '../../gateway/authorization/policies/policyFiles.ts';
import type { OperationFile } from '../../gateway/planning/registerOperations.ts';
import { isErrno } from '../../subgraphs/errno.ts';

/** Where a graph that somebody else composed is described. */
export interface GraphPaths {
  readonly supergraph: string;
  /** A folder of registered operations: `.graphql` files, `directives.graphql` with what only clients know. */
  readonly operations: string | undefined;
  /** The caller rules. */
  readonly callers: string | undefined;
  /** A folder of policies: `.cedar` files, in folders of it too, and `schema.cedarschema` that they are written for. */
  readonly policies: string | undefined;
  /** A supergraph whose rules are evaluated beside the enforced ones. */
  readonly candidate?: string | undefined;
  /** A folder of policies, as `policies`, that are evaluated beside the enforced ones. */
  readonly candidatePolicies?: string | undefined;
  /** Front ends' manifests to safelist. */
  readonly manifests: readonly string[];
}

/** The texts of one moment. */
export interface GraphFiles extends GraphTexts {
  /** Differs when any of the texts does. */
  readonly digest: string;
}

interface GraphTexts {
  readonly supergraph: string;
  readonly operations: readonly OperationFile[];
  /** The SDL of directives that only clients know; undefined where there are none. */
  readonly clientDirectives: string | undefined;
  readonly callers: string | undefined;
  readonly policies: PolicyFiles | undefined;
  readonly candidate: string | undefined;
  readonly candidatePolicies: PolicyFiles | undefined;
  readonly manifests: readonly { readonly path: string; readonly text: string }[];
}

/** Thrown where a graph's files cannot be read or make no graph; the message names the file and the reason. */
export class GraphFileError extends Error {
  override name = 'GraphFileError';
}

/** @throws GraphFileError */
export async function readGraphFiles(paths: GraphPaths): Promise<GraphFiles> {
  const found = paths.operations === undefined ? [] : await readOperations(paths.operations);
  const isDirectives = ({ path }: OperationFile) =>
    paths.operations !== undefined && path === join(paths.operations, 'directives.graphql');
  const files = {
    supergraph: await readText(paths.supergraph),
    operations: found.filter((file) => !isDirectives(file)),
    clientDirectives: found.find(isDirectives)?.text,
    callers: paths.callers === undefined ? undefined : await readText(paths.callers),
    policies: paths.policies === undefined ? undefined : await readPolicies(paths.policies),
    candidate: paths.candidate === undefined ? undefined : await readText(paths.candidate),
    candidatePolicies:
      paths.candidatePolicies === undefined ? undefined : await readPolicies(paths.candidatePolicies),
    manifests: await readAll(paths.manifests),
  };
  return { ...files, digest: digest(files) };
}

async function readOperations(folder: string): Promise<readonly OperationFile[]> {
  const files = await readFolder(folder, '**/*.graphql');
  if (files.length === 0) throw new GraphFileError(`${folder}: there is no operation in it.`);
  return files;
}

/** @throws GraphFileError */
export async function readPolicies(folder: string): Promise<PolicyFiles> {
  const path = join(folder, 'schema.cedarschema');
  const schema = { path, text: await readText(path) };
  return { schema, policies: await readFolder(folder, '**/*.cedar') };
}

async function readFolder(folder: string, pattern: string) {
  const paths: string[] = [];
  for await (const path of glob(pattern, { cwd: folder })) paths.push(path);
  return readAll(paths.sort().map((path) => join(folder, path)));
}

async function readAll(paths: readonly string[]): Promise<readonly { path: string; text: string }[]> {
  const files = [];
  for (const path of paths) files.push({ path, text: await readText(path) });
  return files;
}

/** @throws GraphFileError */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'ELOOP')) throw error;
    throw new GraphFileError(`${path}: there is no such file that can be read.`, { cause: error });
  }
}

function digest(texts: GraphTexts): string {
  const { supergraph, operations, clientDirectives, callers, candidate, manifests } = texts;
  const hash = createHash('sha256');
  for (const text of [supergraph, clientDirectives, callers, candidate]) hash.update(JSON.stringify([text]));
  for (const { path, text } of operations) hash.update(JSON.stringify([path, text]));
  for (const { path, text } of manifests) hash.update(JSON.stringify([path, text]));
  return hash.update(JSON.stringify([texts.policies, texts.candidatePolicies])).digest('hex');
}
