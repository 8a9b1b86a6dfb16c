import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * Whoever occurs in entries, as caller or as the one whose data it was. Entries hold the pseudonym alone; the name
 * and the key are kept beside the chains, and are all that an erasure destroys: what is left of the party in the
 * chains then tells nothing, and verifies as before.
 */
export interface Party {
  readonly name: string;
  /** HMAC-SHA256 of the name under the key: neither can be exchanged for another unnoticed. */
  readonly pseudonym: string;
  /** 32 bytes, base64url. */
  readonly key: string;
}

/** The name of somebody whose data it is, from the id that subgraphs report. */
export function nameSubject(id: string): string {
  return `subject:${id}`;
}

/** The name of a caller who is nobody's data's subject. */
export function nameCaller(tokenSubject: string): string {
  return `caller:${tokenSubject}`;
}

export function createParty(name: string): Party {
  const key = randomBytes(32).toString('base64url');
  return { name, key, pseudonym: derivePseudonym(name, key) };
}

export function isGenuine({ name, key, pseudonym }: Party): boolean {
  return derivePseudonym(name, key) === pseudonym;
}

function derivePseudonym(name: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(name).digest('base64url');
}

/** What an entry keeps that may tell of its parties. */
export interface SealedContent {
  /** The caller's, from its token. */
  readonly subject: string | undefined;
  readonly stated: Readonly<Record<string, string>>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts (AES-256-GCM) under the keys of all these parties together: when one of them is erased, nobody can read
 * it any more, because what is told of one may tell of another.
 */
export function seal(content: SealedContent, parties: readonly Party[]): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', joinKeys(parties), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
  return Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64url');
}

/** @returns undefined where these are not the parties that it was sealed for. */
export function unseal(sealed: string, parties: readonly Party[]): SealedContent | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', joinKeys(parties), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
    // Only whoever had the keys can have written it, in this form.
    return JSON.parse(Buffer.concat([text, decipher.final()]).toString()) as SealedContent;
  } catch (error) {
    if (error instanceof Error && error.message.includes('authenticate')) return undefined;
    throw error;
  }
}

function joinKeys(parties: readonly Party[]): Buffer {
  const keys = [...new Set(parties.map(({ key }) => key))].sort();
  return createHash('sha256')
    .update(`genkan-audit-seal/1\n${keys.join('\n')}`)
    .digest();
}
