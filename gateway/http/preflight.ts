import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../errors.ts';

/** What a page may send anywhere without a preflight (Fetch standard, CORS-safelisted request-header). */
const SIMPLE_TYPES: ReadonlySet<string> = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
]);

/**
 * Refuses what a page elsewhere could make a browser send with its user's rights: a request whose content type is
 * absent or simple, and that carries neither of the headers that Apollo's clients send for this.
 * @throws GatewayError BAD_REQUEST
 */
export function checkPreflight(headers: IncomingHttpHeaders): void {
  const contentType = headers['content-type'];
  if (contentType === 'application/json') return;
  if (contentType !== undefined && !SIMPLE_TYPES.has(readEssence(contentType))) return;
  if (headers['x-apollo-operation-name'] || headers['apollo-require-preflight']) return;
  throw new GatewayError('BAD_REQUEST', {
    detail: 'The request needs a content-type of application/json, or the header apollo-require-preflight.',
  });
}

/** A media type without its parameters. */
function readEssence(contentType: string): string {
  const [essence = ''] = contentType.split(';', 1);
  return essence.trim().toLowerCase();
}
