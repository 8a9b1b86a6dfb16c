import { Worker } from 'node:worker_threads';
import type { Defect } from './defect.ts';
import type { DefectsMessage, DefectsTask } from './defectsThread.ts';
import { plantDefects } from './plantDefects.ts';

export interface SearchedDefect {
  readonly name: string;
  /** How many pairs went as expected before one did not. */
  readonly pairs: number;
  /** What was found; undefined: nothing. */
  readonly found: string | undefined;
}

export interface SearchOptions {
  readonly seed: number;
  readonly maxPairs: number;
  readonly threads: number;
  readonly onSearched?: (searched: SearchedDefect) => void;
}

/** Looks for each defect in a gateway that has it. */
export async function findDefects(
  defects: readonly Defect[],
  { seed, maxPairs, threads, onSearched }: SearchOptions,
): Promise<readonly SearchedDefect[]> {
  using copies = await plantDefects(defects);
  const names = new Map(copies.planted.map(({ defect, folder }) => [folder, defect.name]));
  const searched: SearchedDefect[] = [];
  await Promise.all(
    Array.from({ length: threads }, (_, thread) =>
      search(
        {
          gateways: copies.planted
            .filter((_one, index) => index % threads === thread)
            .map(({ defect: { shows, trait }, folder }) => ({ folder, shows, trait })),
          seed,
          maxPairs,
        },
        ({ folder, ...result }) => {
          const one = { name: names.get(folder) ?? folder, ...result };
          searched.push(one);
          onSearched?.(one);
        },
      ),
    ),
  );
  return searched;
}

function search(task: DefectsTask, onMessage: (message: DefectsMessage) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = new Worker(new URL('./defectsThread.ts', import.meta.url), { workerData: task });
  worker.on('message', onMessage);
  worker.on('error', reject);
  worker.on('exit', () => resolve());
  return promise;
}
