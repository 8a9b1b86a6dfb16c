import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { Head } from './entry.ts';

/** Signs with a key that must be nowhere near the database. */
export interface HeadSigner {
  /** The key's thumbprint (RFC 7638). */
  readonly keyId: string;
  signHead(head: Head): string;
  signCheckpoint(head: Head): string;
}

/** Knows signatures of the keys that it was given. */
export interface HeadVerifier {
  isHead(head: Head, signature: string): boolean;
  isCheckpoint(head: Head, signature: string): boolean;
}

/**
 * @param key a private Ed25519 key as a JWK in JSON (RFC 8037).
 * @throws TypeError for any other.
 */
export function createHeadSigner(key: string): HeadSigner {
  const jwk = parseKey(JSON.parse(key));
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const signText = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64url');
  return {
    keyId: thumbprint(jwk),
    signHead: (head) => signText(describeHead(head)),
    signCheckpoint: (head) => signText(describeCheckpoint(head)),
  };
}

/**
 * @param keys each an Ed25519 key as a JWK, or a set of them, in JSON; public halves are enough.
 * @throws TypeError for any other.
 */
export function createHeadVerifier(keys: readonly string[]): HeadVerifier {
  const publicKeys = keys.flatMap((text) => parseKeySet(JSON.parse(text))).map(readPublicKey);
  const isSigned = (text: string, signature: string) =>
    publicKeys.some((key) => verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url')));
  return {
    isHead: (head, signature) => isSigned(describeHead(head), signature),
    isCheckpoint: (head, signature) => isSigned(describeCheckpoint(head), signature),
  };
}

/** Each use has its own first line, so that no signature of the one passes for the other. */
function describeHead({ writer, sequence, hash }: Head): string {
  return `genkan-audit-head/1\n${writer}\n${sequence}\n${hash}\n`;
}

function describeCheckpoint({ writer, sequence, hash }: Head): string {
  return `genkan-audit-checkpoint/1\n${writer}\n${sequence}\n${hash}\n`;
}

interface Ed25519Key extends JsonWebKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

function parseKeySet(json: unknown): readonly Ed25519Key[] {
  const keys = typeof json === 'object' && json !== null && 'keys' in json ? json.keys : [json];
  if (!Array.isArray(keys)) throw new TypeError('A set of keys must have a list of them.');
  return keys.map(parseKey);
}

function parseKey(json: unknown): Ed25519Key {
  const key = (json ?? {}) as Record<string, unknown>;
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || typeof key.x !== 'string') {
    throw new TypeError('An audit key must be an Ed25519 key as a JWK.');
  }
  return key as Ed25519Key & typeof key;
}

function readPublicKey({ kty, crv, x }: Ed25519Key): KeyObject {
  return createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
}

function thumbprint({ x }: Ed25519Key): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
}
