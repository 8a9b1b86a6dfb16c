import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A way to lay a file out in a folder, and to put another content in its place. */
export interface FileLayout {
  /** @returns the file's path, and what changes its content. */
  create(folder: string, content: string): { path: string; change: (content: string) => void };
}

const NAME = 'supergraph.graphql';

/** The ways that files come to change while a program reads them. */
export const FILE_LAYOUTS = {
  'written in place': {
    create(folder, content) {
      const path = join(folder, NAME);
      writeFileSync(path, content);
      return { path, change: (next) => writeFileSync(path, next) };
    },
  },
  'replaced by another': {
    create(folder, content) {
      const path = join(folder, NAME);
      writeFileSync(path, content);
      return {
        path,
        change(next) {
          writeFileSync(`${path}.new`, next);
          renameSync(`${path}.new`, path);
        },
      };
    },
  },
  'mounted as a config map is': {
    create(folder, content) {
      let version = 0;
      const mount = (text: string) => {
        version++;
        mkdirSync(join(folder, `..v${version}`));
        writeFileSync(join(folder, `..v${version}`, NAME), text);
        symlinkSync(`..v${version}`, join(folder, '..data_tmp'));
        renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
        rmSync(join(folder, `..v${version - 1}`), { recursive: true, force: true });
      };
      mount(content);
      symlinkSync(join('..data', NAME), join(folder, NAME));
      return { path: join(folder, NAME), change: mount };
    },
  },
  'in a release folder behind a link': {
    create(folder, content) {
      let version = 0;
      const release = (text: string) => {
        version++;
        mkdirSync(join(folder, `release-${version}`));
        writeFileSync(join(folder, `release-${version}`, NAME), text);
        symlinkSync(join(folder, `release-${version}`), join(folder, 'next'));
        renameSync(join(folder, 'next'), join(folder, 'current'));
      };
      release(content);
      return { path: join(folder, 'current', NAME), change: release };
    },
  },
} satisfies Readonly<Record<string, FileLayout>>;

export function makeFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-gateway-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
