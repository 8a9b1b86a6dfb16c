import type { PolicyRequest } from '../policyEngine.ts';
import type { Cedar } from './cedar.ts';
import { describePolicyCall } from './policyCall.ts';
import { PolicyFileError, type PolicyFiles } from './policyFiles.ts';
import { needEverything } from './policyNeeds.ts';
import type { ClaimType, PolicySchema } from './policySchema.ts';

const SCHEMA_NAME = 'schema';

/**
 * Checks that the schema fits what the gateway says of a call, and that no policy fails on one that says all.
 * The policies of each action must have been given to Cedar to keep by its name.
 * @throws PolicyFileError
 */
export function checkExamples(cedar: Cedar, schema: PolicySchema, { schema: file }: PolicyFiles): void {
  const kept = cedar.preparseSchema(SCHEMA_NAME, file.text);
  if (kept.type === 'failure') throw new TypeError('A schema that was parsed does not parse.');
  for (const action of schema.actions) {
    for (const request of exampleRequests(schema)) {
      const call = describePolicyCall(schema, needEverything(schema), action, request);
      if (typeof call === 'string') {
        throw new TypeError('An example does not fit the schema that it was made from.');
      }
      const answer = cedar.statefulIsAuthorized({
        ...call,
        preparsedPolicySetId: action,
        preparsedSchemaName: SCHEMA_NAME,
        validateRequest: true,
      });
      if (answer.type === 'failure') {
        const [fault] = answer.errors;
        throw new PolicyFileError(
          `${file.path}: it does not fit what callers and calls are here: ${fault?.message}`,
        );
      }
      const [failed] = answer.response.diagnostics.errors;
      if (failed !== undefined) {
        throw new PolicyFileError(
          `${failed.policyId}: it fails on a call that fits: ${failed.error.message}`,
        );
      }
    }
  }
}

/** One that says nothing, and one that says all that there is to say. */
function exampleRequests({ claims, stated }: PolicySchema): readonly PolicyRequest[] {
  return [
    { caller: { kind: 'anonymous' }, operation: undefined, stated: {} },
    {
      caller: {
        kind: 'authenticated',
        subject: 'example',
        context: 'example',
        scopes: new Set(['example']),
        claims: Object.fromEntries([...claims].map(([name, type]) => [name, EXAMPLES[type]])),
      },
      operation: { id: 'example', name: 'Example', source: 'tool' },
      stated: Object.fromEntries([...stated].map((name) => [name, 'example'])),
    },
  ];
}

const EXAMPLES: Readonly<Record<ClaimType, unknown>> = {
  text: 'example',
  texts: ['example'],
  integer: 1,
  boolean: true,
};
