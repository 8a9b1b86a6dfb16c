import { gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { acceptCompressedBodies } from '../../cli/http/compressedBodies.ts';

const app = Fastify({ bodyLimit: 100_000 });
acceptCompressedBodies(app);
app.post('/', async ({ body }) => body);
const url = await app.listen({ host: '127.0.0.1', port: 0 });
afterAll(() => app.close());

async function post(body: Uint8Array<ArrayBuffer>, coding: string, type = 'application/json') {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type, 'content-encoding': coding },
    body,
  });
  return { status: response.status, text: await response.text() };
}

describe('a compressed body', () => {
  it('is read as what it was', async () => {
    const json = JSON.stringify({ query: '{ __typename }'.repeat(1_000) });
    expect(await post(new Uint8Array(gzipSync(json)), 'gzip')).toEqual({ status: 200, text: json });
  });

  it('attack 10: is 413 when it grows beyond the cap, however small it was', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')));
    expect(bomb.length).toBeLessThan(100_000);
    expect((await post(bomb, 'gzip')).status).toBe(413);
  });

  it('is 400 when it is not what it says', async () => {
    expect((await post(new TextEncoder().encode('{}'), 'gzip')).status).toBe(400);
    expect((await post(new Uint8Array(gzipSync('{"a":1}').subarray(0, 15)), 'gzip')).status).toBe(400);
  });

  it('attack 10: that is not what it says ends no program, where it is refused unread', async () => {
    const noGzip = (length: number) => new Uint8Array(length).fill(0x20);
    // Vitest fails on an error that nobody handles.
    expect((await post(noGzip(100), 'gzip', 'application/x-none')).status).toBe(415);
    expect((await post(noGzip(100_001), 'gzip')).status).toBe(413);
    expect((await post(new Uint8Array(gzipSync('{}')), 'gzip')).status).toBe(200);
  });

  it.each(['br', 'deflate', 'zstd', 'gzip, gzip'])('is 415 with the coding %s', async (coding) => {
    expect((await post(new TextEncoder().encode('{}'), coding)).status).toBe(415);
  });

  it('is what it was without a coding', async () => {
    expect((await post(new TextEncoder().encode('{}'), 'identity')).status).toBe(200);
  });
});
