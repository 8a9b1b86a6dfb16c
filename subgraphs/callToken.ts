import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type Caller, InvalidCaller, parseCaller } from './caller.ts';
import { isRecord } from './isRecord.ts';

/** What the gateway says of a call. */
export interface SignedCall {
  readonly caller: Caller;
  /** The registered operation; absent for an ad-hoc query. */
  readonly operationId?: string;
  /** What the call states of itself, by name, such as a reason. */
  readonly stated: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** The only mutation that it may be used for, as {@link digestRequest} has it; absent: none. */
  readonly mutation?: string;
}

/** Nothing that the gateway signed for this subgraph just now. Whoever sent it learns no more than that. */
export class InvalidCallToken extends Error {
  override name = 'InvalidCallToken';
}

/**
 * Reads what the gateway signed for one subgraph.
 * @throws InvalidCallToken for anything else.
 */
export type VerifyCall = (subgraph: string, token: string) => SignedCall;

/** What a mutation is signed as. A JSON body that is parsed and written again is the same. */
export function digestRequest(document: string, variables: Readonly<Record<string, unknown>>): string {
  return hash('sha256', JSON.stringify([document, variables]), 'base64url');
}

/** The gateway's public keys by their `kid`: the current one, and while they are changed the next. */
export type GatewayKeys = ReadonlyMap<string, KeyObject>;

const ISSUER = 'urn:genkan:gateway';
/** How far the gateway's clock may be off, either way. */
const CLOCK_TOLERANCE_SECONDS = 30;
const MAX_LIFE_SECONDS = 60;
/** A few fetches of a call come with the same token, at about the same time. */
const MAX_REMEMBERED_TOKENS = 1_000;

interface Verified {
  readonly call: SignedCall;
  readonly subgraph: string;
  /** In seconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/**
 * Verifies call tokens, by HTTP and in one process alike: compact JWS (RFC 7515) with Ed25519 (RFC 8037) and no
 * other algorithm, for the subgraph that is asked, of at most 60 seconds. A signature is verified once.
 *
 * The synchronous `node:crypto` rather than jose: see the gateway's side, `signCall`.
 */
export function createCallVerifier(keys: GatewayKeys, now: () => Date): VerifyCall {
  const remembered = new LRUCache<string, Verified>({ max: MAX_REMEMBERED_TOKENS });
  return (subgraph, token) => {
    let verified = remembered.get(token);
    if (verified === undefined) {
      verified = parsePayload(readSigned(token, keys));
      remembered.set(token, verified);
    }
    const { issuedAt, expiresAt } = verified;
    const seconds = now().getTime() / 1_000;
    if (seconds < issuedAt - CLOCK_TOLERANCE_SECONDS) refuse('is of the future');
    if (seconds >= expiresAt + CLOCK_TOLERANCE_SECONDS) refuse('has expired');
    if (verified.subgraph !== subgraph) refuse('is for another subgraph');
    return verified.call;
  };
}

/**
 * Reads public keys for {@link createCallVerifier}.
 * @param json a JWK, or a JWK Set (RFC 7517), of Ed25519; private parts are left out.
 * @throws TypeError for anything else, for a key without `kid`, and for no key at all.
 */
export function parseGatewayKeys(json: string): GatewayKeys {
  const parsed: unknown = JSON.parse(json);
  const jwks: unknown = isRecord(parsed) && 'keys' in parsed ? parsed.keys : [parsed];
  if (!Array.isArray(jwks) || jwks.length === 0) throw new TypeError('There must be a key of the gateway.');
  return new Map(
    jwks.map((jwk: unknown) => {
      if (!isRecord(jwk) || jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || typeof jwk.x !== 'string') {
        throw new TypeError("Each of the gateway's keys must be a JWK of Ed25519.");
      }
      if (typeof jwk.kid !== 'string') throw new TypeError('Each of the gateway\'s keys must have a "kid".');
      return [jwk.kid, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: jwk.x }, format: 'jwk' })];
    }),
  );
}

/** An Ed25519 signature has 64 bytes. */
const COMPACT_JWS = /^([\w-]{1,512})\.([\w-]{1,16000})\.([\w-]{86})$/;

/** The payload, once the signature over it is known to be the gateway's. */
function readSigned(token: string, keys: GatewayKeys): unknown {
  const [, header, payload, signature] = COMPACT_JWS.exec(token) ?? [];
  if (header === undefined || payload === undefined || signature === undefined) {
    return refuse('is no compact JWS');
  }
  const key = keys.get(parseHeader(decode(header)));
  if (key === undefined) return refuse('is signed with an unknown key');
  const isSigned = verify(
    null,
    Buffer.from(`${header}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  return isSigned ? decode(payload) : refuse('has another signature');
}

/** @returns the key's id. A header that says anything beside it, such as where to find a key, is refused. */
function parseHeader(header: unknown): string {
  if (!isRecord(header) || Object.keys(header).length !== 3) return refuse('has another header');
  const { alg, typ, kid } = header;
  if (alg !== 'EdDSA' || typ !== 'genkan-call+jwt' || typeof kid !== 'string') {
    return refuse('has another header');
  }
  return kid;
}

const AUDIENCE = /^urn:genkan:subgraph:(.+)$/;

function parsePayload(payload: unknown): Verified {
  if (!isRecord(payload) || payload.iss !== ISSUER) return refuse('is of another issuer');
  const { aud, iat, exp } = payload;
  const subgraph = typeof aud === 'string' ? AUDIENCE.exec(aud)?.[1] : undefined;
  if (subgraph === undefined) return refuse('has another audience');
  if (!isSeconds(iat) || !isSeconds(exp) || exp - iat > MAX_LIFE_SECONDS) return refuse('lives too long');
  const { mutation } = payload;
  if (mutation !== undefined && typeof mutation !== 'string')
    return refuse('is for no mutation that it names');
  const call = { ...parseCall(payload.call), ...(mutation !== undefined && { mutation }) };
  return { call, subgraph, issuedAt: iat, expiresAt: exp };
}

function parseCall(call: unknown): SignedCall {
  if (!isRecord(call)) return refuse('tells of no call');
  const { operationId, stated = {}, requestId } = call;
  if (typeof requestId !== 'string') return refuse('has no request id');
  if (operationId !== undefined && typeof operationId !== 'string') return refuse('has another operation id');
  if (!isTextRecord(stated)) return refuse('states what is no text');
  return {
    caller: readCaller(call.caller),
    ...(operationId !== undefined && { operationId }),
    stated,
    requestId,
  };
}

function readCaller(vouched: unknown): Caller {
  try {
    return parseCaller(vouched);
  } catch (error) {
    if (error instanceof InvalidCaller) throw new InvalidCallToken(error.message, { cause: error });
    throw error;
  }
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('holds no JSON');
    throw error;
  }
}

function refuse(why: string): never {
  throw new InvalidCallToken(`The call token ${why}.`);
}

function isSeconds(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isTextRecord(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string');
}
