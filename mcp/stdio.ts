import { PassThrough, type Readable, type Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { ToolServer } from './callTool.ts';
import { createServer } from './createServer.ts';
import type { Answer } from './executor.ts';

export interface StdioSession {
  /** Resolves when the client has sent its last byte and has the answers to all that it asked. */
  readonly finished: Promise<void>;
  /** Ends the session at once. */
  close(): Promise<void>;
}

/** Serves one client over a pair of streams, which then belong to the protocol. */
export function serveToolsOverStdio<Caller>(
  tools: ToolServer<Caller>,
  caller: Caller,
  { input, output }: { input: Readable; output: Writable },
): StdioSession {
  const { tracked, settle } = trackCalls(tools);
  // The transport takes the end of its input for the end of the session, and drops what is under way. A client
  // that sends its requests and closes still waits for the answers, so the end is passed on after them.
  const requests = new PassThrough();
  input.pipe(requests, { end: false });
  const connection = serveStdio(() => createServer(tracked, caller), {
    onerror: tools.onInternalError,
    transport: new StdioServerTransport(requests, output),
  });
  const finished = untilEnd(input).then(settle);
  return { finished, close: () => connection.close() };
}

/** A client that breaks off has ended too. */
function untilEnd(input: Readable): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['end', 'close', 'error']) input.once(event, () => resolve());
  });
}

/** The same tools, with their calls counted. */
function trackCalls<Caller>(tools: ToolServer<Caller>) {
  const underWay = new Set<Promise<Answer>>();
  const { executor } = tools;
  const tracked: ToolServer<Caller> = {
    ...tools,
    executor: {
      schema: executor.schema,
      operations: executor.operations,
      isReachable: (id, caller) => executor.isReachable(id, caller),
      findRefusal: (id, caller) => executor.findRefusal(id, caller),
      executeRegistered(id, call) {
        const answer = executor.executeRegistered(id, call);
        underWay.add(answer);
        return answer.finally(() => underWay.delete(answer));
      },
    },
  };
  const settle = async () => {
    // What was read last is dispatched in the next turns, and an answer is written a turn after its call.
    do {
      await setImmediate();
      await Promise.allSettled(underWay);
      await setImmediate();
    } while (underWay.size > 0);
  };
  return { tracked, settle };
}
