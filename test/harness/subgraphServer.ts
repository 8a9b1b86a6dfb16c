import { sendJson, startTestServer, type TestServer } from '../gateway/testServer.ts';
import { createTestSubgraph, type TestSubgraph } from '../secondGraph/openGraph.ts';

/** A subgraph over HTTP that knows nothing of the gateway, as somebody else would run it. */
export async function startSubgraphServer(subgraph: TestSubgraph): Promise<TestServer> {
  const { execute } = createTestSubgraph(subgraph);
  const server = await startTestServer();
  server.answer = async (request, response) => {
    const { query, variables } = JSON.parse((await request.toArray()).join(''));
    sendJson(response, await execute({ document: query, variables, caller: request.headers }));
  };
  return server;
}
