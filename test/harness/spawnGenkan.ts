import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { TestData } from './testDatabase.ts';

/** The command line's entry, to be run by {@link process.execPath}. */
export const GENKAN = fileURLToPath(new URL('../../cli/genkan.ts', import.meta.url));

export interface GenkanOptions {
  /** The command that runs until it is ended; `start` unless said otherwise. */
  readonly command?: 'start' | 'gateway';
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface GenkanOutcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningGenkan {
  readonly url: string;
  /** Empty for a subgraph, which has none. */
  readonly adminUrl: string;
  readonly pid: number;
  /** Asks for its files to be read again. */
  hangUp(): void;
  /** Sends a signal and waits for the end. */
  end(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<GenkanOutcome['code']>;
}

/** The environment of a command on this data, with nothing of the developer's own in it. */
export function environmentOf({ dataFolder, databaseUrl }: TestData): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    // A killed program leaves its temporary folder behind; it goes with the data.
    TMPDIR: dataFolder,
    PORT: '0',
    ADMIN_PORT: '0',
    GENKAN_DATA_DIR: dataFolder,
    GENKAN_LOG_LEVEL: 'warn',
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
}

/** Runs one command in a process of its own to its end. */
export async function runGenkan(
  data: TestData,
  args: readonly string[],
  options: GenkanOptions = {},
): Promise<GenkanOutcome> {
  const child = spawnGenkan(data, args, options);
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  return { code, stdout, stderr };
}

/** Starts `genkan start`, or another command that serves, in a process of its own and waits until it is ready. */
export async function startGenkan(
  data: TestData,
  args: readonly string[] = [],
  options: GenkanOptions = {},
): Promise<RunningGenkan> {
  const child = spawnGenkan(data, [options.command ?? 'start', ...args], options);
  const closed = once(child, 'close');
  const complaints = text(child.stderr);
  const { url, adminUrl } = await readReadyLine(child, complaints);
  if (child.pid === undefined) throw new Error('The program has no process.');
  return {
    url,
    adminUrl,
    pid: child.pid,
    hangUp: () => child.kill('SIGHUP'),
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}

/** Children that have not ended yet; a test that fails half-way must not leave one behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function spawnGenkan(data: TestData, args: readonly string[], { env = {}, cwd }: GenkanOptions) {
  const child = spawn(process.execPath, [GENKAN, ...args], {
    env: { ...environmentOf(data), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

async function readReadyLine(
  child: ChildProcess & { stdout: NodeJS.ReadableStream },
  complaints: Promise<string>,
) {
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url, adminUrl = ''] = /^genkan .*ready on (\S+)(?: \(admin (\S+)\))?$/.exec(line) ?? [];
    // What the program prints later has to go somewhere, or it would wait.
    child.stdout.resume();
    if (url !== undefined) return { url, adminUrl };
  }
  throw new Error(`The program did not become ready: ${await complaints}`);
}
