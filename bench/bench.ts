import { parseArgs } from 'node:util';
import { measureAudit } from './audit.ts';
import { measureAuthorization } from './authorization.ts';
import { fillBigShop } from './bigShop.ts';
import { measureCalls } from './calls.ts';
import { measureDelay } from './delay.ts';
import { measureExecutor } from './executor.ts';
import { measureGatewayHttp } from './gatewayHttp.ts';
import { measureHandwritten } from './handwritten.ts';
import { measureHostile } from './hostile.ts';
import { compareFigures, describeFigures, measureQuestions } from './measureQuestions.ts';
import { measurePolicies } from './policies.ts';
import { measureRowSecurity } from './rowSecurity.ts';
import { measureEntries, measureOperations, measureSubgraphs } from './scale.ts';
import { createDatabase, startShop } from './shop.ts';
import { measureStartup } from './startup.ts';
import { countStatements } from './statements.ts';
import { printTable } from './table.ts';
import { measureTokens } from './tokens.ts';

/**
 * `npm run bench [-- --only audit,executor,authorization,scale,delay,gateway,handwritten,hostile,policies,rls,startup,statements,questions,tokens,calls]`. With
 * DATABASE_URL at a PostgreSQL server, the audit, questions and calls are measured there too, and questions of a big shop and
 * handwritten tools as well; the databases made for it are dropped at the end.
 */
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',');
const wanted = (name: string) => only === undefined || only.includes(name);
const server = process.env.DATABASE_URL;

if (wanted('executor')) printTable('Executor, CPU of one call', await measureExecutor());
if (wanted('authorization')) printTable('Deciding a persisted operation', await measureAuthorization());
if (wanted('policies')) printTable('Policies by Cedar, CPU of a decision', await measurePolicies());
if (wanted('startup')) printTable('Start, from the command to the ready line', await measureStartup());
if (wanted('statements')) printTable('SQL statements of one call', await countStatements());
if (wanted('scale')) {
  printTable('Scale: operations compiled at the start', measureOperations());
  printTable('Scale: entries of a list, CPU of one call', await measureEntries());
  printTable('Scale: subgraphs, CPU', await measureSubgraphs());
}
if (wanted('delay')) printTable('Five slow back ends', await measureDelay());
if (wanted('hostile')) {
  const { stalls, heap } = await measureHostile();
  printTable('Hostile requests, computing between two passes of the event loop', stalls);
  printTable('Attack 11: what is kept of operations seen once', heap);
}
if (wanted('questions')) {
  printTable('Questions, embedded database', describeFigures(await measureQuestions()));
  if (server !== undefined) await compareShops(server);
}
if (wanted('audit')) {
  printTable('Audit, embedded database', await measureAudit(undefined));
  if (server !== undefined) await measureAuditOn(server);
}
if (wanted('gateway')) {
  printTable('Whole request over HTTP, four HTTP subgraphs, 32 connections', await measureGatewayHttp());
}
if (wanted('handwritten') && server !== undefined) await compareWithHandwritten(server);
if (wanted('rls') && server !== undefined) await compareWithoutRowSecurity(server);
if (wanted('tokens') || wanted('calls')) await measureShop('embedded database', undefined);
if (wanted('calls') && server !== undefined) await measureShop('PostgreSQL server', server);

async function measureShop(name: string, serverUrl: string | undefined): Promise<void> {
  const shop = await startShop(serverUrl);
  try {
    if (wanted('tokens') && serverUrl === undefined) {
      printTable('Tools: bytes and tokens (o200k)', await measureTokens(shop));
    }
    if (wanted('calls')) printTable(`tools/call over HTTP, ${name}`, await measureCalls(shop));
  } finally {
    await shop.stop();
  }
}

async function measureAuditOn(serverUrl: string): Promise<void> {
  const database = await createDatabase(serverUrl);
  try {
    printTable('Audit, PostgreSQL server', await measureAudit(database.url));
  } finally {
    await database.drop();
  }
}

async function compareWithHandwritten(serverUrl: string): Promise<void> {
  const database = await createDatabase(serverUrl);
  try {
    printTable('Tool call in this process against one by hand, CPU', await measureHandwritten(database.url));
  } finally {
    await database.drop();
  }
}

async function compareWithoutRowSecurity(serverUrl: string): Promise<void> {
  const database = await createDatabase(serverUrl);
  try {
    printTable('Row-level security, a point read on a server', await measureRowSecurity(database.url));
  } finally {
    await database.drop();
  }
}

async function compareShops(serverUrl: string): Promise<void> {
  const small = await createDatabase(serverUrl);
  const big = await createDatabase(serverUrl);
  try {
    const figures = await measureQuestions(small.url);
    printTable('Questions, PostgreSQL server', describeFigures(figures));
    const bigFigures = await measureQuestions(big.url, async (...shop) => {
      const { fillMs, syncMs, ...counts } = await fillBigShop(...shop);
      await big.analyze();
      printTable('The big shop', [{ ...counts, 'fill s': fillMs / 1_000, 'sync s': syncMs / 1_000 }]);
    });
    printTable('Questions, sample shop and big shop', compareFigures(figures, bigFigures));
  } finally {
    await small.drop();
    await big.drop();
  }
}
