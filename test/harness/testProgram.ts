import { type Logger, pino } from 'pino';
import { type StartedProgram, startProgram } from '../../cli/commands/start.ts';
import { type Config, parseConfig } from '../../cli/config.ts';
import { openDevelopmentIssuer } from '../../cli/program/keys.ts';
import type { Planner } from '../../gateway/planning/planner/planner.ts';
import { openPlannerThread } from '../../gateway/planning/planner/plannerThread.ts';
import type { DatabaseConnection } from '../../subgraphs/database/database.ts';
import { describeClaims, PERSONAS } from '../../subgraphs/personas.ts';
import { TEST_NOW } from './clock.ts';
import { copyTestData, openTestData, type TestData } from './testDatabase.ts';

export interface TestProgram extends StartedProgram {
  readonly config: Config;
  /** Every statement of subgraphs since the test last emptied it. */
  readonly statements: string[];
  /** A token for a persona, with only these scopes where given. */
  signIn(persona: string, scopes?: readonly string[]): Promise<string>;
  /** @param readData looks at what the program leaves behind, before it is removed. */
  stop(readData?: (database: DatabaseConnection) => Promise<void>): Promise<void>;
}

/**
 * The whole program in this process, on free ports, with a copy of the sample shop, at {@link TEST_NOW}.
 * @param addData puts more into the copy before the program opens it.
 * @param log nothing is kept of it unless a test does.
 */
export async function startTestProgram(
  environment: Record<string, string> = {},
  addData?: (database: DatabaseConnection) => Promise<void>,
  log: Logger = pino({ level: 'silent' }),
): Promise<TestProgram> {
  const data = await copyTestData();
  try {
    if (addData !== undefined) await useData(data, addData);
    return await startOn(data, environment, log);
  } catch (error) {
    await data.remove();
    throw error;
  }
}

/** On a server these go another way, and belong to no call: one keeps the entries of many. */
const AUDIT = /\baudit\.(entry|party|checkpoint)\b/;

async function startOn(
  data: TestData,
  environment: Record<string, string>,
  log: Logger,
): Promise<TestProgram> {
  const config = parseConfig({
    PORT: '0',
    ADMIN_PORT: '0',
    GENKAN_DATA_DIR: data.dataFolder,
    DATABASE_URL: data.databaseUrl,
    ...environment,
  });
  const statements: string[] = [];
  const program = await startProgram(config, {
    now: () => TEST_NOW,
    log,
    onStatement(sql) {
      if (!AUDIT.test(sql)) statements.push(sql);
    },
    openPlanner: sharePlanner,
  });
  return {
    ...program,
    config,
    statements,
    signIn: (persona, scopes) => signIn(config, persona, scopes),
    async stop(readData) {
      await program.stop();
      try {
        if (readData !== undefined) await useData(data, readData);
      } finally {
        await data.remove();
      }
    },
  };
}

/** Each takes half a second to load, and plans depend on the supergraph alone. */
const planners = new Map<string, Promise<Planner>>();

async function sharePlanner(supergraphSdl: string): Promise<Planner> {
  const planner = planners.get(supergraphSdl) ?? openPlannerThread(supergraphSdl);
  planners.set(supergraphSdl, planner);
  const { plan } = await planner;
  return { plan, close: async () => {} };
}

async function useData(data: TestData, use: (database: DatabaseConnection) => Promise<void>) {
  const database = await openTestData(data);
  try {
    await use(database);
  } finally {
    await database.close();
  }
}

async function signIn(config: Config, id: string, scopes?: readonly string[]): Promise<string> {
  const persona = PERSONAS.find((candidate) => candidate.id === id);
  if (persona === undefined) throw new Error(`There is no persona ${id}.`);
  const issuer = await openDevelopmentIssuer(config);
  return issuer.sign(describeClaims({ ...persona, scopes: scopes ?? persona.scopes }), 900, TEST_NOW);
}
