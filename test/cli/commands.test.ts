import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import TOOLS from '../../operations/tools.generated.json' with { type: 'json' };
import { runGenkan } from '../harness/spawnGenkan.ts';

/** A folder that no program has seen; none of these commands opens a database. */
let dataFolder: string;
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'genkan-commands-'));
});
afterAll(() => rmSync(dataFolder, { recursive: true }));

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runGenkan({ dataFolder, databaseUrl: undefined, remove: async () => {} }, args, { env, cwd: tmpdir() });

describe('genkan', () => {
  it.each([[[]], [['no-such-command']], [['constructor']]])(
    'with %j prints its usage and fails',
    async (args) => {
      const { code, stdout, stderr } = await run(args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^genkan <command>\n/);
      for (const name of ['start', 'gateway', 'mcp', 'import', 'compose', 'tools', 'call', 'token']) {
        expect(stderr).toContain(`\n  ${name} `);
      }
    },
  );

  it.each<[string, readonly string[], Record<string, string>, string]>([
    ['a setting that is missing', ['start'], { GENKAN_MODE: 'production' }, 'OIDC_ISSUER must be set'],
    ['an unknown subgraph', ['start', '--subgraph', 'no-such'], {}, 'There is no subgraph no-such.'],
    ['an unknown option', ['tools', '--yaml'], {}, "Unknown option '--yaml'"],
    ['no file to import', ['import'], {}, 'genkan import <books.csv>'],
  ])('explains %s in one line', async (_what, args, env, message) => {
    const { code, stdout, stderr } = await run(args, env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim()).not.toContain('\n');
  });
});

describe('genkan token', () => {
  it('--list has one id first on each line', async () => {
    const { code, stdout } = await run(['token', '--list']);
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/)[0]);
    expect({ code, ids }).toEqual({
      code: 0,
      ids: [
        ...['customer-us', 'customer-us-2', 'customer-us-new', 'customer-us-collector'],
        ...['customer-jp', 'customer-jp-2', 'customer-de', 'customer-de-2', 'customer-us-jp'],
        ...['support-us', 'support-us-lead', 'support-us-eu', 'support-jp', 'support-de'],
        ...['admin-us', 'admin-de', 'service-sync'],
      ],
    });
  });

  it('prints one token, signed with a key that is for its owner alone', async () => {
    const { code, stdout, stderr } = await run(['token', '--as', 'customer-us']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeJwt(stdout)).toMatchObject({
      sub: 'customer-us',
      context: 'customer',
      scope:
        'orders:read orders:write orders:tracking orders:address profile:read ' +
        'library:read library:write alerts:write tickets:read tickets:write',
      marketplaces: ['US'],
      customer_id: 'cust-us-1',
    });
    expect(statSync(join(dataFolder, 'development-key.json')).mode & 0o777).toBe(0o600);
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
  });

  it('narrows scopes and time', async () => {
    const narrowed = await run(['token', '--as', 'customer-us', '--scope', 'orders:read', '--ttl', '60']);
    const { scope, iat = 0, exp = 0 } = decodeJwt<{ scope: string }>(narrowed.stdout);
    expect({ scope, ttl: exp - iat }).toEqual({ scope: 'orders:read', ttl: 60 });
    const minutes = decodeJwt((await run(['token', '--as', 'customer-us', '--ttl', '15m'])).stdout);
    expect((minutes.exp ?? 0) - (minutes.iat ?? 0)).toBe(900);
    const none = await run(['token', '--as', 'customer-us', '--scope', '', '--marketplace', '']);
    expect(decodeJwt(none.stdout)).toMatchObject({ scope: '' });
    expect(decodeJwt(none.stdout)).not.toHaveProperty('marketplaces');
    const nowhere = await run(['token', '--as', 'support-us', '--region', '']);
    expect(decodeJwt(nowhere.stdout)).toMatchObject({ marketplaces: ['US'] });
    expect(decodeJwt(nowhere.stdout)).not.toHaveProperty('regions');
  });

  it.each([
    [['--as', 'nobody'], '--as must be one of customer-us, '],
    [[], '--as must be one of customer-us, '],
    [['--as', 'support-us', '--scope', 'orders:read'], '--scope orders:read is not granted'],
    [['--as', 'customer-us', '--scope', 'orders:read,root'], '--scope root is not granted'],
    [['--as', 'customer-us', '--marketplace', 'JP'], '--marketplace JP is not granted'],
    [['--as', 'support-us', '--region', 'EU'], '--region EU is not granted'],
    [['--as', 'customer-us', '--ttl', '28801'], '--ttl must be from 1s to 8h, got '],
    [['--as', 'customer-us', '--ttl', '0'], '--ttl must be from 1s to 8h, got '],
  ])('with %j cannot widen: it fails', async (args, message) => {
    const { code, stdout, stderr } = await run(['token', ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('prints none in production', async () => {
    const production = {
      GENKAN_MODE: 'production',
      OIDC_ISSUER: 'https://issuer.example',
      OIDC_AUDIENCE: 'shop',
    };
    expect(await run(['token', '--as', 'customer-us'], production)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Tokens come from the OIDC issuer in production.\n',
    });
  });
});

describe('genkan tools', () => {
  it('lists every tool, one a line, and with --json its definition', async () => {
    const names = TOOLS.map(({ name }) => name);
    const { stdout } = await run(['tools']);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => line.split(/\s+/)[0])).toEqual(names);
    expect(lines.flatMap((line) => (/ writes /.test(line) ? line.split(/\s+/, 1) : []))).toEqual([
      'add_to_wishlist',
      ...['cancel_order', 'change_shipping_address'],
      ...['create_support_ticket', 'notify_on_restock', 'start_return'],
    ]);
    const definitions: { name: string; description: string; inputSchema: object; outputSchema: object }[] =
      JSON.parse((await run(['tools', '--json'])).stdout);
    expect(definitions.map(({ name }) => name)).toEqual(names);
  });
});

describe('genkan compose', () => {
  it('--check is silent while the committed supergraph is what the subgraphs compose to', async () => {
    expect(await run(['compose', '--check'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
