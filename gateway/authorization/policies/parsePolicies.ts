import type { EntityUidJson, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Cedar } from './cedar.ts';
import { GRAPH } from './policyCall.ts';
import { describeFault, type PolicyFile, PolicyFileError, type PolicyFiles } from './policyFiles.ts';
import { type Path, tracePaths } from './policyNeeds.ts';

/** One policy of a file. */
export interface ParsedPolicy {
  /** Where it stands: `path#1` is the first of a file. */
  readonly id: string;
  readonly text: string;
  /** Undefined for one that is about all. */
  readonly actions: ReadonlySet<string> | undefined;
  /** See {@link tracePaths}. */
  readonly paths: readonly Path[] | undefined;
}

/**
 * Parses policies and validates them strictly: one that passes meets no type that it did not expect.
 * @throws PolicyFileError
 */
export function parsePolicies(cedar: Cedar, { schema, policies }: PolicyFiles): readonly ParsedPolicy[] {
  return policies.flatMap((file) => explainOverflow(file, () => parseFile(cedar, file, schema.text)));
}

/** Cedar goes down into a policy without looking how deep it is; afterwards its instance is of no use any more. */
export function explainOverflow<Result>({ path }: PolicyFile, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    // JavaScript's stack is exceeded, or WebAssembly's own: its RuntimeError.
    if (!(error instanceof Error && ['RangeError', 'RuntimeError'].includes(error.name))) throw error;
    throw new PolicyFileError(`${path}: it is nested too deeply.`, { cause: error });
  }
}

function parseFile(cedar: Cedar, file: PolicyFile, schema: string): readonly ParsedPolicy[] {
  const parts = cedar.policySetTextToParts(file.text);
  if (parts.type === 'failure') throw describeFault(file, parts.errors);
  if (parts.policy_templates.length > 0) {
    throw new PolicyFileError(`${file.path}: a template is no policy: nobody links it.`);
  }
  const answer = cedar.validate({
    schema,
    policies: { staticPolicies: file.text },
    validationSettings: { mode: 'strict' },
  });
  if (answer.type === 'failure') throw describeFault(file, answer.errors);
  // A warning tells of a policy that can never apply, or of letters that look like others.
  const faults = [...answer.validationErrors, ...answer.validationWarnings].map(({ error }) => error);
  if (faults.length > 0) throw describeFault(file, faults);
  return parts.policies.map((text, index) => {
    const id = `${file.path}#${index + 1}`;
    const parsed = cedar.policyToJson(text);
    if (parsed.type === 'failure') throw describeFault({ path: id, text }, parsed.errors);
    refuseOtherGraphs(id, parsed.json);
    return { id, text, actions: listActions(parsed.json), paths: tracePaths(parsed.json) };
  });
}

function listActions({ action }: PolicyJson): ReadonlySet<string> | undefined {
  if (action.op === 'All') return undefined;
  // Templates alone have slots, and of groups there are none.
  const entities = 'entities' in action ? action.entities : 'entity' in action ? [action.entity] : [];
  return new Set(entities.map((entity) => readId(entity).id));
}

function readId(entity: EntityUidJson) {
  return '__entity' in entity ? entity.__entity : entity;
}

/** Cedar cannot tell: any id could be some entity's. But a policy for another graph than this would never apply. */
function refuseOtherGraphs(id: string, policy: PolicyJson): void {
  JSON.stringify(policy, (_key, value: unknown) => {
    if (isEntity(value) && value.type === GRAPH.type && value.id !== GRAPH.id) {
      throw new PolicyFileError(`${id}: the only graph is Graph::"${GRAPH.id}", not "${value.id}".`);
    }
    return value;
  });
}

function isEntity(value: unknown): value is { type: unknown; id: unknown } {
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value;
}
