/**
 * An operation that a front end calls by its id. `Result` and `Variables` exist for the type checker alone.
 * Send it as `{ extensions: { persistedQuery: { version: 1, sha256Hash: id } }, variables }`.
 */
export interface PersistedDocument<Result, Variables> {
  readonly id: string;
  readonly name: string;
  readonly __result?: (variables: Variables) => Result;
}
