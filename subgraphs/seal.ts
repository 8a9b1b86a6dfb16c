import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.ts';

/** Hands values out as text and takes back only what it handed out itself. */
export interface Seal<Body> {
  /** `body.seal`, both base64url. Whoever holds it can read the body: no secret belongs there. */
  write(body: Body): string;
  /** The value, or undefined unless the same caller got this text for the same purpose. */
  read(text: string): Body | undefined;
}

/** Of an HMAC-SHA-256 half is enough where each guess has to be sent here, and an assistant reads it all. */
const SEAL_BYTES = 16;

/** @param purpose what the text is for, and all that it must not be carried over from or to. */
export function createSeal<Body>(secret: string, caller: Caller, ...purpose: readonly string[]): Seal<Body> {
  const owner = identifyCaller(caller);
  const seal = (body: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([purpose, owner, body]))
      .digest()
      .subarray(0, SEAL_BYTES)
      .toString('base64url');
  return {
    write(value) {
      const body = Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${body}.${seal(body)}`;
    },
    read(text) {
      const body = text.slice(0, Math.max(text.indexOf('.'), 0));
      // Compared as text: base64url decoding is lenient, and one value must have one spelling.
      const given = Buffer.from(text);
      const expected = Buffer.from(`${body}.${seal(body)}`);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      // The seal proves that `write` made the body.
      return JSON.parse(Buffer.from(body, 'base64url').toString()) as Body;
    },
  };
}

function identifyCaller(caller: Caller): readonly string[] {
  switch (caller.context) {
    case 'anonymous':
      return [caller.context];
    case 'customer':
      return [caller.context, caller.subject, caller.customerId];
    case 'support':
    case 'admin':
    case 'service':
      return [caller.context, caller.subject];
  }
}
