import type { Client } from '@modelcontextprotocol/client';
import { connectMcp } from './mcpClient.ts';
import type { TestProgram } from './testProgram.ts';

export interface ToolCaller {
  readonly client: Client;
  /** Calls a tool and counts the SQL statements of the call, BEGIN and COMMIT not among them. */
  call(tool: string, args?: Record<string, unknown>): Promise<{ answer: unknown; statements: number }>;
}

/**
 * Somebody with an MCP client at a test program.
 * @param persona undefined: an anonymous caller.
 */
export async function connectCaller(
  program: TestProgram,
  persona?: string,
  scopes?: readonly string[],
): Promise<ToolCaller> {
  const client = await connectMcp(
    program.url,
    persona === undefined ? {} : { token: await program.signIn(persona, scopes) },
  );
  return {
    client,
    async call(name, args = {}) {
      program.statements.length = 0;
      const { structuredContent, content, isError } = await client.callTool({ name, arguments: args });
      if (isError === true) throw new Error(`${name} answers ${JSON.stringify(content)}`);
      const text = JSON.stringify(content);
      if (text !== JSON.stringify([{ type: 'text', text: JSON.stringify(structuredContent) }])) {
        throw new Error(`The text of ${name} is not its structured content: ${text}`);
      }
      const statements = program.statements.filter((sql) => !TRANSACTION_CONTROL.test(sql));
      return { answer: structuredContent, statements: statements.length };
    },
  };
}

const TRANSACTION_CONTROL = /^(begin|start transaction|set|commit|rollback)\b/i;
