import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  createDevelopmentIssuer,
  type DevelopmentIssuer,
  generateSigningKey,
} from '../../gateway/authentication/developmentIssuer.ts';
import { type GatewayKeys, parseGatewayKeys } from '../../subgraphs/callToken.ts';
import { type Config, ConfigError } from '../config.ts';
import { readOrCreatePrivateFile } from './dataFolder.ts';

export async function openDevelopmentIssuer(config: Config): Promise<DevelopmentIssuer> {
  const key = await readOrCreatePrivateFile(config.dataFolder, 'development-key.json', generateSigningKey);
  return createDevelopmentIssuer(key);
}

/** Seals cursors and confirmation tokens. Replicas must share one, by GENKAN_SECRET. */
export async function readSecret(config: Config): Promise<string> {
  return (
    config.secret ??
    (await readOrCreatePrivateFile(config.dataFolder, 'secret', () => randomBytes(32).toString('base64url')))
  );
}

/** The private key that heads of the audit are signed with. Replicas share one, by GENKAN_AUDIT_KEY_FILE. */
export async function openAuditKey<Made>(config: Config, use: (key: string) => Made): Promise<Made> {
  return config.auditKeyFile === undefined
    ? use(await readOrCreatePrivateFile(config.dataFolder, 'audit-key.json', generateSigningKey))
    : useKeyFile('GENKAN_AUDIT_KEY_FILE', config.auditKeyFile, use);
}

/** The private key that the gateway signs its calls to subgraphs with. */
export async function openGatewayKey<Made>(config: Config, use: (key: string) => Made): Promise<Made> {
  return config.gatewayKeyFile === undefined
    ? use(await readOrCreatePrivateFile(config.dataFolder, 'gateway-key.json', generateSigningKey))
    : useKeyFile('GENKAN_GATEWAY_KEY_FILE', config.gatewayKeyFile, use);
}

/** Whose calls the subgraphs of this process answer: public keys, one or while they are changed several. */
export async function readGatewayPublicKeys(config: Config): Promise<GatewayKeys> {
  return config.gatewayPublicKeyFile === undefined
    ? openGatewayKey(config, parseGatewayKeys)
    : useKeyFile('GENKAN_GATEWAY_PUBLIC_KEY_FILE', config.gatewayPublicKeyFile, parseGatewayKeys);
}

/**
 * Makes something of the key in a file that a setting names.
 * @throws ConfigError naming both, and nothing of why: JSON's own message would quote the key.
 */
export function useKeyFile<Made>(setting: string, path: string, use: (key: string) => Made): Made {
  try {
    return use(readFileSync(path, 'utf8'));
  } catch {
    throw new ConfigError(`${setting} names ${path}, which holds no key that can be used.`);
  }
}
