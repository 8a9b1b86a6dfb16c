import { Agent } from 'node:http';
import { encode } from 'gpt-tokenizer';
import { loadOperations } from '../cli/program/operationFiles.ts';
import { readSupergraph } from '../cli/program/supergraphFile.ts';
import { loadSupergraph } from '../gateway/supergraph/supergraph.ts';
import { PLAIN_QUESTIONS } from './questions.ts';
import { createClient, post, type Shop } from './shop.ts';
import type { Row } from './table.ts';
import { unselect } from './unselect.ts';

/**
 * What a tool costs an assistant's context: its definition, its typical result, and the JSON of the same entities
 * with every field they have, which is what a tool gives that returns its back end's objects.
 */
export async function measureTokens(shop: Shop): Promise<Row[]> {
  const agent = new Agent({ keepAlive: true });
  const client = createClient(shop, 1);
  const supergraph = loadSupergraph(await readSupergraph());
  const definitions = await listDefinitions(agent, shop);
  const operations = new Map(loadOperations(supergraph).map((operation) => [operation.name, operation]));
  const rows: Row[] = [];
  for (const { tool, args } of PLAIN_QUESTIONS) {
    const definition = JSON.stringify(definitions.get(tool));
    const result = readText(await client.call(tool, args));
    const operation = operations.get(toOperationName(tool));
    if (operation === undefined) throw new Error(`No operation is the tool ${tool}.`);
    const everything = await post(agent, `${shop.url}/graphql`, shop.token, {
      query: unselect(supergraph.apiSchema, operation.body),
      variables: args,
    });
    const unselected = JSON.stringify(JSON.parse(everything).data);
    rows.push({
      tool,
      'definition bytes': Buffer.byteLength(definition),
      'definition tokens': encode(definition).length,
      'result bytes': Buffer.byteLength(result),
      'result tokens': encode(result).length,
      'unselected tokens': encode(unselected).length,
      'result / unselected': encode(result).length / encode(unselected).length,
    });
  }
  client.close();
  agent.destroy();
  return rows;
}

async function listDefinitions(agent: Agent, shop: Shop): Promise<Map<string, unknown>> {
  const answer = await post(agent, `${shop.url}/mcp`, shop.token, {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/list',
  });
  const { tools } = readResult(answer) as { tools: { name: string }[] };
  return new Map(tools.map((tool) => [tool.name, tool]));
}

function readText(answer: string): string {
  const { content } = readResult(answer) as { content: { text: string }[] };
  return content[0]?.text ?? '';
}

/** The answer is an event stream of one message, or that message. */
function readResult(answer: string): unknown {
  const data = /^data: (.*)$/m.exec(answer)?.[1] ?? answer;
  return JSON.parse(data).result;
}

function toOperationName(tool: string): string {
  return tool.replaceAll(/(?:^|_)([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
