import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FolderInUseError, lockFolder } from '../../../subgraphs/database/folderLock.ts';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'genkan-lock-'));
  lock = join(folder, 'genkan.pid');
  return () => rmSync(folder, { recursive: true });
});

const readOwner = () => Number.parseInt(readFileSync(lock, 'utf8'), 10);

/** Another process that holds the folder. */
async function startOwner(): Promise<ChildProcess & { pid: number }> {
  const script = fileURLToPath(new URL('./holdFolder.ts', import.meta.url));
  const owner = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    owner.kill('SIGKILL');
  });
  await once(owner.stdout, 'data');
  if (owner.pid === undefined) throw new Error('The owner did not start.');
  return Object.assign(owner, { pid: owner.pid });
}

describe('lockFolder', () => {
  it('gives the folder to one taker at a time, and back', () => {
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUseError);
    unlock();
    lockFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a folder that a live process holds, and names the process', async () => {
    const owner = await startOwner();
    expect(() => lockFolder(folder)).toThrow(
      expect.objectContaining({ name: 'FolderInUseError', ownerPid: owner.pid }),
    );
  });

  it('takes over from a process that was killed', async () => {
    const owner = await startOwner();
    const left = readFileSync(lock, 'utf8');
    const exited = once(owner, 'exit');
    owner.kill('SIGKILL');
    await exited;
    expect(readFileSync(lock, 'utf8')).toBe(left);
    const unlock = lockFolder(folder);
    expect(readOwner()).toBe(process.pid);
    unlock();
    expect(readdirSync(folder)).toEqual([]);
  });

  // Without /proc no start time is known, and a number in use counts as its owner.
  it.runIf(process.platform === 'linux')('tells a later process with the same number from the owner', () => {
    const unlockFirst = lockFolder(folder);
    const startTime = readFileSync(lock, 'utf8').split(' ')[1];
    unlockFirst();
    writeFileSync(lock, `${process.pid} ${Number(startTime) - 1}`);
    const unlock = lockFolder(folder);
    expect(readFileSync(lock, 'utf8')).toBe(`${process.pid} ${startTime}`);
    unlock();
  });

  it.each(['', 'nonsense', '-1 5', '0 5'])('takes over from a lock that names nobody: %j', (content) => {
    writeFileSync(lock, content);
    const unlock = lockFolder(folder);
    expect(readOwner()).toBe(process.pid);
    unlock();
  });
});
