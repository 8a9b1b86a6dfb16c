import { parseArgs } from 'node:util';
import { createGateway } from '../../gateway/gateway.ts';
import { loadSupergraph } from '../../gateway/supergraph/supergraph.ts';
import { compileTools } from '../../mcp/compile/compileTools.ts';
import { loadCallerRules, loadOperations } from '../program/operationFiles.ts';
import { readSupergraph } from '../program/supergraphFile.ts';

/** `genkan tools [--json]`: every tool there is, whoever may call it. */
export async function tools(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
  const supergraph = loadSupergraph(await readSupergraph());
  const gateway = createGateway(
    {
      supergraph,
      callerRules: loadCallerRules(),
      sources: new Map(),
      fetchTimeoutMs: 0,
      deadlineMs: 0,
      onFetchFailed: () => {},
    },
    loadOperations(supergraph),
  );
  const definitions = [...compileTools(gateway).values()].map(({ definition }) => definition);
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify(definitions, null, 2)}\n`);
    return;
  }
  for (const { name, title, annotations, inputSchema } of definitions) {
    const kind = annotations?.readOnlyHint === true ? 'reads ' : 'writes';
    const variables = Object.keys(inputSchema.properties ?? {}).join(', ');
    process.stdout.write(`${name.padEnd(24)} ${kind} ${(title ?? '').padEnd(24)} (${variables})\n`);
  }
}
