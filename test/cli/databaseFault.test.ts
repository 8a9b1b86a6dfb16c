import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runGenkan } from '../harness/spawnGenkan.ts';
import { copyTestData, type TestData } from '../harness/testDatabase.ts';

let data: TestData;
/** Speaks enough of PostgreSQL to refuse whoever comes, as a server does that knows neither user nor database. */
const refusing = createServer((socket: Socket) => {
  socket.on('error', () => {});
  socket.once('data', (startup) => {
    const code = String(startup).includes('nobody') ? '28P01' : '3D000';
    const fields = `SFATAL\0C${code}\0Mno\0\0`;
    const head = Buffer.alloc(5);
    head.write('E');
    head.writeInt32BE(4 + Buffer.byteLength(fields), 1);
    socket.end(Buffer.concat([head, Buffer.from(fields)]));
  });
});
let port: number;
beforeAll(async () => {
  data = await copyTestData();
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  port = (refusing.address() as { port: number }).port;
});
afterAll(async () => {
  await new Promise((resolve) => refusing.close(resolve));
  await data.remove();
});

it.each<[string, () => string, () => string]>([
  [
    'a server that is not there',
    () => 'postgres://ada:s3cret@127.0.0.1:1/shop',
    () => 'no PostgreSQL answers at 127.0.0.1:1.',
  ],
  [
    'a socket that is not there',
    () => 'postgres://ada:s3cret@local/shop?host=/no/such',
    () => 'no PostgreSQL answers at /no/such.',
  ],
  [
    'a password that is refused',
    () => `postgres://nobody:s3cret@127.0.0.1:${port}/shop`,
    () => `the PostgreSQL at 127.0.0.1:${port} refuses the user or the password.`,
  ],
  [
    'a missing database',
    () => `postgres://ada:s3cret@127.0.0.1:${port}/shop`,
    () => `the PostgreSQL at 127.0.0.1:${port} has no such database.`,
  ],
  ['what is no URL', () => 'postgres://ada:s3cret@127.0.0.1:99999/shop', () => 'this is no URL.'],
])('explains %s in one line without the password', async (_what, url, reason) => {
  expect(await runGenkan(data, ['start'], { env: { DATABASE_URL: url() } })).toEqual({
    code: 1,
    stdout: '',
    stderr: `DATABASE_URL: ${reason()}\n`,
  });
});
