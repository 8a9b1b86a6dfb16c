import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { IssuerUnreachable } from './issuerUnreachable.ts';
import { createKeySet } from './keySet.ts';

const TIMEOUT_MS = 5_000;

/**
 * The signing keys of an OpenID provider, found through its discovery document (OpenID Connect Discovery 1.0,
 * section 4). Both are read again each time that keys are, so that a provider may move them.
 */
export function discoverKeys(issuer: string, clock?: () => number): JWTVerifyGetKey {
  return createKeySet(async () => {
    const discovered = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    return parseKeys(await fetchJson(readKeysUrl(discovered, issuer)));
  }, clock);
}

/** OpenID Connect Discovery 1.0, section 4.3: the document must name the very issuer that it was asked of. */
function readKeysUrl(discovered: unknown, issuer: string): string {
  if (!isRecord(discovered) || discovered.issuer !== issuer) {
    throw new IssuerUnreachable('The discovery document does not belong to the issuer.');
  }
  const { jwks_uri: url } = discovered;
  const protocols = issuer.startsWith('https:') ? ['https:'] : ['https:', 'http:'];
  if (typeof url !== 'string' || !URL.canParse(url) || !protocols.includes(new URL(url).protocol)) {
    throw new IssuerUnreachable('The discovery document names no place of keys.');
  }
  return url;
}

function parseKeys(value: unknown): JSONWebKeySet {
  if (!isRecord(value) || !Array.isArray(value.keys) || !value.keys.every(isRecord)) {
    throw new IssuerUnreachable('The issuer answers with no set of keys.');
  }
  return { keys: value.keys };
}

async function fetchJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new IssuerUnreachable(`The issuer answers ${response.status}.`);
    return await response.json();
  } catch (cause) {
    if (cause instanceof IssuerUnreachable) throw cause;
    throw new IssuerUnreachable('The issuer does not answer with JSON.', { cause });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
