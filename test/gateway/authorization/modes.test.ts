import { describe, expect, it } from 'vitest';
import { openGraph } from '../../secondGraph/openGraph.ts';
import { CREW_RULES, openCrew, SUBGRAPHS, signIn } from './crew.ts';

describe('mode reject', () => {
  const graph = openCrew('today', 'reject');

  it('refuses a query for any denied part that it asks for, and fetches nothing', async () => {
    const text = '{ sailor { name phone rank } }';
    await expect(graph.run(text)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', scopes: ['pay:read'] });
    await expect(graph.run(text, { caller: signIn('') })).rejects.toMatchObject({
      code: 'INSUFFICIENT_SCOPE',
      scopes: ['pay:read'],
    });
    expect(graph.fetches).toEqual([]);
    expect((await graph.run(text, { caller: signIn('pay:read') })).data).toMatchObject({
      sailor: { rank: 'rank by grade of 900' },
    });
  });

  it('does not mind what @include and @skip leave out', async () => {
    const text = `query ($pay: Boolean = false) {
      sailor { name ...Pay @include(if: $pay) phone @skip(if: true) } } fragment Pay on Sailor { salary }`;
    expect((await graph.run(text)).data).toEqual({ sailor: { name: 'Mary' } });
    await expect(graph.run(text, { variables: { pay: true } })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('minds what arguments read', async () => {
    const text = 'query ($from: Int) { sailors(paidFrom: $from) { name } sailor { name } }';
    expect((await graph.run(text)).faults).toEqual([]);
    await expect(graph.run(text, { variables: { from: 1 } })).rejects.toMatchObject({ scopes: ['pay:read'] });
  });
});

describe('candidate rules', () => {
  const { supergraph } = openCrew('today');
  const HEALTH = '@requiresScopes(scopes: [["health:read"]])';
  const candidateSdl = supergraph.sdl
    // Names become protected, blood groups public, and badges go.
    .replace(/(type Sailor[\s\S]*?\n {2}name: String)/, `$1 ${HEALTH}`)
    .replaceAll(/(blood: String.*) @requiresScopes\(scopes: \[\["health:read"\]\]\)/g, '$1')
    .replace('paidFrom: Int @reads(fields: ["Sailor.salary"])', 'paidFrom: Int');
  const graph = openGraph({
    subgraphs: SUBGRAPHS,
    callerRules: CREW_RULES,
    supergraphSdl: supergraph.sdl,
    candidateSdl,
    operations: [
      { path: 'Names.graphql', text: `"Names." query Names @tool(title: "N") { sailor { name } }` },
    ],
  });
  const ask = async (text: string, scope = '', variables = {}) => {
    graph.reset();
    const { data } = await graph.run(text, { caller: signIn(scope), variables });
    return data;
  };

  it('never change what is served, and tell what would differ', async () => {
    expect(await ask('{ sailor { badge name blood } }')).toEqual({
      sailor: { badge: 'b1', name: 'Mary', blood: null },
    });
    expect(graph.differences).toEqual([
      { operation: undefined, isUnfit: false, newlyDenied: ['Sailor.name'], newlyAllowed: ['Sailor.blood'] },
    ]);
    expect(await ask('{ sailor { name blood } }', 'health:read')).toEqual({
      sailor: { name: 'Mary', blood: 'AB' },
    });
    expect(graph.differences).toEqual([]);
  });

  it('tell it of each call, by the registered operation, and of what is asked for alone', async () => {
    const [names] = graph.gateway.operations;
    const call = { variables: {}, caller: signIn(''), requestId: '1', signal: new AbortController().signal };
    graph.reset();
    await graph.gateway.executeRegistered(names?.id ?? '', call);
    await graph.gateway.executeRegistered(names?.id ?? '', call);
    expect(graph.differences.map(({ operation }) => operation?.name)).toEqual(['Names', 'Names']);
    await ask('query ($n: Boolean!) { sailor { badge name @include(if: $n) } }', '', { n: false });
    expect(graph.differences).toEqual([]);
  });

  it('are compared where the enforced ones refuse', async () => {
    graph.reset();
    await expect(
      graph.run('{ sailors(paidFrom: 1) { badge } }', { caller: signIn('') }),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
    expect(graph.differences).toMatchObject([{ newlyAllowed: ['Query.sailors'] }]);
  });

  it('count an operation that does not fit them as a difference of its own', async () => {
    const unfit = openGraph({
      subgraphs: SUBGRAPHS,
      callerRules: CREW_RULES,
      supergraphSdl: supergraph.sdl,
      candidateSdl: supergraph.sdl.replace(/\n {2}badge: ID!.*/, ''),
    });
    expect((await unfit.run('{ sailor { badge name } }')).data).toEqual({
      sailor: { badge: 'b1', name: 'Mary' },
    });
    expect(unfit.differences).toEqual([
      { operation: undefined, isUnfit: true, newlyDenied: [], newlyAllowed: [] },
    ]);
    unfit.reset();
    await unfit.run('{ sailor { name } }');
    expect(unfit.differences).toEqual([]);
  });
});
