import { join } from 'node:path';
import type { Logger } from 'pino';
import { createAuditTrail, type OpenAuditTrail } from '../../gateway/audit/auditTrail.ts';
import { createHeadSigner, type HeadSigner } from '../../gateway/audit/signatures.ts';
import { connectDatabase, type DatabaseConnection } from '../../subgraphs/database/database.ts';
import { migrateSubgraph } from '../../subgraphs/database/migrate.ts';
import type { Config } from '../config.ts';
import { openAuditKey } from '../program/keys.ts';
import { openHeadRegister } from './headRegister.ts';
import { auditMigrations } from './migrations/migrations.ts';
import { createAuditStore } from './repository.ts';

/** The audit of a program, open to be written and read. */
export interface OpenAudit {
  readonly trail: OpenAuditTrail;
  readonly database: DatabaseConnection;
  readonly signer: HeadSigner;
  /** The key that heads are signed with, to verify by. */
  readonly key: string;
  /** Where the register of heads is. */
  readonly headFolder: string;
  close(): Promise<void>;
}

export interface OpenAuditOptions {
  readonly now: () => Date;
  readonly log: Logger;
}

/** How often other programs' chains are linked: what is cut off of one after that shows in the others. */
const LINK_INTERVAL_MS = 5 * 60 * 1_000;

/** How often one that could not be written is tried. */
const PROBE_INTERVAL_MS = 5_000;

/**
 * Opens the audit on a database, and brings its schema up to date.
 * @param database the embedded one, which has a single connection; a server gets one of the audit's own, so that
 * no call waits for its entry behind other calls' queries.
 */
export async function openAudit(
  config: Config,
  database: DatabaseConnection,
  { now, log }: OpenAuditOptions,
): Promise<OpenAudit> {
  const { key, signer } = await openAuditKey(config, (text) => ({
    key: text,
    signer: createHeadSigner(text),
  }));
  const own = config.databaseUrl === undefined ? undefined : connectOwn(config.databaseUrl, log);
  const connection = own ?? database;
  try {
    await migrateSubgraph(connection.tables(), 'audit', auditMigrations);
  } catch (error) {
    await own?.close();
    throw error;
  }
  const headFolder = join(config.dataFolder, HEAD_FOLDER);
  const register = openHeadRegister(headFolder);
  const onFailed = (error: unknown) => log.error({ err: error }, 'the audit could not be written');
  const trail = createAuditTrail({
    store: createAuditStore(connection.tables()),
    signer,
    register,
    now,
    onFailed,
  });
  const linking = setInterval(() => void trail.link().catch(onFailed), LINK_INTERVAL_MS);
  linking.unref();
  const probing = setInterval(() => void trail.probe().catch(onFailed), PROBE_INTERVAL_MS);
  probing.unref();
  return {
    ...{ trail, signer, key, headFolder },
    database: connection,
    async close() {
      clearInterval(linking);
      clearInterval(probing);
      try {
        await trail.close();
      } finally {
        register.close();
        await own?.close();
      }
    },
  };
}

export const HEAD_FOLDER = 'audit-heads';

function connectOwn(connectionString: string, log: Logger): DatabaseConnection {
  return connectDatabase({
    pool: { connectionString, max: 1 },
    preparesTables: true,
    onConnectionLost: (error) => log.warn({ err: error }, 'the database connection of the audit broke'),
  });
}
