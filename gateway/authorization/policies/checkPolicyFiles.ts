import type { PolicyRequest } from '../policyEngine.ts';
import type { Cedar } from './cedar.ts';
import { describePolicyCall, type PolicyCall } from './policyCall.ts';
import { describeFault, type PolicyFile, PolicyFileError, type PolicyFiles } from './policyFiles.ts';
import type { ClaimType, PolicySchema } from './policySchema.ts';

/**
 * Checks that policies and schema fit each other, and the schema what the gateway says of a call.
 * @throws PolicyFileError
 */
export function checkPolicyFiles(cedar: Cedar, schema: PolicySchema, files: PolicyFiles): void {
  for (const file of files.policies) checkPolicyFile(cedar, file, files.schema.text);
  for (const action of schema.actions) {
    for (const request of exampleRequests(schema)) {
      checkExample(cedar, files, describePolicyCall(schema, action, request));
    }
  }
}

/** Strict validation: a policy that passes it meets no type that it did not expect. */
function checkPolicyFile(cedar: Cedar, file: PolicyFile, schema: string): void {
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

/** Cedar itself says where the schema does not fit a call as the gateway describes it. */
function checkExample(cedar: Cedar, { schema, policies }: PolicyFiles, call: PolicyCall | undefined): void {
  if (call === undefined) throw new TypeError('An example does not fit the schema that it was made from.');
  const answer = cedar.isAuthorized({
    ...call,
    schema: schema.text,
    validateRequest: true,
    policies: { staticPolicies: policies.map(({ text }) => text).join('\n') },
  });
  if (answer.type === 'failure') {
    const [fault] = answer.errors;
    throw new PolicyFileError(
      `${schema.path}: it does not fit what callers and calls are here: ${fault?.message}`,
    );
  }
  const [failed] = answer.response.diagnostics.errors;
  if (failed !== undefined) {
    throw new PolicyFileError(`${schema.path}: a policy fails on a call that fits: ${failed.error.message}`);
  }
}
