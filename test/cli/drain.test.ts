import { pino } from 'pino';
import { expect, it } from 'vitest';
import { parseGatewayConfig } from '../../cli/config.ts';
import { createApp } from '../../cli/http/createApp.ts';
import { createMetrics } from '../../cli/http/metrics.ts';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';

it('attack 83: while it drains, a program is unready, and tells clients to connect to another', async () => {
  const { app, drain } = createApp({
    config: parseGatewayConfig({ PORT: '0', ADMIN_PORT: '0' }, { urls: [] }),
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    verifyCaller: async () => ANONYMOUS,
    baseUrl: () => '',
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const ask = async () => {
    const { status, headers } = await fetch(`${url}/readyz`);
    return { status, connection: headers.get('connection') };
  };
  expect(await ask()).toEqual({ status: 200, connection: 'keep-alive' });
  drain();
  expect(await ask()).toEqual({ status: 503, connection: 'close' });
  await app.close();
});
