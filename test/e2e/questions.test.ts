import { readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { encode } from 'gpt-tokenizer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskTool, QUESTIONS } from '../../bench/questions.ts';
import TOOLS from '../../operations/tools.generated.json' with { type: 'json' };
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

const MAX_ANSWER_TOKENS = 500;

let program: TestProgram;
const callers = new Map<string | undefined, ToolCaller>();
beforeAll(async () => {
  program = await startTestProgram();
  for (const persona of new Set(QUESTIONS.map((question) => question.persona))) {
    callers.set(persona, await connectCaller(program, persona));
  }
});
afterAll(() => program.stop());

function findCaller(persona: string | undefined): ToolCaller {
  const caller = callers.get(persona);
  if (caller === undefined) throw new Error(`Nobody is ${persona}.`);
  return caller;
}

describe('the questions that an assistant gets', () => {
  it('are all there, from the first to the last', () => {
    const numbers = new Set(QUESTIONS.map(({ number }) => number.split(' ')[0]));
    expect([...numbers]).toEqual(Array.from({ length: 26 }, (_, index) => String(index + 1)));
  });

  it.each(QUESTIONS.map((question) => [`${question.number} ${question.tool}`, question] as const))(
    '%s: one call answers, whole, in few tokens',
    async (_, { tool, persona, args }) => {
      const caller = findCaller(persona);
      const ask: AskTool = async (name, of) =>
        (await caller.call(name, of)).answer as Record<string, unknown>;
      const { answer } = await caller.call(tool, typeof args === 'function' ? await args(0, ask) : args);
      expect(Object.keys(answer as object)).not.toHaveLength(0);
      expect(answer).not.toHaveProperty('notices');
      expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(MAX_ANSWER_TOKENS);
    },
  );

  it('are tools whose schemas are valid JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const { name, inputSchema, outputSchema } of TOOLS) {
      expect(ajv.validateSchema(inputSchema), name).toBe(true);
      expect(ajv.validateSchema(outputSchema), name).toBe(true);
    }
  });

  it('and their previews are all the tools there are', async () => {
    const operations = readdirSync('operations', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.includes('/') && path.endsWith('.graphql'))
      .map((path) => path.replace(/^.*\/(.*)\.graphql$/, '$1'));
    const previews = ['start_return_preview', 'change_shipping_address_preview'];
    const tools = new Set([...QUESTIONS.map(({ tool }) => tool), ...previews]);
    expect(operations.map(toSnakeCase).sort()).toEqual([...tools].sort());
  });
});

function toSnakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}
