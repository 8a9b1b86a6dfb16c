import { isErrno } from '../../subgraphs/errno.ts';
import { ConfigError } from '../config.ts';

/**
 * Puts into a line what is wrong with DATABASE_URL where that is why the database did not open; the line names the
 * server, never the user's password.
 * @returns any other fault as it is.
 */
export function explainDatabaseFault(databaseUrl: string, error: unknown): unknown {
  const reason = findReason(error);
  // The cause may hold the whole URL, so it goes no further.
  return reason === undefined ? error : new ConfigError(`DATABASE_URL: ${reason(nameServer(databaseUrl))}`);
}

type Reason = (server: string) => string;

/** The codes are Node.js's and PostgreSQL's (appendix A). */
function findReason(error: unknown): Reason | undefined {
  if (isErrno(error, 'ERR_INVALID_URL')) return () => 'this is no URL.';
  if (isErrno(error, 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH')) {
    return (server) => `no PostgreSQL answers at ${server}.`;
  }
  if (isErrno(error, 'ENOTFOUND', 'EAI_AGAIN')) return (server) => `${server} is a name that nobody knows.`;
  if (isErrno(error, '28P01', '28000'))
    return (server) => `the PostgreSQL at ${server} refuses the user or the password.`;
  if (isErrno(error, '42501'))
    return (server) => `the user at ${server} lacks a privilege; subgraphs/README.md says which it needs.`;
  if (isErrno(error, '3D000')) return (server) => `the PostgreSQL at ${server} has no such database.`;
  return undefined;
}

function nameServer(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'the server';
  const { host, searchParams } = new URL(databaseUrl);
  return searchParams.get('host') ?? (host === '' ? 'the server' : host);
}
