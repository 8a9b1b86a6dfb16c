import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import { runGenkan } from '../harness/spawnGenkan.ts';

const folder = mkdtempSync(join(tmpdir(), 'genkan-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) =>
  runGenkan({ dataFolder: folder, databaseUrl: undefined, remove: async () => {} }, ['plan', ...args], {
    cwd: tmpdir(),
  });

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const SUPERGRAPH = write(
  'supergraph.graphql',
  composeSupergraph([
    {
      name: 'zoo',
      url: 'http://zoo.test',
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize"])
        type Query { animals: [Animal!]! @listSize(assumedSize: 7) }
        type Animal @key(fields: "id") { id: ID! }`,
    },
    {
      name: 'food',
      url: 'http://food.test',
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
        type Animal @key(fields: "id") { id: ID! eats: String }`,
    },
  ]),
);

describe('genkan plan', () => {
  it('prints what an operation of a file fetches from any supergraph, and what it costs', async () => {
    const file = write('Menu.graphql', '"What they eat." query Menu { animals { eats } }');
    const { code, stdout, stderr } = await run(file, '--supergraph', SUPERGRAPH);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`query Menu
fetches   2, 2 after one another at most
cost      14
needs     nothing

sequence
├─ fetch from zoo
│    | query Menu__zoo__0 {
│    |   animals {
│    |     __typename
│    |     id
│    |   }
│    | }
└─ fetch from food
     for at most 7 entities at animals[]
     | query Menu__food__1($representations: [_Any!]!) {
     |   _entities(representations: $representations) {
     |     ... on Animal {
     |       id
     |       eats
     |     }
     |   }
     | }
`);
  });

  it('prints the same as JSON', async () => {
    const file = write('Menu.graphql', 'query Menu { animals { eats } }');
    const { stdout } = await run(file, '--supergraph', SUPERGRAPH, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'Menu',
      fetches: 2,
      depth: 2,
      cost: 14,
      plan: {
        kind: 'sequence',
        steps: [{ subgraph: 'zoo' }, { entities: [{ path: ['animals', '@'], atMost: 7 }] }],
      },
    });
  });

  it('plans a tool for a caller with some scopes alone', async () => {
    const { stdout } = await run('OrderStatus', '--as', 'orders:read');
    expect(stdout).toMatch(/^query OrderStatus\n/);
    expect(stdout).toMatch(/\nwithheld {2}.*trackingNumber/);
    expect(stdout.split('sequence')[1]).not.toContain('trackingNumber');
    expect((await run('OrderStatus')).stdout).toContain('|       trackingNumber');
  });

  it('prints a line for each operation', async () => {
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\nOrderStatus +2 +2 +\d+ {2}orders:read, orders:read or customers:read, authenticated, orders:tracking, reveals_tracking\n/,
    );
  });

  it.each([
    ['an operation that is not there', ['NoSuch'], 'There is neither a file nor an operation NoSuch.'],
    ['a supergraph that is not there', ['x', '--supergraph', 'no-such'], 'There is no file no-such.'],
    ['two operations', ['A', 'B'], 'genkan plan [Operation | file]'],
  ])('explains %s in one line', async (_what, args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim()).not.toContain('\n');
  });

  it('says what is wrong with a file', async () => {
    const file = write('Wrong.graphql', 'query Wrong { plants { id } }');
    const { code, stderr } = await run(file, '--supergraph', SUPERGRAPH);
    expect(code).toBe(1);
    expect(stderr).toContain('Wrong.graphql: Cannot query field "plants"');
  });
});
