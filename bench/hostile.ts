import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startProgram } from '../cli/commands/start.ts';
import { parseConfig } from '../cli/config.ts';
import { openDevelopmentIssuer } from '../cli/program/keys.ts';
import { describeClaims, PERSONAS } from '../subgraphs/personas.ts';
import { HONEST_BODIES, HOSTILE_BODIES, type HostileBody } from './hostileBodies.ts';
import { measureHeapMib } from './measureHeap.ts';
import type { Row } from './table.ts';

const RUNS = 5;
const AT_MOST_MS = 50;

export interface HostileFigures {
  /** The longest stall of the event loop while the program, in this process, answers each hostile request. */
  readonly stalls: Row[];
  /** What the program keeps of operations that it sees once. */
  readonly heap: Row[];
}

export async function measureHostile(): Promise<HostileFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-bench-'));
  const config = parseConfig({ PORT: '0', ADMIN_PORT: '0', GENKAN_DATA_DIR: folder });
  const program = await startProgram(config, { now: () => new Date(), log: pino({ level: 'silent' }) });
  try {
    const [persona] = PERSONAS;
    if (persona === undefined) throw new Error('Nobody can sign in.');
    const issuer = await openDevelopmentIssuer(config);
    const token = await issuer.sign(describeClaims(persona), 3_600, new Date());
    const stalls: Row[] = [];
    for (const body of HOSTILE_BODIES) stalls.push(await measureBody(program.url, token, body));
    return { stalls, heap: await measureDistinct(program.url, token) };
  } finally {
    await program.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measureBody(url: string, token: string, hostile: HostileBody): Promise<Row> {
  const body = Buffer.from(hostile.make());
  // What an honest client sends first has everything loaded that the first request of a process loads.
  for (const honest of HONEST_BODIES) await send(url, token, honest.path, Buffer.from(honest.make()));
  const stallsMs: number[] = [];
  let answer = '';
  for (let run = 0; run < RUNS; run++) {
    const watch = watchEventLoop();
    answer = await send(url, token, hostile.path, body);
    stallsMs.push(watch.stop());
  }
  return {
    attack: hostile.attack,
    KiB: Math.round(body.length / 1_024),
    answer,
    'first stall ms': stallsMs[0] ?? Number.NaN,
    'longest stall ms': Math.max(...stallsMs),
    'at most': AT_MOST_MS,
  };
}

const DISTINCT_OPERATIONS = 4_000;
const STEP = 1_000;

/** Attack 11: more operations than any cache holds, each once. */
async function measureDistinct(url: string, token: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let sent = 1; sent <= DISTINCT_OPERATIONS; sent++) {
    const query = `{ series(match: "x") { id a${sent}: id } }`;
    await send(url, token, '/graphql', Buffer.from(JSON.stringify({ query })));
    if (sent % STEP === 0) rows.push({ 'distinct operations': sent, 'heap MiB': measureHeapMib() });
  }
  return rows;
}

/**
 * Passes through the event loop again and again, and remembers the most that this thread computed between two passes:
 * what other programs took of the machine meanwhile is no stall of this one.
 */
function watchEventLoop(): { stop(): number } {
  let longestMs = 0;
  let passedAtMs = readThreadCpuMs();
  let isOver = false;
  const pass = () => {
    const nowMs = readThreadCpuMs();
    longestMs = Math.max(longestMs, nowMs - passedAtMs);
    passedAtMs = nowMs;
    if (!isOver) setImmediate(pass);
  };
  setImmediate(pass);
  return {
    stop() {
      isOver = true;
      return longestMs;
    },
  };
}

function readThreadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** @returns the status, and the code of the error where there is one. */
async function send(url: string, token: string, path: string, body: Buffer): Promise<string> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
      authorization: `Bearer ${token}`,
    },
    body: new Uint8Array(body),
  });
  const text = await response.text();
  const code = /"code\\?":\\?"?([A-Z_]+|-?\d+)/.exec(text)?.[1] ?? '';
  return `${response.status} ${code}`;
}
