import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Config } from '../config.ts';

/** Clients come under few names; to parse one takes longer than to remember it. */
const MAX_KNOWN_URLS = 1_000;
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses requests under a name that is not ours, which is how a page elsewhere reaches a program on loopback (DNS
 * rebinding), and requests from pages of other sites. Health checks may come by address.
 */
export function guardOrigin(app: FastifyInstance, config: Config): void {
  const allowed = listNames(config);
  const known = new LRUCache<string, boolean>({ max: MAX_KNOWN_URLS });
  const isAllowed = (url: string) => {
    let isKnown = known.get(url);
    if (isKnown === undefined) {
      isKnown = allowed.has(hostnameOf(url) ?? '');
      known.set(url, isKnown);
    }
    return isKnown;
  };
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.public === true) return done();
    const { host, origin } = request.headers;
    if (isAllowed(`http://${host}`) && (origin === undefined || isAllowed(origin))) return done();
    reply.code(403).send({ error: 'This host or origin is not served.' });
  });
}

function listNames({ host, publicUrl }: Config): ReadonlySet<string> {
  const ours = [`http://${bracket(host)}`, publicUrl ?? ''].map(hostnameOf);
  return new Set([...LOOPBACK_NAMES, ...ours].filter((name) => name !== undefined));
}

/** Undefined for what names no host: no URL, or one of another kind such as `file:///`. */
function hostnameOf(url: string): string | undefined {
  const hostname = URL.canParse(url) ? new URL(url).hostname : '';
  return hostname === '' ? undefined : hostname;
}

function bracket(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Served to anybody, under any name, without a caller. */
    public?: boolean;
  }
}
