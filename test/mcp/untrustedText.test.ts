import { describe, expect, it } from 'vitest';
import { toolResult } from '../../mcp/toolResult.ts';
import { wrapUntrusted } from '../../mcp/untrustedText.ts';
import { openObservatory, signIn } from '../secondGraph/observatory.ts';
import { compileQuery, openObservatoryTools } from './observatoryTools.ts';

describe('attack 66: text that people outside wrote', () => {
  it('arrives wrapped in a tool result, in lists and under aliases too, and fits the output schema', async () => {
    const tools = openObservatoryTools();
    const { structuredContent, content } = await tools.call(
      'agenda',
      {},
      signIn('observer', 'observations:read'),
    );
    expect(structuredContent).toMatchObject({
      agenda: [{ id: 'o1', notes: { untrustedText: 'thin clouds' } }, { id: 'o2' }, { id: 'o3' }],
    });
    expect(content).toEqual([{ type: 'text', text: JSON.stringify(structuredContent) }]);
    expect(tools.internalErrors).toEqual([]);
    const tool = compileQuery('', 'observation(id: "o1") { said: notes }');
    const wrapped = { untrustedText: 'x' };
    expect(tool.isValidResult({ observation: { said: wrapped } })).toBe(true);
    expect(tool.isValidResult({ observation: { said: 'x' } })).toBe(false);
  });

  it('is plain over GraphQL, and its places are known', async () => {
    const graph = openObservatory();
    const { data, untrusted } = await graph.run('{ observation(id: "o1") { said: notes startsAt } }', {
      caller: signIn('observer', 'observations:read'),
    });
    expect(data).toEqual({ observation: { said: 'thin clouds', startsAt: '2026-11-23T20:00:00Z' } });
    expect(untrusted).toEqual([['observation', 'said']]);
  });

  it.each([
    ['control characters but tab and line feed', 'a\u0000b\u001b[31mc\td\ne\u009b', 'ab[31mc\td\ne'],
    ['bidirectional controls', '\u202eevil\u202c \u2066x\u2069\u200f\u061c', 'evil x'],
    ['tag characters', 'hi\u{e0049}\u{e0067}!', 'hi!'],
    ['nothing else', 'ok 日本語 👩\u200d🚀 Ω', 'ok 日本語 👩\u200d🚀 Ω'],
  ])('loses %s', (_, text, clean) => {
    const data = { note: text };
    wrapUntrusted(data, [['note']]);
    expect(data).toEqual({ note: { untrustedText: clean } });
  });

  it('passes over places that a null took away, and keeps names that are special in JavaScript', () => {
    const data = JSON.parse('{"__proto__":{"note":"x"},"list":[null,{"note":"y"}]}');
    wrapUntrusted(data, [
      ['gone', 'note'],
      ['list', 0, 'note'],
      ['list', 1, 'note'],
      ['list', 1, 'toString'],
      ['__proto__', 'note'],
    ]);
    expect(JSON.stringify(data)).toBe(
      '{"__proto__":{"note":{"untrustedText":"x"}},"list":[null,{"note":{"untrustedText":"y"}}]}',
    );
    expect(Reflect.get({}, 'note')).toBeUndefined();
  });

  it('is counted as it is sent when a result is cut', () => {
    const list = Array.from({ length: 10 }, () => ({ note: 'x'.repeat(20) }));
    const untrusted = list.map((_, index) => ['list', index, 'note']);
    const { structuredContent } = toolResult({ data: { list }, faults: [], untrusted }, 300);
    const { notices, ...data } = structuredContent as Record<string, unknown>;
    expect(notices).toHaveLength(1);
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(300);
  });
});
