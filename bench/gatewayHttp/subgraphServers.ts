import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { BENCH_SUBGRAPHS, createBenchSchema } from './graph.ts';

/**
 * All subgraphs of the benchmark in one process. Each executes a request once; from then on the same body gets the
 * same bytes, so that a gateway never waits for them.
 */
const urls = await Promise.all(
  BENCH_SUBGRAPHS.map(async (subgraph) => [subgraph.name, await serve(createBenchSchema(subgraph))]),
);
process.send?.(Object.fromEntries(urls));

async function serve(schema: GraphQLSchema): Promise<string> {
  const answers = new Map<string, Buffer>();
  const server: Server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString('latin1');
      let answer = answers.get(body);
      if (answer === undefined) {
        answer = await answerTo(schema, Buffer.concat(chunks).toString());
        answers.set(body, answer);
      }
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.byteLength });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

async function answerTo(schema: GraphQLSchema, body: string): Promise<Buffer> {
  // From a gateway that is trusted here.
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const result = await execute({ schema, document: parse(query), variableValues: variables ?? {} });
  return Buffer.from(JSON.stringify(result));
}
