import { type ChildProcess, spawn } from 'node:child_process';
import { stopProcess } from '../shop.ts';

/** A gateway in a process of its own, which tells its CPU time when asked. */
export interface ServedGateway {
  readonly child: ChildProcess;
  /** That operations are posted to. */
  readonly url: string;
}

/** The processes of one benchmark, which can send it messages and end with it. */
export class Processes {
  readonly #dataFolder: string;
  readonly #children: ChildProcess[] = [];

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  /** @param args of Node.js. */
  start(args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        APOLLO_TELEMETRY_DISABLED: '1',
        ADMIN_PORT: '0',
        GENKAN_LOG_LEVEL: 'warn',
        GENKAN_DATA_DIR: this.#dataFolder,
      },
    });
    this.#children.push(child);
    return child;
  }

  /** Waits for the line with the address that it listens on. */
  async startGateway(args: readonly string[], path: string): Promise<ServedGateway> {
    const child = this.start(['--import', './bench/gatewayHttp/cpuProbe.ts', ...args]);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += String(chunk);
      const address = /ready on (http:[^\s]*?)\/?\s/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`A gateway ended before it was ready: ${output}`)));
    return { child, url: (await promise) + path };
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#children
        .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
        .map(stopProcess),
    );
  }
}

/**
 * The next message of a process.
 * @throws Error if it ends instead.
 */
export function receive<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('A process of the benchmark ended.'));
    child.once('exit', fail);
    child.once('message', (message) => {
      child.off('exit', fail);
      // The modules beside this one send nothing else.
      resolve(message as Message);
    });
  });
}
