import { type FSWatcher, readdirSync, readlinkSync, statSync, watch } from 'node:fs';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import type { Logger } from 'pino';
import { isErrno } from '../../subgraphs/errno.ts';

/** A change is looked at when nothing has moved for so long, and in any case that long after it began. */
const SETTLE_MS = 100;
const MAX_WAIT_MS = 1_000;

/**
 * Watches files and folders for whatever may change their content: writing in place, replacing by another, and
 * moving any symbolic link on the way to them, as a mounted Kubernetes config map does.
 * @param onChange is called after a change settles; it may come where nothing differs in the end.
 * @returns what stops it.
 */
export function watchFiles(paths: readonly string[], log: Logger, onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let settling: NodeJS.Timeout | undefined;
  let firstChange = 0;

  const noteChange = () => {
    const now = performance.now();
    if (settling === undefined) firstChange = now;
    clearTimeout(settling);
    const waitMs = Math.max(0, Math.min(SETTLE_MS, firstChange + MAX_WAIT_MS - now));
    settling = setTimeout(() => {
      settling = undefined;
      try {
        refresh();
      } catch (error) {
        log.error({ err: error }, 'not every change will be seen from now on; SIGHUP reloads');
      }
      onChange();
    }, waitMs);
  };

  /** Links may lead elsewhere now, and folders may be others under the same name. */
  const refresh = () => {
    const wanted = new Set(paths.flatMap(listFolders));
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
    for (const folder of wanted) {
      const watcher = openWatcher(folder, noteChange);
      if (watcher === undefined) continue;
      watcher.on('error', (error) => {
        log.warn({ err: error, folder }, 'a folder cannot be watched any more; SIGHUP reloads');
        watcher.close();
      });
      watchers.set(folder, watcher);
    }
  };

  refresh();
  return () => {
    clearTimeout(settling);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** Undefined where the folder has gone meanwhile: the one that it was in tells when it comes back. */
function openWatcher(folder: string, onEvent: () => void): FSWatcher | undefined {
  try {
    return watch(folder, onEvent);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** The folders whose entries decide what a path leads to: those of each link on the way, and of what is there. */
function listFolders(path: string): string[] {
  const folders = new Set<string>();
  const end = followLinks(resolve(path), folders);
  folders.add(dirname(end));
  if (isFolder(end)) {
    folders.add(end);
    for (const entry of readdirSync(end, { withFileTypes: true, recursive: true })) {
      if (entry.isDirectory()) folders.add(join(entry.parentPath, entry.name));
    }
  }
  return [...folders];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

const MAX_LINKS = 40;

/** Where a path leads; as far as it goes, where it leads nowhere. */
function followLinks(path: string, folders: Set<string>): string {
  const { root } = parse(path);
  let rest = relative(root, path).split(sep);
  let here = root;
  for (let links = 0; rest.length > 0; ) {
    const [name = '', ...later] = rest;
    const next = join(here, name);
    const target = readLink(next);
    if (target === undefined || links === MAX_LINKS) {
      here = next;
      rest = later;
      continue;
    }
    links++;
    folders.add(here);
    const led = join(resolve(here, target), ...later);
    here = parse(led).root;
    rest = relative(here, led).split(sep);
  }
  return here;
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (isErrno(error, 'EINVAL', 'ENOENT', 'ENOTDIR', 'EACCES')) return undefined;
    throw error;
  }
}
