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
