import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/** A deployment's policies, and the Cedar schema that they are written for. */
export interface PolicyFiles {
  readonly schema: PolicyFile;
  readonly policies: readonly PolicyFile[];
}

/** Thrown for policies that cannot be relied on; the message names file, place and reason. */
export class PolicyFileError extends Error {
  override name = 'PolicyFileError';
}

/** What Cedar finds wrong with a file, the first fault of several. */
export function describeFault({ path, text }: PolicyFile, faults: readonly DetailedError[]): PolicyFileError {
  const [fault] = faults;
  const start = fault?.sourceLocations?.[0]?.start;
  const place = start === undefined ? path : `${path}:${locate(text, start)}`;
  const help = fault?.help == null ? '' : ` (${fault.help})`;
  return new PolicyFileError(`${place}: ${fault?.message ?? 'it cannot be read.'}${help}`);
}

/** Line and column of an offset in bytes, both from one. */
function locate(text: string, offset: number): string {
  const before = Buffer.from(text).subarray(0, offset).toString().split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
