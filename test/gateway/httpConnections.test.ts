import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createHttpSource,
  type HttpSource,
  type HttpSourceOptions,
} from '../../gateway/execution/httpSource.ts';
import { createCall, MUTATION, QUERY } from './subgraphCall.ts';
import { sendJson, startTestServer, type TestServer } from './testServer.ts';

const ANSWER = { data: { up: true } };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
  server.answer = (request, response) => {
    request.resume().on('end', () => sendJson(response, ANSWER));
  };
});

const opened: HttpSource[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

function open(options: Partial<HttpSourceOptions> = {}): HttpSource {
  const source = createHttpSource({ url: server.url, ...options });
  opened.push(source);
  return source;
}

function codeOf(fetched: Promise<unknown>): Promise<unknown> {
  return fetched.then(
    () => 'answered',
    (error: { code?: unknown }) => (error instanceof DOMException ? error.name : error.code),
  );
}

/** Has the server keep every request; gives the next one as it comes. */
function holdRequests(): { next(): Promise<ServerResponse>; held: ServerResponse[] } {
  const held: ServerResponse[] = [];
  const waiting: ((response: ServerResponse) => void)[] = [];
  let taken = 0;
  server.answer = (_request, response) => {
    held.push(response);
    waiting.shift()?.(response);
  };
  return {
    held,
    next: () =>
      new Promise((resolve) => {
        const response = held[taken++];
        if (response === undefined) waiting.push(resolve);
        else resolve(response);
      }),
  };
}

describe('the connections to a subgraph', () => {
  it('are kept alive', async () => {
    const sockets = new Set<unknown>();
    server.answer = (request: IncomingMessage, response) => {
      sockets.add(request.socket);
      request.resume().on('end', () => sendJson(response, ANSWER));
    };
    const source = open();
    for (let count = 0; count < 20; count++) await source.fetch(QUERY, createCall());
    // A connection that has just brought its answer is not free at once, so that two of them take turns.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('attack 79: are limited, further requests wait in turn, and more of them fail at once', async () => {
    const { next, held } = holdRequests();
    const source = open({ maxConcurrent: 2, maxWaiting: 2 });
    const fetches = Array.from({ length: 4 }, () => codeOf(source.fetch(QUERY, createCall())));
    await next();
    const second = await next();
    expect(await codeOf(source.fetch(QUERY, createCall()))).toBe('OVERLOADED');
    expect(held).toHaveLength(2);
    sendJson(second, ANSWER);
    sendJson(await next(), ANSWER);
    sendJson(await next(), ANSWER);
    expect(await Promise.race(fetches)).toBe('answered');
    for (const response of held) if (!response.writableEnded) sendJson(response, ANSWER);
    expect(await Promise.all(fetches)).toEqual(Array(4).fill('answered'));
    expect(await codeOf(source.fetch({ ...QUERY, signal: AbortSignal.abort() }, createCall()))).toBe(
      'AbortError',
    );
    expect(source.state()).toBe('closed');
  });

  it('are not waited for by whom nobody waits for', async () => {
    const { next, held } = holdRequests();
    const source = open({ maxConcurrent: 1, maxWaiting: 1 });
    const first = source.fetch(QUERY, createCall());
    const response = await next();
    const leaving = new AbortController();
    const second = codeOf(source.fetch({ ...QUERY, signal: leaving.signal }, createCall()));
    leaving.abort();
    expect(await second).toBe('AbortError');
    const third = source.fetch(QUERY, createCall());
    sendJson(response, ANSWER);
    await first;
    sendJson(await next(), ANSWER);
    expect(await third).toEqual(ANSWER);
    expect(held).toHaveLength(2);
  });

  it('let what is under way finish when they are closed, and take no more', async () => {
    const { next } = holdRequests();
    const source = open();
    const fetched = source.fetch(QUERY, createCall());
    const response = await next();
    const closed = source.close();
    expect(await codeOf(source.fetch(QUERY, createCall()))).toBe('UND_ERR_CLOSED');
    sendJson(response, ANSWER);
    expect(await fetched).toEqual(ANSWER);
    await closed;
    await source.close();
  });

  it.each(['before', 'in the middle of'])(
    'attack 63: are closed when the client leaves %s the answer',
    async (when) => {
      const { next } = holdRequests();
      const leaving = new AbortController();
      const source = open();
      const fetched = codeOf(source.fetch({ ...QUERY, signal: leaving.signal }, createCall()));
      const response = await next();
      if (when !== 'before') {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":');
        await sleep(20);
      }
      const closed = once(response, 'close');
      leaving.abort();
      expect(await fetched).toBe('AbortError');
      await closed;
      server.answer = (_request, another) => sendJson(another, ANSWER);
      expect(await source.fetch(QUERY, createCall())).toEqual(ANSWER);
    },
  );

  it('attack 71: are closed when the time is over while the answer drips', async () => {
    const source = open({ patienceMs: 0 });
    let dripping: NodeJS.Timeout | undefined;
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    server.answer = (_request, response) => {
      response.writeHead(200);
      dripping = setInterval(() => response.write(' '), 5);
      response.once('close', resolve);
    };
    const signal = AbortSignal.timeout(100);
    expect(await codeOf(source.fetch({ ...QUERY, signal }, createCall()))).toBe('TimeoutError');
    await closed;
    clearInterval(dripping);
  });

  it.each([
    ['nobody answers at its port', 'http://127.0.0.1:1', 'ECONNREFUSED'],
    ['its name is unknown', 'http://nowhere.invalid', 'ENOTFOUND'],
  ])('attack 70: fail with their cause if %s', async (_name, url, code) => {
    const signal = AbortSignal.timeout(5_000);
    expect([code, 'EAI_AGAIN']).toContain(
      await codeOf(open({ url }).fetch({ ...QUERY, signal }, createCall())),
    );
  });
});

describe('attack 77: a request whose connection closes before any answer', () => {
  /** Answers, but for every twelfth request, whose connection is closed. */
  function closeEveryTwelfth() {
    let count = 0;
    server.answer = (request, response) => {
      if (++count % 12 === 0) request.socket.destroy();
      else request.resume().on('end', () => sendJson(response, ANSWER));
    };
  }

  it('is sent again if it reads', async () => {
    closeEveryTwelfth();
    const source = open();
    const codes: unknown[] = [];
    for (let count = 0; count < 50; count++) codes.push(await codeOf(source.fetch(QUERY, createCall())));
    expect(codes).toEqual(Array(50).fill('answered'));
    expect(server.requests).toHaveLength(54);
  });

  it('is never sent again if it changes something', async () => {
    closeEveryTwelfth();
    const source = open();
    const codes: unknown[] = [];
    for (let count = 0; count < 50; count++) codes.push(await codeOf(source.fetch(MUTATION, createCall())));
    expect(codes.filter((code) => code !== 'answered')).toEqual(Array(4).fill('UND_ERR_SOCKET'));
    expect(server.requests).toHaveLength(50);
  });

  it('is sent again within a tenth of all requests', async () => {
    server.answer = (request) => request.socket.destroy();
    let nowMs = 0;
    const source = open({ now: () => nowMs });
    for (let count = 0; count < 200; count++) {
      // So long between requests that the circuit is never open.
      nowMs += 60_000;
      await codeOf(source.fetch(QUERY, createCall()));
    }
    expect(server.requests).toHaveLength(220);
  });

  it('is not sent again once an answer has begun', async () => {
    const source = open();
    for (let count = 0; count < 20; count++) await source.fetch(QUERY, createCall());
    server.requests.length = 0;
    server.answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy());
    };
    expect(await codeOf(source.fetch(QUERY, createCall()))).toBe('UND_ERR_SOCKET');
    expect(server.requests).toHaveLength(1);
  });
});

describe('attack 76: the circuit to a subgraph', () => {
  it('opens within 20 failed requests, answers without asking, and closes when a probe succeeds', async () => {
    let nowMs = 0;
    const source = open({ now: () => nowMs });
    server.answer = (request, response) => {
      request.resume().on('end', () => response.writeHead(503).end());
    };
    const codes: unknown[] = [];
    for (let count = 0; count < 30; count++) codes.push(await codeOf(source.fetch(QUERY, createCall())));
    const asked = server.requests.length;
    expect(asked).toBeLessThanOrEqual(20);
    expect(codes).toEqual([...Array(asked).fill('HTTP_STATUS'), ...Array(30 - asked).fill('CIRCUIT_OPEN')]);
    expect(source.state()).toBe('open');
    nowMs += 1_000;
    expect(source.state()).toBe('half-open');
    const { next } = holdRequests();
    const probe = source.fetch(QUERY, createCall());
    const response = await next();
    expect(await codeOf(source.fetch(QUERY, createCall()))).toBe('CIRCUIT_OPEN');
    sendJson(response, ANSWER);
    await probe;
    expect(source.state()).toBe('closed');
  });

  it('opens for those too who wait for a connection', async () => {
    const source = open({ maxConcurrent: 1 });
    server.answer = (request, response) => {
      request.resume().on('end', () => response.writeHead(503).end());
    };
    const codes = await Promise.all(
      Array.from({ length: 100 }, () => codeOf(source.fetch(QUERY, createCall()))),
    );
    expect(server.requests.length).toBeLessThanOrEqual(20);
    expect(new Set(codes)).toEqual(new Set(['HTTP_STATUS', 'CIRCUIT_OPEN']));
    expect(source.state()).toBe('open');
  });

  it.each([
    ['opens when nothing comes in the time that a subgraph has', 0, 'open'],
    ['stays closed when calls had hardly any time left', 60_000, 'closed'],
  ])('%s', async (_name, patienceMs, state) => {
    holdRequests();
    const source = open({ patienceMs });
    await Promise.all(
      Array.from({ length: 20 }, () =>
        codeOf(source.fetch({ ...QUERY, signal: AbortSignal.timeout(20) }, createCall())),
      ),
    );
    expect(source.state()).toBe(state);
  });

  it('stays closed when clients leave', async () => {
    const { next } = holdRequests();
    const source = open({ patienceMs: 0 });
    for (let count = 0; count < 30; count++) {
      const leaving = new AbortController();
      const fetched = codeOf(source.fetch({ ...QUERY, signal: leaving.signal }, createCall()));
      await next();
      leaving.abort();
      await fetched;
    }
    expect(source.state()).toBe('closed');
  });

  it('stays closed when a subgraph answers with errors', async () => {
    server.answer = (_request, response) => sendJson(response, { errors: [{ message: 'no' }] });
    const source = open();
    for (let count = 0; count < 30; count++) await source.fetch(QUERY, createCall());
    expect(source.state()).toBe('closed');
  });

  it.each([
    ['refuses what clients send', 413, '<html>too large</html>', 'REQUEST_REFUSED'],
    ['is asked for more than is taken', 200, JSON.stringify({ data: 'x'.repeat(200) }), 'ANSWER_TOO_LARGE'],
  ])('stays closed when a subgraph %s', async (_what, status, body, code) => {
    server.answer = (request, response) => {
      request.resume().on('end', () => response.writeHead(status).end(body));
    };
    const source = open({ maxBytes: 100 });
    for (let count = 0; count < 30; count++) {
      expect(await codeOf(source.fetch(QUERY, createCall()))).toBe(code);
    }
    expect(source.state()).toBe('closed');
  });

  it.each([408, 429])('opens when a subgraph cannot keep up, as status %i says', async (status) => {
    server.answer = (request, response) => {
      request.resume().on('end', () => response.writeHead(status).end());
    };
    const source = open();
    for (let count = 0; count < 20; count++) await codeOf(source.fetch(QUERY, createCall()));
    expect(source.state()).toBe('open');
  });
});
