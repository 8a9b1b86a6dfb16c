import { afterEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { findTool, listTools } from '../../mcp/callTool.ts';
import { findMistake, toolResult } from '../../mcp/toolResult.ts';
import { signIn } from '../secondGraph/observatory.ts';
import { openObservatoryTools, readError } from './observatoryTools.ts';

const tools = openObservatoryTools({ fetchTimeoutMs: 30 });
const { graph, server } = tools;
afterEach(() => {
  graph.reset();
  tools.internalErrors.length = 0;
});

const reader = signIn('observer', 'observations:read');

describe('a result', () => {
  it('is the data without nulls, and without notices where nothing is missing', async () => {
    const { structuredContent, content, isError } = await tools.call(
      'telescope_status',
      { telescopeId: 't2' },
      reader,
    );
    expect(structuredContent).toEqual({
      telescope: {
        name: 'Kueyen',
        mount: 'EQUATORIAL',
        apertureMetres: 1,
        instruments: [{ id: 'cam-2', name: 'All sky', megapixels: 12 }],
        observations: [{ id: 'o2', startsAt: '2026-11-23T21:00:00Z', target: { name: 'Halley' } }],
      },
    });
    expect(content).toEqual([{ type: 'text', text: JSON.stringify(structuredContent) }]);
    expect(isError).toBeUndefined();
  });

  it('keeps null list entries in their place', async () => {
    const { structuredContent } = await tools.call(
      'look_up_targets',
      { names: ['none', 'Encke', null] },
      reader,
    );
    expect(structuredContent).toEqual({ targets: [null, { __typename: 'Comet', name: 'Encke' }, null] });
  });

  it('says what is withheld, and which scopes would show it', async () => {
    const { structuredContent } = await tools.call('agenda', { filter: { limit: 1 } });
    expect(structuredContent).toEqual({
      agenda: [{ id: 'o1', startsAt: '2026-11-23T20:00:00Z', telescope: { name: 'Antu' } }],
      notices: [
        { path: ['agenda', 'seeing'], code: 'WITHHELD', reason: 'This caller may not see it.' },
        {
          path: ['agenda', 'notes'],
          code: 'WITHHELD',
          reason: 'This caller may not see it.',
          scopes: [['observations:read']],
        },
      ],
    });
  });

  it('says which part is unavailable or late, and nothing of the source', async () => {
    graph.replace('observations', () => Promise.reject(new Error('canary')));
    const down = await tools.call('agenda', {}, reader);
    expect(down.structuredContent).toEqual({
      notices: [
        { path: ['agenda'], code: 'UNAVAILABLE', reason: 'Its source failed; asking again may help.' },
      ],
    });
    graph.replace('observations', () => Promise.withResolvers<never>().promise);
    const late = await tools.call('telescope_status', { telescopeId: 't2' }, reader);
    expect(late.structuredContent).toEqual({
      notices: [
        {
          path: ['telescope', 'observations'],
          code: 'TIMEOUT',
          reason: 'Its source did not answer in time; asking again may help.',
        },
      ],
    });
    expect(JSON.stringify([down, late])).not.toContain('canary');
  });

  it('is a coded error for a call that is refused as a whole', async () => {
    expect(readError(await tools.call('embargoed', {}))).toMatchObject({
      error: { code: 'UNAUTHENTICATED', scopes: ['observations:read'] },
    });
    expect(readError(await tools.call('embargoed', {}, signIn('observer')))).toEqual({
      error: {
        code: 'INSUFFICIENT_SCOPE',
        message: 'The token lacks a scope that this operation needs.',
        scopes: ['observations:read'],
      },
    });
    expect(graph.fetches).toEqual([]);
  });

  it('is an error that names argument, rule and value, and nothing is run', async () => {
    const result = await tools.call('find_telescopes', { first: 900 });
    expect(readError(result)).toEqual({
      error: { code: 'INVALID_ARGUMENTS', message: '"first" must be an integer from 1 to 50, got 900.' },
    });
    expect(graph.fetches).toEqual([]);
  });

  describe('of arguments that only a source can judge', () => {
    const judge = (data: Record<string, unknown>, ...errors: [string, string][]) =>
      graph.replace('telescopes', async () => ({
        data,
        errors: errors.map(([code, field]) => ({ message: 'canary', path: [field], extensions: { code } })),
      }));

    it.each([
      ['INVALID_ARGUMENT', 'An argument is outside its stated range or form.'],
      ['INVALID_CURSOR', 'The cursor is not from this list and caller; start over.'],
      ['DENIED', 'This caller may not ask for that.'],
    ])('is an error when nothing is left: %s', async (code, message) => {
      judge({ telescope: null }, [code, 'telescope']);
      const result = await tools.call('telescope_status', { telescopeId: 't1' }, reader);
      expect(readError(result)).toEqual({ error: { code, message, path: ['telescope'] } });
      expect(result.structuredContent).toBeUndefined();
    });

    it('is an empty success where nothing is wrong, and a notice where the source failed', async () => {
      judge({ telescope: null });
      const none = await tools.call('telescope_status', { telescopeId: 'none' }, reader);
      expect(none).toMatchObject({ structuredContent: {} });
      expect(none.isError).toBeUndefined();
      judge({ telescope: null }, ['OTHER', 'telescope']);
      const failed = await tools.call('telescope_status', { telescopeId: 't1' }, reader);
      expect(failed).toMatchObject({ structuredContent: { notices: [{ code: 'UNAVAILABLE' }] } });
    });
  });

  it.each<[string, Parameters<typeof findMistake>[0], string | undefined]>([
    ['no data at all', { data: null, faults: [{ code: 'DENIED', path: ['a'] }] }, 'DENIED'],
    [
      'two mistakes',
      {
        data: { a: null, b: null },
        faults: [
          { code: 'INVALID_CURSOR', path: ['b'] },
          { code: 'DENIED', path: ['a'] },
        ],
      },
      'INVALID_CURSOR',
    ],
    ['some data', { data: { a: null, b: [] }, faults: [{ code: 'DENIED', path: ['a'] }] }, undefined],
    [
      'a failed source too',
      {
        data: { a: null, b: null },
        faults: [
          { code: 'DENIED', path: ['a'] },
          { code: 'SUBGRAPH_ERROR', path: ['b'] },
        ],
      },
      undefined,
    ],
    ['no fault', { data: { a: null }, faults: [] }, undefined],
  ])('is or is not a mistake of the client: %s', (_, answer, code) => {
    expect(findMistake(answer)?.code).toBe(code);
  });

  it('attack 65: that breaks the output schema is a generic error, and logged', async () => {
    graph.replace('observations', async () => ({
      data: {
        target: null,
        targets: [{ __typename: 'Star', name: 'canary', magnitude: 1, position: 'canary' }],
      },
    }));
    const result = await tools.call('look_up_targets', {}, reader);
    expect(readError(result)).toEqual({
      error: { code: 'INTERNAL_ERROR', message: 'Something failed inside.' },
    });
    expect(JSON.stringify(result)).not.toContain('canary');
    expect(tools.internalErrors).toHaveLength(1);
  });

  it('attack 24: may hold names that are special in JavaScript', () => {
    const data: Record<string, unknown> = JSON.parse(
      '{"__proto__":{"polluted":true,"x":null},"constructor":"y"}',
    );
    const { structuredContent, content } = toolResult({ data, faults: [], untrusted: [] }, 1_000);
    expect(JSON.stringify(structuredContent)).toBe('{"__proto__":{"polluted":true},"constructor":"y"}');
    expect(content[0]).toMatchObject({ text: JSON.stringify(structuredContent) });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

/** The root of a result whose fields are lists. */
function parts(structuredContent: unknown): Record<string, unknown[]> {
  return structuredContent as Record<string, unknown[]>;
}

describe('a result that is too long', () => {
  const entries = (count: number, text = 'x'.repeat(20)) => Array.from({ length: count }, () => ({ text }));

  it('loses entries from the end of its longest list, with a notice', () => {
    const { structuredContent } = toolResult(
      { data: { a: { list: entries(100) }, short: entries(2), note: 'kept' }, faults: [], untrusted: [] },
      500,
    );
    expect(structuredContent).toMatchObject({
      short: entries(2),
      note: 'kept',
      notices: [
        {
          path: ['a', 'list'],
          code: 'TRUNCATED',
          reason: expect.stringMatching(/^Only \d+ of 100 entries fit/),
        },
      ],
    });
    const { notices, ...data } = parts(structuredContent);
    expect(notices).toHaveLength(1);
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(500);
  });

  it('counts bytes, not characters', () => {
    const { structuredContent } = toolResult(
      { data: { list: entries(10, 'é'.repeat(20)) }, faults: [], untrusted: [] },
      300,
    );
    const { notices, ...data } = parts(structuredContent);
    expect(notices).toHaveLength(1);
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(300);
    expect(structuredContent).toHaveProperty('notices');
  });

  it('goes on with the next list when the longest is empty', () => {
    const { structuredContent } = toolResult(
      { data: { one: entries(10), two: entries(9) }, faults: [], untrusted: [] },
      100,
    );
    expect(structuredContent).toMatchObject({ one: [], notices: [{ path: ['one'] }, { path: ['two'] }] });
  });

  it('is cut between the entries of the outermost list, never within one', () => {
    const nested = Array.from({ length: 5 }, () => ({ inner: entries(3) }));
    const { structuredContent } = toolResult({ data: { list: nested }, faults: [], untrusted: [] }, 250);
    const { list } = parts(structuredContent);
    expect(list).not.toHaveLength(0);
    for (const entry of list ?? []) expect(entry).toEqual({ inner: entries(3) });
  });

  it('says of a cut page that there is more, and loses the cursor that would skip what was cut', () => {
    const page = (pageInfo: object) => ({
      data: { found: { nodes: entries(4), pageInfo } },
      faults: [],
      untrusted: [],
    });
    const cut = toolResult(page({ endCursor: 'after-4', hasNextPage: false, startCursor: 'before-1' }), 150);
    expect(cut.structuredContent).toEqual({
      found: { nodes: entries(1), pageInfo: { hasNextPage: true, startCursor: 'before-1' } },
      notices: [
        {
          path: ['found', 'nodes'],
          code: 'TRUNCATED',
          reason: 'Only 1 of 4 entries fit; ask again with a smaller first.',
        },
      ],
    });
    expect(toolResult(page({ endCursor: 'after-4' }), 120).structuredContent).toMatchObject({
      found: { pageInfo: {} },
    });
    const whole = toolResult(page({ endCursor: 'after-4', hasNextPage: false }), 1_000);
    expect(whole.structuredContent).toEqual(page({ endCursor: 'after-4', hasNextPage: false }).data);
  });

  it('leaves the pages that were not cut as they are', () => {
    const pageInfo = { endCursor: 'last', hasNextPage: false };
    const data = { long: { nodes: entries(20), pageInfo }, short: { nodes: entries(1), pageInfo } };
    expect(toolResult({ data, faults: [], untrusted: [] }, 400).structuredContent).toMatchObject({
      long: { pageInfo: { hasNextPage: true } },
      short: { nodes: entries(1), pageInfo },
      notices: [{ path: ['long', 'nodes'] }],
    });
  });

  it('advises no paging where there are no pages', () => {
    const { structuredContent } = toolResult({ data: { list: entries(10) }, faults: [], untrusted: [] }, 100);
    expect(structuredContent).toMatchObject({
      notices: [{ reason: expect.stringMatching(/^Only \d of 10 entries fit; ask for fewer\.$/) }],
    });
  });

  it('says so even beside many other notices', () => {
    const faults = Array.from({ length: 50 }, (_, index) => ({
      code: 'SUBGRAPH_ERROR',
      path: [`part${index}`],
    }));
    const { structuredContent } = toolResult({ data: { list: entries(100) }, faults, untrusted: [] }, 500);
    const { notices } = parts(structuredContent);
    expect(notices).toHaveLength(20);
    expect(notices).toContainEqual(expect.objectContaining({ code: 'TRUNCATED', path: ['list'] }));
  });

  it('is short enough at exactly its bound', () => {
    const data = { list: entries(3) };
    const maxBytes = Buffer.byteLength(JSON.stringify(data));
    expect(toolResult({ data, faults: [], untrusted: [] }, maxBytes).structuredContent).toEqual(data);
  });

  it('of a tool is cut at what @tool says', async () => {
    const { structuredContent } = await tools.call(
      'look_up_targets',
      { names: Array(100).fill('Vega') },
      reader,
    );
    const { notices, ...data } = parts(structuredContent);
    expect(JSON.stringify(data).length).toBeLessThanOrEqual(300);
    expect(notices).toMatchObject([{ path: ['targets'], code: 'TRUNCATED' }]);
  });
});

describe('attack 58: the tools that a caller sees', () => {
  const names = (caller: Parameters<typeof listTools<typeof ANONYMOUS>>[1] | typeof reader) =>
    listTools(server, caller).map(({ name }) => name);

  it('are all that it could reach by signing in or by more scopes', () => {
    expect(names(ANONYMOUS)).toContain('embargoed');
    expect(names(signIn('observer'))).toContain('embargoed');
    expect(names(signIn('observer'))).toContain('schedule_observation');
  });

  it('lack what its context can never reach, and what nobody can', () => {
    for (const caller of [signIn('engineer', 'instruments:service'), signIn('visitor')]) {
      expect(names(caller)).not.toContain('embargoed');
      expect(names(caller)).not.toContain('schedule_observation');
      expect(findTool(server, 'embargoed', caller)).toBeUndefined();
    }
    for (const caller of [ANONYMOUS, reader, signIn('visitor')])
      expect(names(caller)).not.toContain('journal');
  });

  it('are never found under a name that is inherited', () => {
    for (const name of ['__proto__', 'constructor', 'toString', '']) {
      expect(findTool(server, name, reader)).toBeUndefined();
    }
  });
});
