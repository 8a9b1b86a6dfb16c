import { resolve } from 'node:path';
import type { AuthorizationMode } from '../gateway/authorization/access.ts';

/** All that the environment decides, parsed once. */
export interface Config {
  readonly mode: 'development' | 'production';
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  readonly dataFolder: string;
  /** Undefined: the embedded database in the data folder. */
  readonly databaseUrl: string | undefined;
  /** Whose tokens count; where undefined, those of the development issuer, or none. */
  readonly oidc: { readonly issuer: string; readonly audience: string } | undefined;
  /** Where clients reach this program, when that is not HOST and PORT. */
  readonly publicUrl: string | undefined;
  /** Subgraphs that run elsewhere, by name; the others run in this process. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** Seals cursors and confirmation tokens; undefined: a random one kept in the data folder. */
  readonly secret: string | undefined;
  /** The file of the key that the gateway signs its calls to subgraphs with; undefined: one in the data folder. */
  readonly gatewayKeyFile: string | undefined;
  /** At a subgraph on its own: the file of the gateway's public key, or of several while they are changed. */
  readonly gatewayPublicKeyFile: string | undefined;
  /** The file of the key that the audit's heads are signed with; undefined: one in the data folder. */
  readonly auditKeyFile: string | undefined;
  /** Manifests of front ends whose operations are safelisted. */
  readonly manifestFiles: readonly string[];
  /** Whether a denied part is withheld, or refuses the whole operation. */
  readonly authorizationMode: AuthorizationMode;
  /** The file of a supergraph whose rules are evaluated beside the enforced ones. */
  readonly candidateFile: string | undefined;
  /** A folder of policies that are evaluated beside the enforced ones. */
  readonly candidatePolicies: string | undefined;
  /** The caller's token for stdio and `call`. */
  readonly token: string | undefined;
  readonly logLevel: string;
}

/** Thrown for a setting that is missing, malformed or unsafe; the message names it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(): Config {
  return parseConfig(process.env);
}

/** What the command line of `genkan gateway` says over the environment. */
export interface GatewayFlags {
  readonly port?: string | undefined;
  /** `name=url`, one subgraph each. */
  readonly urls: readonly string[];
  readonly candidate?: string | undefined;
  readonly candidatePolicies?: string | undefined;
}

export function readGatewayConfig(flags: GatewayFlags): Config {
  return parseGatewayConfig(process.env, flags);
}

/**
 * The settings of a gateway on somebody else's supergraph: as {@link parseConfig}, but an issuer counts in
 * development too, since there is no other.
 * @throws ConfigError
 */
export function parseGatewayConfig(
  environment: Environment,
  { port, urls, candidate, candidatePolicies }: GatewayFlags,
): Config {
  const config = parseConfig(port === undefined ? environment : { ...environment, PORT: port });
  const hasIssuer = config.mode === 'production' || environment.OIDC_ISSUER !== undefined;
  return {
    ...config,
    oidc: hasIssuer ? parseOidc(environment) : undefined,
    candidateFile: candidate ?? config.candidateFile,
    candidatePolicies: candidatePolicies ?? config.candidatePolicies,
    subgraphUrls: new Map([...config.subgraphUrls, ...parseSubgraphUrls('--url', urls)]),
  };
}

/** @throws ConfigError */
export function parseConfig(environment: Environment): Config {
  const mode = parseMode(environment.GENKAN_MODE);
  const host = environment.HOST ?? '127.0.0.1';
  if (mode === 'development' && !isLoopback(host)) {
    throw new ConfigError(
      `HOST is ${host}: in development anybody can sign in, so it must be a loopback address. Set GENKAN_MODE=production for others.`,
    );
  }
  return {
    mode,
    host,
    port: parsePort('PORT', environment.PORT, 4000),
    adminPort: parsePort('ADMIN_PORT', environment.ADMIN_PORT, 4001),
    dataFolder: resolve(environment.GENKAN_DATA_DIR ?? '.genkan'),
    databaseUrl: environment.DATABASE_URL,
    oidc: mode === 'production' ? parseOidc(environment) : undefined,
    publicUrl: parseUrl('GENKAN_PUBLIC_URL', environment.GENKAN_PUBLIC_URL),
    subgraphUrls: parseSubgraphUrls('GENKAN_SUBGRAPH_URLS', parseList(environment.GENKAN_SUBGRAPH_URLS)),
    secret: parseSecret(environment.GENKAN_SECRET),
    gatewayKeyFile: environment.GENKAN_GATEWAY_KEY_FILE,
    gatewayPublicKeyFile: environment.GENKAN_GATEWAY_PUBLIC_KEY_FILE,
    auditKeyFile: environment.GENKAN_AUDIT_KEY_FILE,
    manifestFiles: parseList(environment.GENKAN_MANIFESTS),
    authorizationMode: parseAuthorizationMode(environment.GENKAN_AUTHORIZATION_MODE),
    candidateFile: environment.GENKAN_CANDIDATE_SUPERGRAPH,
    candidatePolicies: environment.GENKAN_CANDIDATE_POLICIES,
    token: environment.GENKAN_TOKEN,
    logLevel: parseLogLevel(environment.GENKAN_LOG_LEVEL),
  };
}

function parseMode(value = 'development'): Config['mode'] {
  if (value === 'development' || value === 'production') return value;
  throw new ConfigError(`GENKAN_MODE must be development or production, got ${value}.`);
}

function parseAuthorizationMode(value = 'filter'): AuthorizationMode {
  if (value === 'filter' || value === 'reject') return value;
  throw new ConfigError(`GENKAN_AUTHORIZATION_MODE must be filter or reject, got ${value}.`);
}

function parseOidc(environment: Environment): Config['oidc'] {
  const issuer = parseUrl('OIDC_ISSUER', environment.OIDC_ISSUER);
  if (issuer === undefined) throw new ConfigError('OIDC_ISSUER must be set in production.');
  const audience = environment.OIDC_AUDIENCE;
  if (audience === undefined || audience === '') {
    throw new ConfigError('OIDC_AUDIENCE must be set where OIDC_ISSUER is.');
  }
  return { issuer, audience };
}

function parsePort(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new ConfigError(`${name} must be a port from 0 to 65535, got ${value}.`);
  }
  return port;
}

function parseUrl(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && !(/^https?:\/\//.test(value) && URL.canParse(value))) {
    throw new ConfigError(`${name} must be an http or https URL, got ${value}.`);
  }
  return value;
}

/** @param entries `name=url` each. */
function parseSubgraphUrls(setting: string, entries: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    entries.map((entry) => {
      const [name = '', ...rest] = entry.split('=');
      const url = parseUrl(`${setting}, ${name}`, rest.join('='));
      if (name === '' || url === undefined) {
        throw new ConfigError(`${setting} must be name=url pairs, got ${entry}.`);
      }
      return [name, url];
    }),
  );
}

function parseSecret(value: string | undefined): string | undefined {
  if (value !== undefined && value.length < 32) {
    throw new ConfigError('GENKAN_SECRET must have at least 32 characters.');
  }
  return value;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function parseLogLevel(value = 'info'): string {
  if (LOG_LEVELS.includes(value)) return value;
  throw new ConfigError(`GENKAN_LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, got ${value}.`);
}

function parseList(value: string | undefined): readonly string[] {
  return (value ?? '').split(',').filter((entry) => entry !== '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
