import type { Logger } from 'pino';
import type { Gateway } from '../../gateway/gateway.ts';
import { runInTurns, type Steps } from '../../gateway/planning/steps.ts';
import type { Tool } from '../../mcp/compile/compileTools.ts';

/** Plans registered operations, and tells of those that cannot be planned. */
export async function warmPlans(gateway: Gateway, log: Logger): Promise<void> {
  for (const { name, fault } of await gateway.warm()) {
    log.error({ operation: name, err: fault }, 'an operation cannot be planned');
  }
}

/** Compiles what tools validate by, in turns with the calls that come already. */
export async function warmTools(tools: ReadonlyMap<string, Tool>): Promise<void> {
  await runInTurns(stepThroughTools(tools));
}

function* stepThroughTools(tools: ReadonlyMap<string, Tool>): Steps<void> {
  for (const tool of tools.values()) {
    tool.prepare();
    yield;
  }
}
