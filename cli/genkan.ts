import { isErrno } from '../subgraphs/errno.ts';
import { isExplained } from './explainedFaults.ts';
import { UsageError } from './usage.ts';

/** Each command is loaded when it is asked for: most need a small part of the program. */
const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  start: {
    summary: 'run the program: GraphQL, MCP over HTTP, subgraphs; or one subgraph with --subgraph <name>',
    load: async () => (await import('./commands/start.ts')).start,
  },
  gateway: {
    summary: 'serve any supergraph: gateway --supergraph <file> [--port …] [--url name=http://…] [--watch]',
    load: async () => (await import('./commands/gateway.ts')).gateway,
  },
  mcp: {
    summary: 'serve MCP over standard input and output; the caller comes from GENKAN_TOKEN',
    load: async () => (await import('./commands/mcp.ts')).mcp,
  },
  import: {
    summary: 'import <books.csv>, or --orders <folder>',
    load: async () => (await import('./commands/import.ts')).importData,
  },
  sync: {
    summary: 'bring up to date what subgraphs keep of one another; an import does so by itself',
    load: async () => (await import('./commands/sync.ts')).sync,
  },
  compose: {
    summary: 'compose the supergraph from the subgraphs; --check fails where the committed one differs',
    load: async () => (await import('./commands/compose.ts')).compose,
  },
  check: {
    summary:
      'check [--supergraph <file> …]: what is open by mistake; --matrix [--json | --markdown]: who sees what, and why',
    load: async () => (await import('./commands/check.ts')).check,
  },
  tools: {
    summary: 'list the tools; --json prints their definitions',
    load: async () => (await import('./commands/tools.ts')).tools,
  },
  plan: {
    summary:
      'plan [Operation | file] [--supergraph <file>] [--as <scopes>] [--json]: what it fetches and costs',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  call: {
    summary: 'call <tool> [json arguments] [--as <persona>]',
    load: async () => (await import('./commands/call.ts')).call,
  },
  audit: {
    summary: 'audit list [--subject …] [--since …] [--json], audit verify, or audit prune --before <date>',
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  erase: {
    summary: 'erase --customer <id> [--yes]: removes personal data; the audit stays verifiable',
    load: async () => (await import('./commands/erase.ts')).erase,
  },
  token: {
    summary: 'token --as <persona> [--scope …] [--marketplace …] [--region …] [--ttl 15m], or --list',
    load: async () => (await import('./commands/token.ts')).token,
  },
};

/** @param args what follows the command's name. */
export type Command = (args: string[]) => Promise<void>;

async function main([name, ...args]: string[]): Promise<void> {
  if (name === '--help' || name === 'help') {
    process.stdout.write(`${describeUsage()}\n`);
    return;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(describeUsage());
  const run = await command.load();
  await run(args);
}

function describeUsage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`);
  return ['genkan <command>', ...lines].join('\n');
}

// Whoever reads our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
let isFailing = false;
// What nobody waits for too: Node.js would print all that the fault was made with.
process.on('uncaughtException', fail);
try {
  await main(process.argv.slice(2));
} catch (error) {
  await fail(error);
}

async function fail(fault: unknown): Promise<void> {
  if (isFailing) return;
  isFailing = true;
  try {
    process.stderr.write(await describeEnd(fault));
  } finally {
    process.exit(1);
  }
}

async function describeEnd(fault: unknown): Promise<string> {
  if (isExplained(fault)) return `${fault.message}\n`;
  // It knows the faults of every part of the program; with one that is missing, it cannot be loaded itself.
  if (isErrno(fault, 'ERR_MODULE_NOT_FOUND')) return 'A part of the program is missing: run npm ci.\n';
  const { describeFailure } = await import('./program/describeFailure.ts');
  return describeFailure(fault);
}
