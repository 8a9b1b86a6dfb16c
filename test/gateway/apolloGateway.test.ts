import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { createApolloGateway } from '../../gateway/http/apolloGateway.ts';
import { openObservatory } from '../secondGraph/observatory.ts';

const graph = openObservatory();

/** Hands a text to the executor as Apollo Server does once it has parsed and validated it. */
async function execute(allowAdHoc: boolean, source: string) {
  const { executor } = await createApolloGateway(graph.gateway, allowAdHoc).load({ apollo: {} });
  if (executor === null) throw new Error('The gateway executes nothing.');
  const context = { caller: ANONYMOUS, requestId: 'test', signal: new AbortController().signal };
  // The executor reads no more of Apollo's request context than this.
  return executor({ source, request: {}, context } as unknown as Parameters<typeof executor>[0]);
}

describe('the executor behind Apollo Server', () => {
  const text = '{ telescope(id: "t1") { name } }';

  it('runs an ad-hoc text where that is allowed', async () => {
    expect(await execute(true, text)).toEqual({ data: { telescope: { name: 'Antu' } } });
  });

  it('attack 21: refuses it where it is not, even past the endpoint, and fetches nothing', async () => {
    graph.reset();
    const { data, errors } = await execute(false, text);
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_NOT_REGISTERED']);
    expect(graph.fetches).toEqual([]);
  });

  it('runs a registered text in either mode', async () => {
    const registered = graph.gateway.operations.find(({ name }) => name === 'LookUpTargets');
    expect(await execute(false, registered?.body ?? '')).not.toHaveProperty(
      'errors.0.extensions.code',
      'OPERATION_NOT_REGISTERED',
    );
  });
});
