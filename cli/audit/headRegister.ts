import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { HeadRegister, SignedHead } from '../../gateway/audit/auditStore.ts';
import { isHead } from '../../gateway/audit/entry.ts';
import { isErrno } from '../../subgraphs/errno.ts';

/** All writes have this length, so that a shorter one leaves nothing of a longer one behind. */
const FILE_BYTES = 512;
/** Of older chains the heads have long been linked by others. */
const MAX_FILES = 100;

export interface OpenHeadRegister extends HeadRegister {
  close(): void;
}

/**
 * The heads that this program has written and those before it in the same folder, one small file for each chain,
 * written before what it vouches for is released. Whoever has the database alone cannot cut off what stands here.
 */
export function openHeadRegister(folder: string): OpenHeadRegister {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  forgetOldest(folder);
  let open: { readonly writer: string; readonly file: number } | undefined;
  const close = () => {
    if (open !== undefined) closeSync(open.file);
    open = undefined;
  };
  return {
    keep(head) {
      if (open?.writer !== head.writer) {
        close();
        open = { writer: head.writer, file: openSync(join(folder, `${head.writer}.json`), 'w', 0o600) };
      }
      writeSync(open.file, JSON.stringify(head).padEnd(FILE_BYTES), 0);
    },
    list: () => readHeads(folder),
    close,
  };
}

/** @returns no head for a file that was cut short while it was written for the first time. */
export function readHeads(folder: string): readonly SignedHead[] {
  return listFiles(folder).flatMap((path) => parseHead(readFileSync(path, 'utf8')) ?? []);
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  }
}

function forgetOldest(folder: string): void {
  const files = listFiles(folder).map((path) => ({ path, writtenAtMs: statSync(path).mtimeMs }));
  files.sort((left, right) => right.writtenAtMs - left.writtenAtMs);
  for (const { path } of files.slice(MAX_FILES)) rmSync(path, { force: true });
}

function parseHead(text: string): SignedHead | undefined {
  try {
    const head: unknown = JSON.parse(text);
    if (!isHead(head) || !('signature' in head) || typeof head.signature !== 'string') return undefined;
    const { writer, sequence, hash, signature } = head;
    return { writer, sequence, hash, signature };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
