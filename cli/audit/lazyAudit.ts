import type { Logger } from 'pino';
import type { AuditTrail } from '../../gateway/audit/access.ts';
import type { OpenAuditTrail } from '../../gateway/audit/auditTrail.ts';
import { connectDatabase, type DatabaseConnection } from '../../subgraphs/database/database.ts';
import { openEmbeddedDatabase } from '../../subgraphs/database/embeddedDatabase.ts';
import type { Config } from '../config.ts';
import { type Control, openControl } from '../program/control.ts';
import { createAuditHandlers } from '../program/controlHandlers.ts';
import { explainDatabaseFault } from '../program/databaseFault.ts';
import { type OpenAudit, type OpenAuditOptions, openAudit } from './openAudit.ts';

/** The audit of a gateway on somebody else's supergraph, which may or may not have what must be audited. */
export interface LazyAudit {
  /** Opens it once: on DATABASE_URL, else on the embedded database in the data folder. */
  open(): Promise<AuditTrail>;
  /** Whether accesses can be kept; true where none have to be. */
  isAvailable(): boolean;
  close(): Promise<void>;
}

export function createLazyAudit(config: Config, options: OpenAuditOptions): LazyAudit {
  let opening: Promise<AuditDatabase> | undefined;
  let trail: OpenAuditTrail | undefined;
  return {
    async open() {
      opening ??= openAuditDatabase(config, options);
      try {
        trail = (await opening).audit.trail;
        return trail;
      } catch (error) {
        // The next generation may find it where this one did not.
        opening = undefined;
        throw error;
      }
    },
    isAvailable: () => trail?.isAvailable() ?? true,
    async close() {
      const last = opening;
      opening = undefined;
      await (await last)?.close();
    },
  };
}

/** The audit with a database of its own, and nothing else. */
export interface AuditDatabase {
  readonly audit: OpenAudit;
  close(): Promise<void>;
}

/**
 * Opens it, and on the embedded database a way in for `genkan audit`.
 * @throws FolderInUseError while another program has the data folder, ConfigError for a server that lets nobody in.
 */
export async function openAuditDatabase(config: Config, options: OpenAuditOptions): Promise<AuditDatabase> {
  const { database, closeDatabase } = await connect(config, options.log);
  let audit: OpenAudit | undefined;
  let control: Control | undefined;
  const close = async () => {
    await control?.close();
    await audit?.close();
    await closeDatabase();
  };
  try {
    audit = await openAudit(config, database, options);
    if (config.databaseUrl === undefined) {
      control = await openControl(config.dataFolder, createAuditHandlers(audit), options.log);
    }
    return { audit, close };
  } catch (error) {
    await close();
    throw config.databaseUrl === undefined ? error : explainDatabaseFault(config.databaseUrl, error);
  }
}

async function connect(
  config: Config,
  log: Logger,
): Promise<{ database: DatabaseConnection; closeDatabase: () => Promise<void> }> {
  const onConnectionLost = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  if (config.databaseUrl !== undefined) {
    const pool = { connectionString: config.databaseUrl, max: 1 };
    const database = connectDatabase({ pool, onConnectionLost });
    return { database, closeDatabase: () => database.close() };
  }
  const embedded = await openEmbeddedDatabase(config.dataFolder, (error) => {
    // What must be audited cannot be served any more, and a supervisor can only help a program that ends.
    log.fatal({ err: error }, 'the embedded database ended');
    process.exit(1);
  });
  const database = connectDatabase({ pool: embedded.pool, onConnectionLost });
  return {
    database,
    async closeDatabase() {
      await database.close();
      await embedded.close();
    },
  };
}
