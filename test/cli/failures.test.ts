import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeFailure } from '../../cli/program/describeFailure.ts';
import { environmentOf, GENKAN, runGenkan } from '../harness/spawnGenkan.ts';
import type { TestData } from '../harness/testDatabase.ts';
import { makeFolder } from './gatewayFiles.ts';
import { startTwoVersions, type TwoVersions } from './gatewayGraphs.ts';

const SECRET = 'c2VjcmV0LWtleQ';

let data: TestData;
beforeEach(() => {
  const { folder, remove } = makeFolder();
  data = { dataFolder: folder, databaseUrl: undefined, remove: async () => remove() };
});
afterEach(() => data.remove());

function expectOneLine(stderr: string, name: string) {
  expect(stderr).toMatch(/^INTERNAL_ERROR \{.*\}\n$/);
  expect(JSON.parse(stderr.slice(stderr.indexOf('{')))).toMatchObject({ name, stack: expect.any(String) });
  expect(stderr).not.toContain(SECRET);
}

describe('67: the line of what ends a process', () => {
  it('has code, name and places, and nothing that the fault was made with', () => {
    const cause = Object.assign(new Error(`Key (email)=(${SECRET}) exists`), {
      detail: SECRET,
      code: '23505',
    });
    const line = describeFailure(new TypeError(`no ${SECRET}\n    at ${SECRET}:1:1`, { cause }));
    expectOneLine(line, 'TypeError');
    expect(JSON.parse(line.slice(line.indexOf('{'))).cause).toMatchObject({ name: 'Error', code: '23505' });
  });

  it('has the code alone for what is no fault', () => {
    expect(describeFailure(SECRET)).toBe('INTERNAL_ERROR {}\n');
    expect(describeFailure(undefined)).toBe('INTERNAL_ERROR {}\n');
  });
});

describe('67: a process that fails writes one such line, and exits with 1', () => {
  it('when a key file holds something else, which JSON’s own message would quote', async () => {
    writeFileSync(join(data.dataFolder, 'development-key.json'), SECRET, { mode: 0o600 });
    const { code, stdout, stderr } = await runGenkan(data, ['token', '--as', 'customer-us']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expectOneLine(stderr, 'SyntaxError');
  });

  it('when it cannot stop', async () => {
    const stopOnSignal = JSON.stringify(pathToFileURL(join(GENKAN, '../program/stopOnSignal.ts')));
    const child = run([
      '--input-type=module',
      '--eval',
      `import { stopOnSignal } from ${stopOnSignal};
       stopOnSignal(async () => { throw new RangeError('${SECRET}'); });
       setInterval(() => {}, 1_000);
       process.kill(process.pid, 'SIGTERM');`,
    ]);
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect(code).toBe(1);
    expectOneLine(stderr, 'RangeError');
  });

  it('that says what to do when a package is missing, whose lack may keep it from saying anything', async () => {
    const trap = join(data.dataFolder, 'trap.mjs');
    writeFileSync(
      trap,
      `import { registerHooks } from 'node:module';
       registerHooks({
         resolve(name, context, next) {
           return next(name === 'graphql' ? 'no-such-package' : name, context);
         },
       });`,
    );
    const child = run([`--import=${pathToFileURL(trap)}`, GENKAN, 'tools']);
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'A part of the program is missing: run npm ci.\n' });
  });

  describe('while it serves', () => {
    let graphs: TwoVersions;
    beforeEach(async () => {
      graphs = await startTwoVersions();
    });
    afterEach(() => graphs.close());

    it.each([
      ['throws where nobody catches', `() => { throw new RangeError('${SECRET}'); }`],
      ['rejects where nobody waits', `() => void Promise.reject(new RangeError('${SECRET}'))`],
    ])('and something %s', async (_what, fault) => {
      const supergraph = join(data.dataFolder, 'supergraph.graphql');
      writeFileSync(supergraph, graphs.first);
      const trap = join(data.dataFolder, 'trap.mjs');
      writeFileSync(trap, `process.on('SIGUSR2', ${fault});`);
      const child = run([`--import=${pathToFileURL(trap)}`, GENKAN, 'gateway', '--supergraph', supergraph]);
      const [complaints, closed] = [text(child.stderr), once(child, 'close')];
      await once(child.stdout, 'data');
      child.kill('SIGUSR2');
      const [stderr, [code]] = await Promise.all([complaints, closed]);
      expect(code).toBe(1);
      expectOneLine(stderr, 'RangeError');
    });
  });
});

/** What a test that failed half-way left. */
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

function run(args: readonly string[]) {
  const child = spawn(process.execPath, [...args], {
    env: { ...environmentOf(data), GENKAN_LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}
