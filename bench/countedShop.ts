import type { CallToolResult } from '@modelcontextprotocol/server';
import { pino } from 'pino';
import { openAudit } from '../cli/audit/openAudit.ts';
import { parseConfig } from '../cli/config.ts';
import { createVerifier } from '../cli/program/createVerifier.ts';
import { openDevelopmentIssuer } from '../cli/program/keys.ts';
import { compileGraph, openGateway } from '../cli/program/openGateway.ts';
import { openSubgraphs, type SubgraphName } from '../cli/program/openSubgraphs.ts';
import { openPlannerThread } from '../gateway/planning/planner/plannerThread.ts';
import { callTool, findTool } from '../mcp/callTool.ts';
import type { DatabaseConnection } from '../subgraphs/database/database.ts';
import { describeClaims, PERSONAS } from '../subgraphs/personas.ts';
import { SUBGRAPHS } from '../subgraphs/registry.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { unselect } from './unselect.ts';

/** What one call made the shop do. */
export interface CallCount {
  readonly fetches: number;
  /** BEGIN and COMMIT are not among them. */
  readonly statements: number;
  readonly elapsedMs: number;
  /** The result as the assistant gets it. */
  readonly text: string;
}

/** The shop in this process, where what happens in a call can be counted. */
export interface CountedShop {
  call(persona: string | undefined, tool: string, args: Record<string, unknown>): Promise<CallCount>;
  /** The JSON of the same entities with every field they have; undefined for what changes something. */
  unselected(
    persona: string | undefined,
    tool: string,
    args: Record<string, unknown>,
  ): Promise<string | undefined>;
  /** Finds tool and caller once, so that each further call is the call alone. */
  prepare(
    persona: string | undefined,
    tool: string,
    args: Record<string, unknown>,
  ): Promise<() => Promise<CallToolResult>>;
  close(): Promise<void>;
}

export type Fill = (
  database: DatabaseConnection,
  subgraphs: readonly Subgraph[],
  now: Date,
) => Promise<unknown>;

const NEVER = new AbortController().signal;

/** @param fill puts more into the sample shop before anybody calls. */
export async function openCountedShop(
  dataFolder: string,
  databaseUrl: string | undefined,
  fill: Fill = async () => {},
): Promise<CountedShop> {
  const config = parseConfig({ GENKAN_DATA_DIR: dataFolder, DATABASE_URL: databaseUrl });
  const now = () => new Date();
  const log = pino({ level: 'silent' });
  let fetches = 0;
  let statements = 0;
  const { subgraphs, database, close } = await openSubgraphs(
    config,
    Object.keys(SUBGRAPHS) as SubgraphName[],
    {
      now,
      log,
      onStatement: (sql) => {
        // The audit's belong to no call: one keeps the entries of many.
        const isCounted =
          !/^(begin|start transaction|set|commit|rollback)\b|\baudit\.(entry|party|checkpoint)\b/i.test(sql);
        if (isCounted) statements++;
      },
    },
  );
  await fill(database, [...subgraphs.values()], now());
  const compiled = await compileGraph(config);
  const counted = [...subgraphs].map(([name, subgraph]): [string, Subgraph] => [
    name,
    {
      ...subgraph,
      execute(request) {
        fetches++;
        return subgraph.execute(request);
      },
    },
  ]);
  const planner = await openPlannerThread(compiled.supergraph.sdl);
  const audit = await openAudit(config, database, { now, log });
  const means = { planner, audit: audit.trail, log, now };
  const { gateway, close: closeGateway } = await openGateway(config, compiled, new Map(counted), means);
  const issuer = await openDevelopmentIssuer(config);
  const verify = createVerifier(config, compiled.callerRules, issuer, now);
  const server = {
    executor: gateway,
    tools: compiled.tools,
    onInternalError(error: unknown): never {
      throw error;
    },
  };
  const signIn = async (personaId: string | undefined) => {
    const persona = PERSONAS.find(({ id }) => id === personaId);
    const token = persona && (await issuer.sign(describeClaims(persona), 600, now()));
    return verify(token === undefined ? undefined : `Bearer ${token}`);
  };
  const prepare: CountedShop['prepare'] = async (persona, name, args) => {
    const caller = await signIn(persona);
    const tool = findTool(server, name, caller);
    if (tool === undefined) throw new Error(`There is no tool ${name} for ${persona}.`);
    return () => callTool(server, tool, { args, caller, requestId: 'bench', signal: NEVER });
  };
  return {
    prepare,
    async call(persona, name, args) {
      const run = await prepare(persona, name, args);
      fetches = 0;
      statements = 0;
      const startedAt = performance.now();
      const result = await run();
      const elapsedMs = performance.now() - startedAt;
      const text = result.content[0]?.type === 'text' ? result.content[0].text : '';
      if (result.isError === true) throw new Error(`${name} answers ${text}`);
      return { fetches, statements, elapsedMs, text };
    },
    async unselected(persona, name, args) {
      const id = compiled.tools.get(name)?.operationId ?? '';
      const operation = gateway.findRegistered(id);
      if (operation === undefined || operation.kind === 'mutation') return undefined;
      const text = unselect(compiled.supergraph.apiSchema, operation.body);
      const caller = await signIn(persona);
      const call = { variables: args, caller, requestId: 'bench', signal: NEVER };
      const { data } = await gateway.executeText(text, undefined, call);
      return JSON.stringify(data);
    },
    async close() {
      await closeGateway();
      await audit.close();
      await close();
    },
  };
}
