import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../../cli/config.ts';

const OIDC = { OIDC_ISSUER: 'https://issuer.example', OIDC_AUDIENCE: 'shop' };
const PRODUCTION = { GENKAN_MODE: 'production', ...OIDC };

describe('parseConfig', () => {
  it('needs nothing: development on loopback, the embedded database in .genkan', () => {
    expect(parseConfig({})).toEqual({
      mode: 'development',
      host: '127.0.0.1',
      port: 4000,
      adminPort: 4001,
      dataFolder: resolve('.genkan'),
      databaseUrl: undefined,
      oidc: undefined,
      publicUrl: undefined,
      subgraphUrls: new Map(),
      secret: undefined,
      gatewayKeyFile: undefined,
      gatewayPublicKeyFile: undefined,
      manifestFiles: [],
      authorizationMode: 'filter',
      candidateFile: undefined,
      token: undefined,
      logLevel: 'info',
    });
  });

  it('reads everything that the environment decides', () => {
    expect(
      parseConfig({
        ...PRODUCTION,
        HOST: '0.0.0.0',
        PORT: '0',
        ADMIN_PORT: '65535',
        GENKAN_DATA_DIR: '/data',
        DATABASE_URL: 'postgres://db.example/shop',
        GENKAN_PUBLIC_URL: 'https://shop.example',
        GENKAN_SUBGRAPH_URLS: 'orders=http://orders:4000/graphql?a=b,catalog=http://catalog/graphql',
        GENKAN_SECRET: 's'.repeat(32),
        GENKAN_MANIFESTS: 'web.json,app.json',
        GENKAN_AUTHORIZATION_MODE: 'reject',
        GENKAN_CANDIDATE_SUPERGRAPH: 'next.graphql',
        GENKAN_LOG_LEVEL: 'warn',
      }),
    ).toMatchObject({
      mode: 'production',
      host: '0.0.0.0',
      port: 0,
      adminPort: 65_535,
      dataFolder: '/data',
      databaseUrl: 'postgres://db.example/shop',
      oidc: { issuer: 'https://issuer.example', audience: 'shop' },
      publicUrl: 'https://shop.example',
      subgraphUrls: new Map([
        ['orders', 'http://orders:4000/graphql?a=b'],
        ['catalog', 'http://catalog/graphql'],
      ]),
      secret: 's'.repeat(32),
      manifestFiles: ['web.json', 'app.json'],
      authorizationMode: 'reject',
      candidateFile: 'next.graphql',
      logLevel: 'warn',
    });
  });

  it('has no issuer of its own in production, and no other issuer in development', () => {
    expect(parseConfig(OIDC).oidc).toBeUndefined();
    expect(parseConfig(PRODUCTION).oidc).toEqual({ issuer: 'https://issuer.example', audience: 'shop' });
  });

  it.each(['localhost', '127.0.0.1', '127.1.2.3', '::1'])('is loopback in development: %s', (HOST) => {
    expect(parseConfig({ HOST }).host).toBe(HOST);
  });

  it.each<[Record<string, string>, string]>([
    [{ GENKAN_MODE: 'Production' }, 'GENKAN_MODE must be development or production, got Production.'],
    [{ GENKAN_MODE: '' }, 'GENKAN_MODE must be development or production, got .'],
    [{ GENKAN_MODE: 'production', OIDC_AUDIENCE: 'shop' }, 'OIDC_ISSUER must be set in production.'],
    [{ ...PRODUCTION, OIDC_ISSUER: 'issuer' }, 'OIDC_ISSUER must be an http or https URL, got issuer.'],
    [{ ...PRODUCTION, OIDC_AUDIENCE: '' }, 'OIDC_AUDIENCE must be set where OIDC_ISSUER is.'],
    [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0: in development anybody can sign in'],
    [{ HOST: '::' }, 'HOST is ::: in development anybody can sign in'],
    [{ HOST: '127.0.0.1.evil.example' }, 'so it must be a loopback address'],
    [{ HOST: '' }, 'HOST is : in development'],
    [{ PORT: '65536' }, 'PORT must be a port from 0 to 65535, got 65536.'],
    [{ PORT: '-1' }, 'PORT must be a port from 0 to 65535, got -1.'],
    [{ PORT: '4e3' }, 'PORT must be a port from 0 to 65535, got 4e3.'],
    [{ ADMIN_PORT: '' }, 'ADMIN_PORT must be a port from 0 to 65535, got .'],
    [{ GENKAN_LOG_LEVEL: 'loud' }, 'GENKAN_LOG_LEVEL must be one of trace, debug, info,'],
    [{ GENKAN_SECRET: 'short' }, 'GENKAN_SECRET must have at least 32 characters.'],
    [{ GENKAN_SUBGRAPH_URLS: 'orders' }, 'GENKAN_SUBGRAPH_URLS'],
    [{ GENKAN_SUBGRAPH_URLS: '=http://orders' }, 'GENKAN_SUBGRAPH_URLS must be name=url pairs'],
    [
      { GENKAN_PUBLIC_URL: 'shop.example' },
      'GENKAN_PUBLIC_URL must be an http or https URL, got shop.example.',
    ],
    [{ GENKAN_PUBLIC_URL: 'http://' }, 'GENKAN_PUBLIC_URL must be an http or https URL, got http://.'],
    [{ GENKAN_PUBLIC_URL: '' }, 'GENKAN_PUBLIC_URL must be an http or https URL, got .'],
    [{ ...PRODUCTION, OIDC_ISSUER: 'https://' }, 'OIDC_ISSUER must be an http or https URL, got https://.'],
    [{ GENKAN_SUBGRAPH_URLS: 'orders=http://' }, 'GENKAN_SUBGRAPH_URLS, orders must be an http or https URL'],
  ])('refuses %j and names the setting', (environment, message) => {
    expect(() => parseConfig(environment)).toThrow(ConfigError);
    expect(() => parseConfig(environment)).toThrow(message);
  });
});
