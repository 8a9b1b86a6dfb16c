import { createGenerations, type Generations } from '../../gateway/generations.ts';
import { ConfigError } from '../config.ts';
import { describeCause } from './describeCause.ts';
import { GraphFileError, type GraphPaths, readGraphFiles } from './graphFiles.ts';
import { type GenerationOptions, type GraphGeneration, openGeneration } from './openGeneration.ts';
import { warmPlans } from './warmUp.ts';
import { watchFiles } from './watchFiles.ts';

/** A graph whose files may change while it is served. */
export interface ReloadableGraph {
  readonly generations: Generations<GraphGeneration>;
  /**
   * Builds the next generation where the files differ from those of the current one, and lets it take over.
   * Where that fails, it is logged and counted, and the current generation goes on; never rejects.
   */
  reload(): Promise<void>;
  /** What operators may know. */
  describe(): object;
  close(): Promise<void>;
}

/**
 * @param watch whether to reload by itself when files change.
 * @throws GraphFileError, and ConfigError for a URL of a subgraph that is not there, at first; later faults are
 * told to the log and to `onReload`.
 */
export async function openReloadable(
  options: GenerationOptions,
  watch: boolean,
  onReload: (outcome: 'replaced' | 'failed') => void,
): Promise<ReloadableGraph> {
  const { paths, log, now } = options;
  const first = await openFirst(options);
  const generations = createGenerations(first);
  let lastFailure: { readonly at: Date; readonly reason: string } | undefined;

  const reloadOnce = async () => {
    try {
      const files = await readGraphFiles(paths);
      if (files.digest === generations.current.digest) {
        lastFailure = undefined;
        return;
      }
      const next = await openGeneration(files, options);
      generations.replace(next).catch((error: unknown) => {
        log.error({ err: error }, 'a generation that was replaced could not be closed');
      });
      lastFailure = undefined;
      onReload('replaced');
      log.info({ supergraphHash: next.supergraphHash }, 'changed files took over');
      warmPlans(next.gateway, log).catch((error: unknown) => {
        log.error({ err: error }, 'plans could not be made ahead of calls');
      });
    } catch (error) {
      // Whatever is wrong with the new files, those that were right before go on.
      lastFailure = { at: now(), reason: describeReason(error) };
      onReload('failed');
      const detail = error instanceof GraphFileError ? { reason: error.message } : { err: error };
      log.error({ code: 'RELOAD_FAILED', ...detail }, 'changed files cannot be served; those before go on');
    }
  };

  // One after the other: files that change while a generation is built are looked at when it is there.
  let reloading = Promise.resolve();
  const reload = () => {
    reloading = reloading.then(reloadOnce);
    return reloading;
  };
  const stopWatching = watch ? watchFiles(listWatched(paths), log, () => void reload()) : undefined;
  // What changed after it was read and before it was watched.
  if (watch) void reload();

  return {
    generations,
    reload,
    describe() {
      const { supergraphHash, openedAt, gateway, describeSubgraphs } = generations.current;
      return {
        generation: { supergraphHash, openedAt },
        reloadFailure: lastFailure ?? null,
        operations: gateway.operations.map(({ id, name, kind }) => ({ id, name, kind })),
        subgraphs: describeSubgraphs(),
      };
    },
    async close() {
      stopWatching?.();
      await reloading;
      await generations.close();
    },
  };
}

/** Other words than ours may quote what a file or a database holds. */
function describeReason(fault: unknown): string {
  const { message, name, code } = describeCause(fault);
  return message ?? [name, code].filter((word) => word !== undefined).join(' ');
}

async function openFirst(options: GenerationOptions): Promise<GraphGeneration> {
  const first = await openGeneration(await readGraphFiles(options.paths), options);
  try {
    checkUrls(options, first);
    return first;
  } catch (error) {
    await first.close();
    throw error;
  }
}

/** A wrong name would leave the right subgraph at an address that nobody meant. */
function checkUrls({ config, paths }: GenerationOptions, { subgraphs }: GraphGeneration): void {
  const known = new Set(subgraphs.map(({ name }) => name));
  const unknown = [...config.subgraphUrls.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new ConfigError(
      `--url or GENKAN_SUBGRAPH_URLS names ${unknown}, which is no subgraph of ${paths.supergraph}.`,
    );
  }
}

function listWatched(paths: GraphPaths): readonly string[] {
  const { supergraph, operations, callers, policies, candidate, candidatePolicies, manifests } = paths;
  return [supergraph, operations, callers, policies, candidate, candidatePolicies, ...manifests].filter(
    (path) => path !== undefined,
  );
}
