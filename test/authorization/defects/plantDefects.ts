import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Defect } from './defect.ts';

const PROJECT = new URL('../../../', import.meta.url).pathname;

export interface PlantedDefect {
  readonly defect: Defect;
  /** A gateway with that defect and no other, with a slash at the end. */
  readonly folder: string;
}

export interface PlantedDefects extends Disposable {
  readonly planted: readonly PlantedDefect[];
}

/**
 * Copies the gateway once for each defect, into a folder of its own that goes with the result.
 * @throws TypeError where what a defect replaces is not there exactly once.
 */
export async function plantDefects(defects: readonly Defect[]): Promise<PlantedDefects> {
  const root = await mkdtemp(join(tmpdir(), 'genkan-defects-'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(PROJECT, 'node_modules'), join(root, 'node_modules'));
  const planted = defects.map((defect, index) => {
    const folder = `${join(root, String(index), 'gateway')}/`;
    mkdirSync(folder, { recursive: true });
    cpSync(join(PROJECT, 'gateway'), folder, { recursive: true });
    const file = join(folder, defect.file);
    writeFileSync(file, plant(defect, readFileSync(file, 'utf8')));
    return { defect, folder };
  });
  return { planted, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

function plant({ name, file, from, to }: Defect, text: string): string {
  const [before, after, ...others] = text.split(from);
  if (before === undefined || after === undefined || others.length > 0) {
    throw new TypeError(`The defect "${name}" replaces what is not in gateway/${file} exactly once.`);
  }
  return `${before}${to}${after}`;
}
