import type { Logger } from 'pino';
import type { Caller } from '../../gateway/authentication/caller.ts';
import type { DevelopmentIssuer } from '../../gateway/authentication/developmentIssuer.ts';
import type { VerifyCaller } from '../../gateway/authentication/verifyToken.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { ToolServer } from '../../mcp/callTool.ts';
import type { DatabaseConnection } from '../../subgraphs/database/database.ts';
import type { Subgraph } from '../../subgraphs/subgraph.ts';
import type { OpenAudit } from '../audit/openAudit.ts';
import type { Config } from '../config.ts';

/** What there is to serve. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly now: () => Date;
  readonly gateway: Gateway;
  readonly verifyCaller: VerifyCaller;
  readonly tools: ToolServer<Caller>;
  readonly database: DatabaseConnection;
  readonly audit: OpenAudit;
  /** Those that run here, by name. */
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** In development only. */
  readonly issuer: DevelopmentIssuer | undefined;
}
