import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { boundJsonBodies, findJsonFault } from '../../cli/http/jsonBodies.ts';

const status = (json: string) => findJsonFault(Buffer.from(json))?.statusCode;
const list = (count: number, entry: string) => `[${Array(count).fill(entry).join(',')}]`;

describe('a JSON body is refused unparsed', () => {
  it('attack 46: with a million elements', () => {
    expect(status(list(1_000_000, '1'))).toBe(413);
    expect(status(list(1_000_000, '{}'))).toBe(413);
    expect(status(list(50_000, '1'))).toBeUndefined();
  });

  it('attack 46: with 300,000 keys', () => {
    const keys = Array.from({ length: 300_000 }, (_, index) => `"k${index}":1`).join(',');
    expect(status(`{${keys}}`)).toBe(413);
    expect(status(list(10_001, '{"a":1}'))).toBe(413);
    expect(status(list(10_000, '{"a":1}'))).toBeUndefined();
  });

  it('attack 46: with brackets half a million deep', () => {
    expect(status('['.repeat(500_000))).toBe(400);
    expect(status('{"a":'.repeat(500_000))).toBe(400);
    expect(status(`${'['.repeat(200)}${']'.repeat(200)}`)).toBeUndefined();
  });

  it('attack 46: behind a text that seems not to end', () => {
    const deep = '['.repeat(500_000);
    expect(status(`["\\\\",${deep}`)).toBe(400);
    expect(status(`["\\"",${deep}`)).toBe(400);
    expect(status(`["ü",${deep}`)).toBe(400);
  });
});

describe('a JSON body is parsed', () => {
  it('with any number of such characters in its texts', () => {
    for (const text of [',:[{'.repeat(200_000), '"'.repeat(500_000), '\\'.repeat(500_000)]) {
      expect(status(JSON.stringify({ text }))).toBeUndefined();
    }
  });

  it('as any other app would, or is 400', async () => {
    const app = Fastify();
    boundJsonBodies(app);
    app.post('/', async ({ body }) => ({ body }));
    const post = async (payload: string) => {
      const { statusCode, json } = await app.inject({
        method: 'POST',
        url: '/',
        headers: { 'content-type': 'application/json' },
        payload,
      });
      return statusCode === 200 ? json().body : statusCode;
    };
    expect(await post('{"query":"{ a(text: \\"ü\\") }","variables":{"a":[1,{"b":null}]}}')).toEqual({
      query: '{ a(text: "ü") }',
      variables: { a: [1, { b: null }] },
    });
    for (const fault of ['', '{', '{"__proto__":1}', '["a]', ']]]]']) expect(await post(fault)).toBe(400);
    expect(await post(list(100_001, '1'))).toBe(413);
    await app.close();
  });
});
