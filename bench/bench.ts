import { parseArgs } from 'node:util';
import { measureCalls } from './calls.ts';
import { startShop } from './shop.ts';
import { measureStartup } from './startup.ts';
import { countStatements } from './statements.ts';
import { printTable } from './table.ts';
import { measureTokens } from './tokens.ts';

/**
 * `npm run bench [-- --only startup,statements,calls,tokens]`. With DATABASE_URL at a PostgreSQL server, calls are
 * measured there too; a database made for it is dropped at the end.
 */
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',');
const wanted = (name: string) => only === undefined || only.includes(name);

if (wanted('startup')) printTable('Start, from the command to the ready line', await measureStartup());

const embedded = await startShop(undefined);
try {
  if (wanted('statements')) printTable('SQL statements of one call', await countStatements());
  if (wanted('tokens')) {
    printTable('Tools: bytes and tokens (o200k)', await measureTokens(embedded));
  }
  if (wanted('calls')) printTable('tools/call over HTTP, embedded database', await measureCalls(embedded));
} finally {
  await embedded.stop();
}

if (wanted('calls') && process.env.DATABASE_URL !== undefined) {
  const server = await startShop(process.env.DATABASE_URL);
  try {
    printTable('tools/call over HTTP, PostgreSQL server', await measureCalls(server));
  } finally {
    await server.stop();
  }
}
