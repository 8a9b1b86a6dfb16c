import { Pool } from 'undici';

/** One order of the benchmark: to send that many requests over that many connections, all of them alike. */
export interface Load {
  readonly url: string;
  readonly query: string;
  readonly connections: number;
  readonly requests: number;
}

/** The answer that every one of them got; another than the first ends the run. */
export interface LoadResult {
  readonly answer: string;
  readonly elapsedMs: number;
}

process.on('message', async (load: Load) => {
  process.send?.(await run(load));
});

async function run({ url, query, connections, requests }: Load): Promise<LoadResult> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const body = JSON.stringify({ query });
  let answer: Buffer | undefined;
  let left = requests;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) {
        const bytes = await send(pool, pathname, body);
        answer ??= bytes;
        if (!bytes.equals(answer)) throw new Error(`Two answers to one query differ: ${bytes}`);
      }
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  await pool.close();
  return { answer: String(answer), elapsedMs };
}

async function send(pool: Pool, path: string, body: string): Promise<Buffer> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers, body });
  const bytes = Buffer.from(await answer.bytes());
  if (statusCode !== 200) throw new Error(`The gateway answers ${statusCode}: ${bytes}`);
  return bytes;
}
