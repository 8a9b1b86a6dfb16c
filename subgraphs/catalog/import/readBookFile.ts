import { createReadStream } from 'node:fs';
import { ImportError } from '../../importError.ts';

/**
 * The bytes of a file, for the import.
 * @throws ImportError when it is not there, may not be read, or is no file.
 */
export async function* readBookFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? READ_FAULTS.get(error.code) : undefined;
    if (reason === undefined) throw error;
    throw new ImportError(`${path} ${reason}.`, { cause: error });
  }
}

const READ_FAULTS = new Map<unknown, string>([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'does not exist'],
  ['EISDIR', 'is a folder, not a file'],
  ['EACCES', 'may not be read'],
  ['EPERM', 'may not be read'],
]);
