import { importJWK, type JWK, SignJWT } from 'jose';
import type { CallAssertion } from './httpSource.ts';

/** Who the gateway is towards subgraphs. */
export const GATEWAY_ISSUER = 'urn:genkan:gateway';

/** Long enough for one fetch, and useless soon after. */
const TTL_SECONDS = 60;

/**
 * Signs what a subgraph is told of a call, for that subgraph alone (audience `urn:genkan:subgraph:<name>`).
 * @param key a private Ed25519 JWK as JSON.
 */
export async function createCallSigner(
  key: string,
): Promise<(subgraph: string, assertion: CallAssertion) => Promise<string>> {
  const jwk = JSON.parse(key) as JWK;
  const privateKey = await importJWK(jwk, 'EdDSA');
  return (subgraph, assertion) =>
    new SignJWT({ call: assertion })
      .setProtectedHeader({
        alg: 'EdDSA',
        typ: 'genkan-call+jwt',
        ...(jwk.kid !== undefined && { kid: jwk.kid }),
      })
      .setIssuer(GATEWAY_ISSUER)
      .setAudience(`urn:genkan:subgraph:${subgraph}`)
      .setIssuedAt()
      .setExpirationTime(`${TTL_SECONDS}s`)
      .sign(privateKey);
}
