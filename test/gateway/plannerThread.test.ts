import { afterEach, describe, expect, it } from 'vitest';
import { createPlanner } from '../../gateway/planning/planner/createPlanner.ts';
import type { Planner } from '../../gateway/planning/planner/planner.ts';
import {
  openPlannerThread,
  type PlannerThreadOptions,
} from '../../gateway/planning/planner/plannerThread.ts';
import { composeTestSupergraph } from '../secondGraph/openGraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7",
  import: ["@key", "@requires", "@external", "@interfaceObject"])`;

/** A graph over which the planner goes in circles for one operation, and plans every other. */
const SUPERGRAPH = composeTestSupergraph([
  {
    name: 'herbarium',
    sdl: `${LINK} type Query { plants: [Plant!]! }
      interface Plant @key(fields: "id") { id: ID! name: String family: Int }
      type Fern implements Plant @key(fields: "id") { id: ID! name: String family: Int spores: Int }
      type Moss implements Plant @key(fields: "id") { id: ID! name: String family: Int }`,
  },
  {
    name: 'walks',
    sdl: `${LINK} type Query { mostSeen: Plant } type Plant @key(fields: "id") @interfaceObject { id: ID! seen: Int }`,
  },
  {
    name: 'risks',
    sdl: `${LINK} type Query { risky: Int } type Plant @key(fields: "id") @interfaceObject {
      id: ID! name: String @external family: Int @external risk: Int @requires(fields: "name family") }`,
  },
]);
const ENDLESS = '{ mostSeen { ... on Fern { risk } } }';

const opened: Planner[] = [];
async function open(options: PlannerThreadOptions = {}): Promise<Planner> {
  const planner = await openPlannerThread(SUPERGRAPH, options);
  opened.push(planner);
  return planner;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((planner) => planner.close()));
});

describe('a thread that plans', () => {
  it('makes the plans that are made without one', async () => {
    const planner = await open();
    const text = '{ plants { id risk ... on Fern { spores seen } } }';
    expect(await planner.plan(text, [])).toEqual(await createPlanner(SUPERGRAPH).plan(text, []));
  });

  it('does not start with a supergraph that cannot be planned', async () => {
    await expect(openPlannerThread('type Query { lonely: Int }')).rejects.toThrow(Error);
  });

  it('plans a literal of lists in lists', async () => {
    const filtered = composeTestSupergraph([
      {
        name: 'herbarium',
        sdl: `${LINK} type Query { plants(where: Where): Int } input Where { all: [Where!] above: Int }`,
      },
    ]);
    const planner = createPlanner(filtered);
    const where = `${'{ all: ['.repeat(45)}{ above: $above }${'] }'.repeat(45)}`;
    const { root } = await planner.plan(`query ($above: Int) { plants(where: ${where}) }`, []);
    expect(root).toMatchObject({ kind: 'root', subgraph: 'herbarium', variables: [{ name: 'above' }] });
  });

  it('gives up what takes too long, and plans what waits behind it', async () => {
    const planner = await open({ timeoutMs: 1_000 });
    const endless = planner.plan(ENDLESS, []);
    const behind = planner.plan('{ plants { id } }', []);
    await expect(endless).rejects.toMatchObject({ code: 'OPERATION_TOO_COMPLEX' });
    expect((await behind).root).toMatchObject({ kind: 'root', subgraph: 'herbarium' });
  });

  it('tells what cannot be planned from what can, and goes on', async () => {
    const planner = await open();
    await expect(planner.plan('{ unknown }', [])).rejects.toThrow(Error);
    expect((await planner.plan('{ plants { id } }', [])).root).toBeDefined();
  });

  it('refuses at once what would wait behind too much', async () => {
    const planner = await open({ maxWaiting: 1 });
    const plans = Array.from({ length: 3 }, () => planner.plan('{ plants { id } }', []));
    const settled = await Promise.allSettled(plans);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(settled[2]).toMatchObject({ reason: { code: 'OVERLOADED' } });
  });

  it('plans nothing that has waited longer than anybody waits for it', async () => {
    const planner = await open({ timeoutMs: 1_000, maxWaitMs: 500 });
    const plans = [ENDLESS, '{ plants { id } }'].map((text) => planner.plan(text, []));
    const [endless, forgotten] = await Promise.allSettled(plans);
    expect(endless).toMatchObject({ reason: { code: 'OPERATION_TOO_COMPLEX' } });
    expect(forgotten).toMatchObject({ reason: { code: 'OVERLOADED' } });
    expect((await planner.plan('{ plants { id } }', [])).root).toBeDefined();
  });

  it('leaves nobody waiting when it is closed', async () => {
    const planner = await open();
    const plans = [planner.plan(ENDLESS, []), planner.plan('{ plants { id } }', [])];
    const settled = Promise.allSettled(plans);
    await planner.close();
    for (const outcome of await settled) expect(outcome).toMatchObject({ reason: { code: 'OVERLOADED' } });
    await expect(planner.plan('{ plants { id } }', [])).rejects.toMatchObject({ code: 'OVERLOADED' });
  });
});
