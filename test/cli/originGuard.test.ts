import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { type Config, parseConfig } from '../../cli/config.ts';
import { createAdminApp } from '../../cli/http/adminApp.ts';
import { createMetrics } from '../../cli/http/metrics.ts';
import { guardOrigin } from '../../cli/http/originGuard.ts';

/** What the guard says to a request under a name, from a page of an origin. */
async function statusOf(config: Config, headers: Record<string, string>): Promise<number> {
  const app = Fastify();
  guardOrigin(app, config);
  app.get('/', async () => 'here');
  const { statusCode } = await app.inject({ url: '/', headers });
  await app.close();
  return statusCode;
}

describe('guardOrigin', () => {
  const config = parseConfig({ GENKAN_PUBLIC_URL: 'https://shop.example' });

  it.each([
    { host: '127.0.0.1:4000' },
    { host: '[::1]:4000' },
    { host: 'localhost', origin: 'http://localhost:3000' },
    { host: 'shop.example', origin: 'https://shop.example' },
  ])('lets %j in', async (headers) => {
    expect(await statusOf(config, headers)).toBe(200);
  });

  it.each([
    { host: 'attacker.example' },
    { host: 'localhost', origin: 'https://attacker.example' },
    { host: 'localhost', origin: 'null' },
    { host: 'localhost', origin: '' },
    { host: 'localhost', origin: 'file:///' },
  ])('refuses %j', async (headers) => {
    expect(await statusOf(config, headers)).toBe(403);
  });

  it('refuses an opaque origin even where a setting that names no host came past the parser', async () => {
    for (const unnamed of [{ publicUrl: 'http://' }, { publicUrl: 'file:///' }, { host: '' }]) {
      expect(await statusOf({ ...config, ...unnamed }, { host: 'localhost', origin: 'null' })).toBe(403);
    }
  });

  it("guards the operators' addresses too: a page elsewhere could reach them by a name of its own", async () => {
    const app = createAdminApp(config, () => ({ mode: 'production' }), createMetrics());
    const ask = (url: string, host: string) => app.inject({ url, headers: { host } });
    for (const url of ['/metrics', '/status']) {
      expect((await ask(url, 'attacker.example')).statusCode).toBe(403);
      expect((await ask(url, 'localhost:4001')).statusCode).toBe(200);
    }
    await app.close();
  });
});
