import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { parseConfig } from '../cli/config.ts';
import { openDevelopmentIssuer } from '../cli/program/keys.ts';
import { describeClaims, PERSONAS } from '../subgraphs/personas.ts';

/** The started program with the sample shop, in a process of its own. */
export interface Shop {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

const BOOTSTRAP = ['--require', './cli/bootstrap.cjs', 'cli/genkan.ts'];

/** @param serverUrl a PostgreSQL server to make a database on; undefined for the embedded one. */
export async function startShop(serverUrl: string | undefined): Promise<Shop> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'genkan-bench-'));
  const database = serverUrl === undefined ? undefined : await createDatabase(serverUrl);
  const { child, url } = await startProcess(dataFolder, database?.url);
  return {
    url,
    token: await signIn(dataFolder),
    async stop() {
      await stopProcess(child);
      rmSync(dataFolder, { recursive: true });
      await database?.drop();
    },
  };
}

export async function startProcess(
  dataFolder: string,
  databaseUrl?: string,
): Promise<{ child: ChildProcess; url: string }> {
  const { DATABASE_URL: _unset, ...inherited } = process.env;
  const child = spawn(process.execPath, [...BOOTSTRAP, 'start'], {
    env: {
      ...inherited,
      PORT: '0',
      ADMIN_PORT: '0',
      GENKAN_DATA_DIR: dataFolder,
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    const url = /genkan ready on (\S+)/.exec(output)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`The program ended before it was ready: ${output}`);
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** A new database on that server. */
export async function createDatabase(serverUrl: string) {
  const name = `genkan_bench_${crypto.randomUUID().replaceAll('-', '')}`;
  await runOnServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = name;
  return {
    url: url.href,
    /** Has the server look at how its rows lie, as it does by itself after a while. */
    analyze: () => runOnServer(url.href, 'vacuum analyze'),
    drop: () => runOnServer(serverUrl, `drop database ${name} with (force)`),
  };
}

async function runOnServer(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function signIn(dataFolder: string): Promise<string> {
  const persona = PERSONAS.find(({ id }) => id === 'customer-us');
  if (persona === undefined) throw new Error('The persona is gone.');
  const issuer = await openDevelopmentIssuer(parseConfig({ GENKAN_DATA_DIR: dataFolder }));
  return issuer.sign(describeClaims(persona), 3_600, new Date());
}

export interface Client {
  /** The JSON-RPC answer's body. */
  call(tool: string, args: unknown): Promise<string>;
  close(): void;
}

/** A client with that many connections, as lean as one can be: the server is what is measured. */
export function createClient({ url, token }: Shop, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    call: (name, args) =>
      post(agent, `${url}/mcp`, token, {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name, arguments: args },
      }),
    close: () => agent.destroy(),
  };
}

export function post(agent: Agent, url: string, token: string, body: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
        authorization: `Bearer ${token}`,
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode}: ${text}`)),
      );
    });
    request.end(JSON.stringify(body));
  });
}
