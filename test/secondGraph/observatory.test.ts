import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { compileTools } from '../../mcp/compile/compileTools.ts';
import { createMcpEndpoint } from '../../mcp/httpEndpoint.ts';
import { openObservatory, signIn } from './observatory.ts';

const ROOT = new URL('../../', import.meta.url);

describe('a graph that is no shop', () => {
  const graph = openObservatory();
  const tools = compileTools(graph.gateway);
  const endpoint = createMcpEndpoint(
    {
      executor: graph.gateway,
      tools,
      onInternalError: (error) => {
        throw error;
      },
    },
    ({ code }) => Response.json({ code }, { status: 401 }),
  );

  const call = async (
    name: string,
    args: object,
    caller = signIn('observer', 'observations:read', 'observations:write'),
  ) => {
    const response = await endpoint.handle({
      method: 'POST',
      url: 'http://127.0.0.1/mcp',
      headers: new Headers({
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
      }),
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name, arguments: args },
      }),
      caller,
      signal: new AbortController().signal,
    });
    const text = await response.text();
    const [, data = text] = /^data: (.*)$/m.exec(text) ?? [];
    return JSON.parse(data) as { result?: { structuredContent?: unknown } };
  };

  it('has its operations as tools', () => {
    expect([...tools.keys()]).toEqual([
      'agenda',
      'embargoed',
      'find_telescopes',
      'instrument_serial',
      'journal',
      'look_up_targets',
      'schedule_observation',
      'schedule_preview',
      'service_codes',
      'telescope_status',
    ]);
  });

  it('answers a tool call across its subgraphs', async () => {
    const { result } = await call('telescope_status', { telescopeId: 't1', withContact: true });
    expect(result?.structuredContent).toEqual({
      telescope: {
        name: 'Antu',
        mount: 'ALT_AZIMUTH',
        apertureMetres: 8.2,
        nightContact: '+00 1',
        instruments: [
          { id: 'cam-1', name: 'Wide field', megapixels: 268 },
          { id: 'spec-1', name: 'Echelle' },
        ],
        observations: [
          {
            id: 'o1',
            startsAt: '2026-11-23T20:00:00Z',
            notes: { untrustedText: 'thin clouds' },
            target: { name: 'Vega', position: '18h36m +38d47m' },
          },
          { id: 'o3', startsAt: '2026-11-23T22:00:00Z', notes: { untrustedText: 'embargoed' }, target: {} },
        ],
      },
    });
    expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(['telescopes', 'observations']);
  });

  it('changes what a mutation changes, and previews it before', async () => {
    expect((await call('schedule_preview', { target: 'Vega' })).result?.structuredContent).toEqual({
      target: { name: 'Vega' },
    });
    const input = { telescopeId: 't9', target: 'Vega', startsAt: '2026-11-24T20:00:00Z' };
    expect((await call('schedule_observation', { input })).result?.structuredContent).toEqual({
      schedule: { problem: 'NO_SUCH_TELESCOPE' },
    });
  });

  it('tells an anonymous caller what it withholds', async () => {
    const { result } = await call('telescope_status', { telescopeId: 't2' }, ANONYMOUS);
    expect(result?.structuredContent).toMatchObject({
      telescope: { observations: [{ id: 'o2', target: { name: 'Halley' } }] },
      notices: [
        { path: ['telescope', 'observations', 'notes'], code: 'WITHHELD', scopes: [['observations:read']] },
      ],
    });
  });
});

describe('gateway/ and mcp/', () => {
  it("know no word of the shop's", () => {
    const words =
      /\b(manga|edition|isbn|volume|catalog|order|orders|cart|stock|price|shop|customer|marketplace)s?\b/i;
    const files = globSync('{gateway,mcp}/**/*.ts', { cwd: ROOT });
    expect(files.length).toBeGreaterThan(30);
    const found = files.flatMap((path) =>
      readFileSync(new URL(path, ROOT), 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line) && words.test(line.replace(/\bin order\b/g, '')))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });
});
