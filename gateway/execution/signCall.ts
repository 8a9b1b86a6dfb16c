import { createPrivateKey, hash, sign as signBytes } from 'node:crypto';
import { type Call, type SubgraphFetch, vouchFor } from './dataSource.ts';

/** Who the gateway is towards subgraphs. */
export const GATEWAY_ISSUER = 'urn:genkan:gateway';

/** Says who a call is for, so that one subgraph believes it; and, of a mutation, what it may do. */
export type SignCall = (call: Call, fetch: SignedFetch) => string;

export type SignedFetch = Pick<SubgraphFetch, 'kind' | 'document' | 'variables'>;

/** Longer than a fetch may take. With the clock tolerance of subgraphs, a token is of no use after a minute. */
const LIFE_SECONDS = 30;

/**
 * Signs what subgraphs are told of a call: a JWS (RFC 7515) with Ed25519 (RFC 8037), for one subgraph alone
 * (audience `urn:genkan:subgraph:<name>`). The fetches of one call to one subgraph share a token, but that a mutation's
 * is signed for the mutation: whoever gets hold of a token can repeat that one, and do nothing else.
 *
 * The synchronous `node:crypto` rather than jose: a call is signed and verified once for each of its subgraphs, and
 * by way of WebCrypto's threads that takes more than twice the CPU.
 * @param key a private Ed25519 JWK with its `kid`, as JSON.
 * @returns for a subgraph's name how to sign for it.
 * @throws TypeError for any other key.
 */
export function createCallSigner(key: string, now: () => Date): (subgraph: string) => SignCall {
  const { kid, privateKey } = parseKey(key);
  const header = encode({ alg: 'EdDSA', typ: 'genkan-call+jwt', kid });
  return (subgraph) => {
    const audience = `urn:genkan:subgraph:${subgraph}`;
    const signed = new WeakMap<Call, string>();
    return (call, fetch) => {
      let token = fetch.kind === 'mutation' ? undefined : signed.get(call);
      if (token === undefined) {
        const issuedAt = Math.floor(now().getTime() / 1_000);
        const times = { iat: issuedAt, exp: issuedAt + LIFE_SECONDS };
        const payload = encode({
          iss: GATEWAY_ISSUER,
          aud: audience,
          ...times,
          call: describeCall(call),
          ...(fetch.kind === 'mutation' && { mutation: digestFetch(fetch) }),
        });
        const content = `${header}.${payload}`;
        token = `${content}.${signBytes(null, Buffer.from(content), privateKey).toString('base64url')}`;
        signed.set(call, token);
      }
      return token;
    };
  };
}

function parseKey(key: string) {
  const jwk: unknown = JSON.parse(key);
  if (typeof jwk !== 'object' || jwk === null || !('kid' in jwk) || typeof jwk.kid !== 'string') {
    throw new TypeError('The key that calls are signed with must be a JWK with a "kid".');
  }
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('The key that calls are signed with must be of Ed25519.');
  }
  return { kid: jwk.kid, privateKey };
}

function describeCall({ caller, operationId, stated, requestId }: Call) {
  // An ad-hoc query has no id: JSON leaves out what is undefined.
  return { caller: vouchFor(caller), operationId, stated, requestId };
}

function digestFetch({ document, variables }: SignedFetch): string {
  return hash('sha256', JSON.stringify([document, variables]), 'base64url');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
