import { describe, expect, it } from 'vitest';
import { openObservatory, signIn } from './observatory.ts';

const g = openObservatory();
describe('x', () => {
  it('y', async () => {
    expect(await g.run('{ telescopes { name observations { id notes target { __typename } } } }')).toEqual(0);
  });
  it('z', async () => {
    expect(
      await g.run(
        '{ telescopes { name observations { id seeing notes referee target { ... on Star {name} ... on Satellite {name}} } } }',
        { caller: signIn('observer') },
      ),
    ).toEqual(0);
  });
});
