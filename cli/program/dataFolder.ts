import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno } from '../../subgraphs/errno.ts';

/**
 * The content of a private file in the data folder, made on first use.
 * @param make gives the content of a file that is not there yet.
 */
export async function readOrCreatePrivateFile(
  dataFolder: string,
  name: string,
  make: () => string | Promise<string>,
): Promise<string> {
  const path = join(dataFolder, name);
  const present = readIfPresent(path);
  if (present !== undefined) return present;
  mkdirSync(dataFolder, { recursive: true });
  chmodSync(dataFolder, 0o700);
  try {
    writeFileSync(path, await make(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // Another process was first; then its content counts.
    if (!isErrno(error, 'EEXIST')) throw error;
  }
  return readFileSync(path, 'utf8');
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}
