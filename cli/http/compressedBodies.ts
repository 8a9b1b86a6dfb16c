import { createGunzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/**
 * Has this app read bodies that were sent compressed with gzip; one of another coding is 415 (RFC 9110, section
 * 15.5.16). The body limit holds for what comes out, so that a bomb is 413 as soon as it has grown to that.
 */
export function acceptCompressedBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const coding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
    if (coding === 'identity') return payload;
    if (coding !== 'gzip' && coding !== 'x-gzip') throw new CodingError();
    const unpacked = Object.assign(createGunzip(), { receivedEncodedLength: 0 });
    payload.on('data', (chunk: Buffer) => {
      // Fastify compares this with Content-Length, which counts what was sent.
      unpacked.receivedEncodedLength += chunk.length;
    });
    payload.on('error', (error) => unpacked.destroy(error));
    // Whoever reads it listens too; of a request that is refused unread, nobody else would, and the program would end.
    unpacked.on('error', () => payload.resume());
    return payload.pipe(unpacked);
  });
}

class CodingError extends Error {
  override name = 'CodingError';
  readonly statusCode = 415;

  constructor() {
    super('A body may be compressed with gzip.');
  }
}
