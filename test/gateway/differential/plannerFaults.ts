import { type DocumentNode, print, visit } from 'graphql';

/** What `@apollo/query-planner` makes of valid operations at times; nothing is answered then. */
const PLANNER_FAULTS: readonly { readonly reason: string; readonly message: RegExp }[] = [
  {
    reason: 'the planner refuses fragments on types that exclude each other',
    message: /Cannot add fragment of condition|should have an edge from \S+ for __typename/,
  },
  {
    reason: 'the planner finds a circle among fetches for interface objects',
    message: /would create a cycle/,
  },
  {
    reason: 'the planner asks an interface object for its type',
    message: /potentially an interface object type at runtime/,
  },
];

/** Which known fault of the planner an error comes from; undefined for any other. */
export function explainPlanner(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const known = PLANNER_FAULTS.find((fault) => fault.message.test(message));
    if (known !== undefined) return known.reason;
  }
  return undefined;
}

/**
 * Where a plan is wrong, both gateways are: of two fields that one fetch asks for, it joins what they require, and
 * where the condition of one fails, what that one requires is missing for the other.
 */
export const JOINED_REQUIREMENTS =
  'the planner joins the requirements of a field with those of one under a condition';

export function joinsRequirements(document: DocumentNode, computedFields: ReadonlySet<string>): boolean {
  let asksForComputed = false;
  visit(document, {
    Field: ({ name }) => {
      asksForComputed ||= computedFields.has(name.value);
    },
  });
  return asksForComputed && /@(skip|include)\(if: \$/.test(print(document));
}
