import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { attachOrOpen, readResult } from '../program/attach.ts';
import { readAuthorization } from '../program/controlHandlers.ts';
import { createLog } from '../program/log.ts';
import { openProgram, type Program } from '../program/program.ts';
import { runTool } from '../program/runTool.ts';
import { UsageError } from '../usage.ts';
import { findPersona, signIn } from './token.ts';

/** `genkan call <tool> [json arguments] [--as <persona>]`: prints the result that an MCP client would get. */
export async function call(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { as: { type: 'string' } },
  });
  const [tool, json = '{}', ...rest] = positionals;
  if (tool === undefined || rest.length > 0)
    throw new UsageError('genkan call <tool> [json arguments] [--as <persona>]');
  const config = readConfig();
  const request = {
    command: 'call',
    tool,
    args: parseJson(json),
    token: values.as === undefined ? config.token : await signIn(config, findPersona(values.as)),
  };
  const found = await attachOrOpen(config, request, () =>
    openProgram(config, { now: () => new Date(), log: createLog(config.logLevel) }),
  );
  const result =
    'socket' in found ? await readResult(found.socket, () => {}) : await callHere(found.opened, request);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (isToolError(result)) process.exitCode = 1;
}

async function callHere(
  program: Program,
  { tool, args, token }: { tool: string; args: unknown; token: string | undefined },
): Promise<unknown> {
  try {
    return await runTool(program, tool, args, readAuthorization(token));
  } finally {
    await program.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`The arguments are not JSON: ${error.message}`);
    throw error;
  }
}

function isToolError(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'isError' in result && result.isError === true;
}
