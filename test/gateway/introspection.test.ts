import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { openObservatory } from '../secondGraph/observatory.ts';

const graph = openObservatory();
const refusal = expect.objectContaining({ code: 'OPERATION_TOO_COMPLEX' });

describe('what is asked of the schema itself', () => {
  it('is served as far as tools ask', async () => {
    const { data } = await graph.run(getIntrospectionQuery({ inputValueDeprecation: true }));
    expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } });
    const byName = '{ name fields { name args { name type { name } } type { name ofType { name } } } }';
    const types = ['Telescope', 'Camera', 'Unknown'].map(
      (name, index) => `t${index}: __type(name: "${name}")`,
    );
    const { data: some } = await graph.run(`{ ${types.map((type) => `${type} ${byName}`).join(' ')} }`);
    expect(some).toMatchObject({ t0: { name: 'Telescope' }, t2: null });
  });

  it.each([
    ['again and again', '', '{ types { fields { name args { name } type { name kind } } } }'],
    ['level by level', '', '{ types { fields { type { fields { type { name } } } } } }'],
    [
      'through fragments',
      'fragment F on __Type { fields { type { name } } }',
      '{ types { fields { type { ...F } } } }',
    ],
  ])('attack 8: is refused before it is answered when asked %s', async (_how, fragment, selection) => {
    const roots = Array.from({ length: 20 }, (_, index) => `s${index}: __schema ${selection}`);
    await expect(graph.run(`{ ${roots.join(' ')} } ${fragment}`)).rejects.toEqual(refusal);
  });

  it('attack 8: is refused for a type that a variable names, as for the largest', async () => {
    const inner = '{ fields { type { fields { args { name type { name } } type { name } } } } }';
    const roots = Array.from({ length: 20 }, (_, index) => `t${index}: __type(name: $name) ${inner}`);
    await expect(
      graph.run(`query ($name: String!) { ${roots.join(' ')} }`, { variables: { name: 'Telescope' } }),
    ).rejects.toEqual(refusal);
  });
});
