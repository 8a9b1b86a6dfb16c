import type { Readable, Writable } from 'node:stream';

const NEWLINE = 0x0a;

/**
 * The next line of a stream, without its newline; what comes after it stays in the stream for others to read.
 * @returns undefined when the stream ends before a line does.
 * @throws RangeError for a line of more than `maxBytes`.
 */
export function readLine(stream: Readable, maxBytes = Number.POSITIVE_INFINITY): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const stop = () => stream.off('readable', read).off('end', end).off('error', fail);
  const settle = (line: string | undefined) => {
    stop();
    resolve(line);
  };
  const fail = (error: Error) => {
    stop();
    reject(error);
  };
  const end = () => settle(undefined);
  const read = () => {
    for (;;) {
      const chunk: Buffer | null = stream.read();
      if (chunk === null) return;
      const at = chunk.indexOf(NEWLINE);
      const part = at === -1 ? chunk : chunk.subarray(0, at);
      bytes += part.byteLength;
      if (bytes > maxBytes) return fail(new RangeError(`A line must have at most ${maxBytes} bytes.`));
      chunks.push(part);
      if (at === -1) continue;
      const rest = chunk.subarray(at + 1);
      if (rest.length > 0) stream.unshift(rest);
      settle(Buffer.concat(chunks).toString());
      return;
    }
  };
  stream.on('readable', read).on('end', end).on('error', fail);
  return promise;
}

export function sendLine(stream: Writable, value: unknown): void {
  if (stream.writable) stream.write(`${JSON.stringify(value)}\n`);
}
