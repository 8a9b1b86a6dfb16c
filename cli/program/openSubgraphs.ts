import type { Logger } from 'pino';
import type { Planner } from '../../gateway/planning/planner/planner.ts';
import { createCallVerifier } from '../../subgraphs/callToken.ts';
import { checkCallerRole } from '../../subgraphs/database/callerRole.ts';
import {
  connectDatabase,
  type DatabaseConnection,
  type DatabaseOptions,
} from '../../subgraphs/database/database.ts';
import { openEmbeddedDatabase } from '../../subgraphs/database/embeddedDatabase.ts';
import { SUBGRAPHS } from '../../subgraphs/registry.ts';
import { seedSubgraphs } from '../../subgraphs/seedSubgraphs.ts';
import type { Subgraph } from '../../subgraphs/subgraph.ts';
import type { Config } from '../config.ts';
import type { DifferenceKind } from './candidateDifferences.ts';
import { explainDatabaseFault } from './databaseFault.ts';
import { readGatewayPublicKeys, readSecret } from './keys.ts';

export type SubgraphName = keyof typeof SUBGRAPHS;

export interface OpenSubgraphs {
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly database: DatabaseConnection;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly now: () => Date;
  readonly log: Logger;
  readonly onStatement?: (sql: string) => void;
  /** Counts calls that candidate rules would decide otherwise. */
  readonly countDifference?: (kind: DifferenceKind) => void;
  /** A planner's thread of the program's own, unless several programs in one process share one. */
  readonly openPlanner?: (supergraphSdl: string) => Promise<Planner>;
}

/** The subgraphs that no other process serves, by configuration. */
export function listLocalSubgraphs({ subgraphUrls }: Config): SubgraphName[] {
  // An object's keys lose their type.
  return (Object.keys(SUBGRAPHS) as SubgraphName[]).filter((name) => !subgraphUrls.has(name));
}

/** Connections of a replica; the embedded database has one. */
const MAX_CONNECTIONS = 10;

/**
 * Opens the database, brings the subgraphs' schemas up to date and, in development, seeds the sample shop.
 * @param names those that run in this process.
 * @throws ConfigError when the server that DATABASE_URL names does not let anybody in.
 */
export async function openSubgraphs(
  config: Config,
  names: readonly SubgraphName[],
  options: OpenOptions,
): Promise<OpenSubgraphs> {
  const { database, close } = await openDatabase(config, options);
  try {
    const environment = {
      database,
      now: options.now,
      secret: await readSecret(config),
      verifyCall: createCallVerifier(await readGatewayPublicKeys(config), options.now),
    };
    const subgraphs = names.map((name) => SUBGRAPHS[name](environment));
    for (const subgraph of subgraphs) await subgraph.migrate();
    await checkCallerRole(database.tables());
    if (config.mode === 'development') await seedSubgraphs(database, subgraphs);
    return { subgraphs: new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph])), database, close };
  } catch (error) {
    await close();
    throw config.databaseUrl === undefined ? error : explainDatabaseFault(config.databaseUrl, error);
  }
}

async function openDatabase(config: Config, { log, onStatement }: OpenOptions) {
  const connect = (options: Pick<DatabaseOptions, 'pool' | 'keepsPrepared'>) =>
    connectDatabase({
      ...options,
      ...(onStatement !== undefined && { onStatement }),
      onConnectionLost: (error) => log.warn({ err: error }, 'a database connection broke'),
    });
  if (config.databaseUrl !== undefined) {
    const database = connect({
      pool: { connectionString: config.databaseUrl, max: MAX_CONNECTIONS },
      keepsPrepared: true,
    });
    return { database, close: () => database.close() };
  }
  const embedded = await openEmbeddedDatabase(config.dataFolder, (error) => {
    // Nothing can be answered any more, and a supervisor can only help a program that ends.
    log.fatal({ err: error }, 'the embedded database ended');
    process.exit(1);
  });
  const database = connect({ pool: embedded.pool });
  return {
    database,
    async close() {
      await database.close();
      await embedded.close();
    },
  };
}
