import type { Generation } from '../../gateway/generations.ts';
import { openPlannerThread } from '../../gateway/planning/planner/plannerThread.ts';
import { type OpenAudit, openAudit } from '../audit/openAudit.ts';
import type { Config } from '../config.ts';
import { openControl } from './control.ts';
import { createControlHandlers } from './controlHandlers.ts';
import { createVerifier } from './createVerifier.ts';
import { openDevelopmentIssuer } from './keys.ts';
import { compileGraph, openGateway } from './openGateway.ts';
import { listLocalSubgraphs, type OpenOptions, openSubgraphs } from './openSubgraphs.ts';
import type { Services } from './services.ts';
import { readSupergraph } from './supergraphFile.ts';

/** The whole program but for the addresses it listens on. */
export interface Program extends Services {
  /** Resolves when no command on the same data folder goes through this program. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens database, subgraphs, gateway and tools.
 * @throws FolderInUseError while another program has the data folder; any other fault ends the start-up.
 */
export async function openProgram(config: Config, options: OpenOptions): Promise<Program> {
  const { log, now, openPlanner = openPlannerThread } = options;
  // Database and planner start in threads of their own while this one compiles.
  const opening = openSubgraphs(config, listLocalSubgraphs(config), options);
  const planning = readSupergraph().then((sdl) => openPlanner(sdl));
  const [compiled, planned, opened] = await Promise.allSettled([compileGraph(config), planning, opening]);
  let generation: Generation | undefined;
  let audit: OpenAudit | undefined;
  const close = async () => {
    if (generation !== undefined) await generation.close();
    else if (planned.status === 'fulfilled') await planned.value.close();
    await audit?.close();
    if (opened.status === 'fulfilled') await opened.value.close();
  };
  try {
    if (opened.status === 'rejected') throw opened.reason;
    if (planned.status === 'rejected') throw planned.reason;
    if (compiled.status === 'rejected') throw compiled.reason;
    const { subgraphs, database } = opened.value;
    audit = await openAudit(config, database, { now, log });
    const { countDifference } = options;
    const means = { planner: planned.value, audit: audit.trail, log, now, countDifference };
    generation = await openGateway(config, compiled.value, subgraphs, means);
    const { gateway } = generation;
    const issuer = config.mode === 'development' ? await openDevelopmentIssuer(config) : undefined;
    const services: Services = {
      config,
      log,
      now,
      gateway,
      verifyCaller: createVerifier(config, compiled.value.callerRules, issuer, now),
      tools: {
        executor: gateway,
        tools: compiled.value.tools,
        onInternalError: (error: unknown) => log.error({ err: error }, 'a tool failed'),
      },
      database,
      audit,
      subgraphs,
      issuer,
    };
    // A database elsewhere may have many programs on it; then nothing has to go through this one.
    const control =
      config.databaseUrl === undefined
        ? await openControl(config.dataFolder, createControlHandlers(services), log)
        : undefined;
    return {
      ...services,
      idle: async () => control?.idle(),
      async close() {
        await control?.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
