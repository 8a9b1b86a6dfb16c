import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { compileGraph } from '../program/openGateway.ts';

/** `genkan tools [--json]`: every tool there is, whoever may call it. */
export async function tools(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
  const compiled = await compileGraph(readConfig());
  const definitions = [...compiled.tools.values()].map(({ definition }) => definition);
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
