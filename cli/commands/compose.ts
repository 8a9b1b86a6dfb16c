import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { composeShop, supergraphPath } from '../program/supergraphFile.ts';
import { UsageError } from '../usage.ts';

/** `genkan compose [--check]` */
export async function compose(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { check: { type: 'boolean' } } });
  const composed = await composeShop();
  const path = supergraphPath();
  if (values.check !== true) {
    writeFileSync(path, composed);
    process.stdout.write('wrote subgraphs/supergraph.graphql\n');
    return;
  }
  if (readFileSync(path, 'utf8') !== composed) {
    throw new UsageError(
      'subgraphs/supergraph.graphql is not what the subgraphs compose to: run "genkan compose".',
    );
  }
}
