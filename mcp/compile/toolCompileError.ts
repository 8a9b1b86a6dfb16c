/** Thrown at start-up for an operation that cannot be a tool. */
export class ToolCompileError extends Error {
  override name = 'ToolCompileError';
}
