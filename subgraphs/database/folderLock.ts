import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno } from '../errno.ts';

/** Thrown when a live process holds the data folder. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError';
  readonly ownerPid: number;
  constructor(folder: string, ownerPid: number) {
    super(`The data folder ${folder} is in use by process ${ownerPid}.`);
    this.ownerPid = ownerPid;
  }
}

/**
 * Takes the folder for this process. Two processes on one embedded database lose rows silently, so the lock
 * is taken before anything in the folder is opened.
 * @returns a function that gives the folder back.
 * @throws FolderInUseError while another live process holds it; a lock left by a killed one is taken over.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'genkan.pid');
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, describeProcess(process.pid), { mode: 0o600 });
  try {
    while (!tryLink(draft, path)) {
      const owner = readLock(path);
      if (owner === undefined) continue;
      if (isAlive(owner)) throw new FolderInUseError(folder, Number.parseInt(owner, 10));
      removeStaleLock(path, owner);
    }
    return () => rmSync(path, { force: true });
  } finally {
    unlinkSync(draft);
  }
}

/** A link appears with its content: a lock that is created first and filled later looks stale in between. */
function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isAlive(lock: string): boolean {
  const pid = Number.parseInt(lock, 10);
  // What no starter wrote names nobody.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if (!isErrno(error, 'EPERM')) return false;
  }
  return describeProcess(pid) === lock;
}

/**
 * Moves the stale lock aside rather than unlinking it: between reading and removing, another starter may have
 * put its own lock there, and that one must survive.
 */
function removeStaleLock(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path);
    unlinkSync(aside);
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'EEXIST')) throw error;
  }
}

/** `pid start-time`: the start time tells a living owner from a later process that got its number. */
function describeProcess(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22 (proc_pid_stat(5)); the command name before it may hold spaces, so count from its closing bracket.
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ESRCH')) return `${pid} unknown`;
    throw error;
  }
}
