import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { createGenerations, type Generation } from '../../gateway/generations.ts';
import { openObservatory } from '../secondGraph/observatory.ts';
import type { OpenGraph } from '../secondGraph/openGraph.ts';

const TEXT = '{ telescope(id: "t1") { name } }';

/** A generation whose telescope has a name of its own, once it may answer. */
function openGeneration(name: string) {
  const graph: OpenGraph = openObservatory();
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  graph.replace('telescopes', async () => {
    ask();
    await mayAnswer;
    return { data: { telescope: { __typename: 'Telescope', name } } };
  });
  let closes = 0;
  const generation: Generation = {
    gateway: graph.gateway,
    close: async () => {
      closes++;
    },
  };
  return { generation, asked, answer, countCloses: () => closes };
}

const call = () => ({
  variables: {},
  caller: ANONYMOUS,
  requestId: 'test',
  signal: new AbortController().signal,
});

describe('generations', () => {
  it('finish the calls that began on them, and are closed after the last one', async () => {
    const first = openGeneration('first');
    const second = openGeneration('second');
    const generations = createGenerations(first.generation);
    const calls = [
      generations.gateway.executeText(TEXT, undefined, call()),
      generations.gateway.executeText(TEXT, undefined, call()),
    ];
    await first.asked;
    const closed = generations.replace(second.generation);
    second.answer();
    const next = await generations.gateway.executeText(TEXT, undefined, call());
    expect(next.data).toEqual({ telescope: { name: 'second' } });
    expect(first.countCloses()).toBe(0);
    first.answer();
    for (const { data } of await Promise.all(calls)) expect(data).toEqual({ telescope: { name: 'first' } });
    await closed;
    expect([first.countCloses(), second.countCloses()]).toEqual([1, 0]);
    await generations.close();
    expect([first.countCloses(), second.countCloses()]).toEqual([1, 1]);
  });

  it('without calls are closed at once; calls that fail count no longer either', async () => {
    const first = openGeneration('first');
    const generations = createGenerations(first.generation);
    await expect(generations.gateway.executeText('{', undefined, call())).rejects.toThrow();
    await generations.replace(openGeneration('second').generation);
    expect(first.countCloses()).toBe(1);
  });

  it('tell listeners of a replacement, when what they ask is answered by the new one', async () => {
    const second = openGeneration('second').generation;
    const generations = createGenerations(openGeneration('first').generation);
    const seen: boolean[] = [];
    const stop = generations.onReplaced(() =>
      seen.push(generations.gateway.schema === second.gateway.schema),
    );
    await generations.replace(second);
    stop();
    await generations.replace(openGeneration('third').generation);
    expect(seen).toEqual([true]);
  });

  it('that are being closed wait for those before them', async () => {
    const first = openGeneration('first');
    const generations = createGenerations(first.generation);
    const running = generations.gateway.executeText(TEXT, undefined, call());
    await first.asked;
    const replaced = generations.replace(openGeneration('second').generation);
    let isClosed = false;
    const closed = generations.close().then(() => {
      isClosed = true;
    });
    await Promise.resolve();
    expect(isClosed).toBe(false);
    first.answer();
    await Promise.all([running, replaced, closed]);
    expect(first.countCloses()).toBe(1);
  });
});
