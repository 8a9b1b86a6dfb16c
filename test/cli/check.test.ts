import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { check } from '../../cli/commands/check.ts';
import { isExplained } from '../../cli/explainedFaults.ts';
import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import { runGenkan } from '../harness/spawnGenkan.ts';

const folder = mkdtempSync(join(tmpdir(), 'genkan-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const runProcess = (...args: string[]) =>
  runGenkan({ dataFolder: folder, databaseUrl: undefined, remove: async () => {} }, ['check', ...args], {
    cwd: tmpdir(),
  });

/** What the command writes and ends with, without a process of its own, which takes a second to start. */
async function run(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += text;
      return true;
    }),
  );
  try {
    await check(args);
    return { code: 0, ...written };
  } catch (error) {
    if (!isExplained(error)) throw error;
    return { ...written, code: 1, stderr: `${written.stderr}${error.message}\n` };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const link = (...imports: readonly string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective", ${imports.join(', ')}])
   @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@classified", "@public"])
   @composeDirective(name: "@classified") @composeDirective(name: "@public")
   directive @classified(as: [String!]!) on FIELD_DEFINITION
   directive @public(fields: String!) repeatable on OBJECT | INTERFACE `;

/** A keeper's phone needs a scope of its own. */
const ZOO = `${link('"@requiresScopes"')}
  type Query @public(fields: "keeper") { keeper: Keeper }
  type Keeper @public(fields: "id") {
    id: ID
    phone: String @classified(as: ["contact"]) @requiresScopes(scopes: [["zoo:contact"]])
  }`;

const compose = (sdl: string) => composeSupergraph([{ name: 'zoo', url: 'http://zoo.test', sdl }]);
const SUPERGRAPH = write('supergraph.graphql', compose(ZOO));
const callers = (name: string, scopes: readonly string[]) =>
  write(
    name,
    JSON.stringify({
      contextClaim: 'role',
      vouchedClaims: [],
      contexts: { keeper: { scopes }, guest: { scopes: [] } },
    }),
  );

describe('genkan check', () => {
  it('finds no fault in the shop: every field is classified or public, nothing is lost in composition', async () => {
    const { code, stdout, stderr } = await runProcess();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^checked: 8 subgraphs, \d+ operations; every field is classified or public\n$/);
  });

  it('attack 44: fails on a field that is neither classified nor public, naming each', async () => {
    const path = write('new.graphql', compose(ZOO.replace('id: ID', 'id: ID born: String home: String')));
    const { code, stdout, stderr } = await runProcess('--supergraph', path);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      'Keeper.born: it is neither classified nor public.\nKeeper.home: it is neither classified nor public.\n',
    );
  });

  it('attack 44: fails on a graph that classifies nothing at all', async () => {
    const { code, stderr } = await run(
      '--supergraph',
      write('old.graphql', compose('type Query { a: String }')),
    );
    expect(code).toBe(1);
    expect(stderr).toBe('The graph classifies none of its fields: see @classified and @public.\n');
  });

  it('fails on a supergraph that does not load, with its own words', async () => {
    const path = write('both.graphql', compose(ZOO.replace('fields: "id"', 'fields: "id phone"')));
    const { code, stderr } = await run('--supergraph', path);
    expect(code).toBe(1);
    expect(stderr).toBe('Keeper.phone is classified and public at once.\n');
  });

  it('fails where a subgraph says by a look-alike what its supergraph does not', async () => {
    const subgraph = ZOO.replace('"@requiresScopes"', '')
      .replaceAll('@requiresScopes', '@requireScopes')
      .concat(' directive @requireScopes(scopes: [[String!]!]!) on FIELD_DEFINITION');
    const { code, stderr } = await run(
      ...['--supergraph', SUPERGRAPH, '--subgraph', `zoo=${write('zoo.graphql', subgraph)}`],
    );
    expect(code).toBe(1);
    expect(stderr).toBe(
      'zoo Keeper.phone: @requireScopes protects nothing: import @requiresScopes from https://specs.apollo.dev/federation/v2.5 or a later one.\n',
    );
  });

  it('fails where a supergraph lacks a rule that its subgraphs have', async () => {
    const old = write(
      'stripped.graphql',
      compose(ZOO).replace(' @requiresScopes(scopes: [["zoo:contact"]])', ''),
    );
    const { code, stderr } = await run(
      ...['--supergraph', old, '--subgraph', `zoo=${write('zoo.graphql', ZOO)}`],
    );
    expect(code).toBe(1);
    expect(stderr).toBe('zoo Keeper.phone: @requiresScopes is lost in composition.\n');
  });

  it('names every operation that does not fit, and its file', async () => {
    const one = write('operations/One.graphql', 'query One { keeper { name } }');
    const two = write('operations/Two.graphql', 'query Two { keepers }');
    const { code, stderr } = await run(
      '--supergraph',
      SUPERGRAPH,
      '--operations',
      join(folder, 'operations'),
    );
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringContaining(one),
      expect.stringContaining(two),
    ]);
  });

  it('warns of a field that no context can hold the scopes for, and passes', async () => {
    const known = await run('--supergraph', SUPERGRAPH, '--callers', callers('known.json', ['zoo:contact']));
    expect(known.stdout).not.toContain('warning');
    const { code, stdout } = await run(
      '--supergraph',
      SUPERGRAPH,
      '--callers',
      callers('other.json', ['zoo']),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('warning: Keeper.phone: no context can hold zoo:contact.\n');
  });

  it('fails on a policy that is asked for and permitted to nobody', async () => {
    const supergraph = write(
      'policy.graphql',
      compose(
        ZOO.replace('"@requiresScopes"', '"@policy"').replace(
          /@requiresScopes[^}]+/,
          '@policy(policies: [["call"]])',
        ),
      ),
    );
    write(
      'policies/schema.cedarschema',
      `entity Caller = { context: String, scopes: Set<String>, claims: { badge?: String } };
       entity Graph;
       action "call" appliesTo { principal: Caller, resource: Graph, context: {
         operation?: { id: String, name: String, source: String }, stated: { reason?: String } } };`,
    );
    const given = ['--supergraph', supergraph, '--policies', join(folder, 'policies')];
    const refused = await run(...given);
    expect(refused).toMatchObject({
      code: 1,
      stderr: 'Keeper.phone: it asks for the policy "call", which nothing permits.\n',
    });
    write('policies/call.cedar', 'permit (principal, action == Action::"call", resource);');
    expect(await run(...given)).toMatchObject({ code: 0, stderr: '' });
  });

  it('prints the matrix alone on standard output, as JSON, too', async () => {
    const given = ['--supergraph', SUPERGRAPH, '--callers', callers('other.json', ['zoo']), '--matrix'];
    const { code, stdout, stderr } = await run(...given, '--json');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'warning: Keeper.phone: no context can hold zoo:contact.\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      contexts: [{ name: 'anonymous' }, { name: 'keeper' }, { name: 'guest' }],
      types: [{ name: 'Keeper' }, { name: 'Query' }],
    });
    const text = await run(...given);
    expect(text.stdout).toMatch(/^anonymous: has not signed in\n(.*\n)+type Keeper /);
    const page = await run(...given, '--markdown');
    expect(page.stdout).toMatch(/^# Who sees what\n/);
  });

  it('prints of the shop what the README shows', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, excerpt = 'no excerpt'] = /^```\n(type Customer [^`]+)```$/m.exec(readme) ?? [];
    const { stdout } = await run('--matrix');
    expect(stdout).toContain(excerpt);
  });

  it('prints the matrix of a graph that does not pass, and fails', async () => {
    const path = write('unpassed.graphql', compose(ZOO.replace('id: ID', 'id: ID born: String')));
    const { code, stdout, stderr } = await run('--supergraph', path, '--matrix');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Keeper.born: it is neither classified nor public.\n',
    });
    expect(stdout).toContain('\n  born [unclassified] ');
  });

  it('prints the matrix of a graph that knows no classes, without a word of them', async () => {
    const plain = write(
      'plain.graphql',
      compose(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])
        type Query { a: String b: String @authenticated }`),
    );
    const { stdout } = await run('--supergraph', plain, '--matrix');
    expect(stdout).toMatch(/^ {2}a +✓$/m);
    expect(stdout).toMatch(/^ {2}b +–$/m);
    expect(stdout).not.toContain('unclassified');
  });

  it.each(['--subgraph zoo=zoo.graphql', '--json', '--matrix --json --markdown'])(
    'explains how it is called, other than by %s',
    async (args) => {
      const { code, stderr } = await run(...args.split(' '));
      expect(code).toBe(1);
      expect(stderr).toMatch(/^genkan check \[--supergraph <file>/);
    },
  );
});
