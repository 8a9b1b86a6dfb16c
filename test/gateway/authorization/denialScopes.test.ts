import { expect, it } from 'vitest';
import { mapClaims } from '../../../gateway/authentication/mapClaims.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import { openGraph } from '../../secondGraph/openGraph.ts';

const FLOORS = Array.from({ length: 8 }, (_, index) => index);

/** A hall of rooms, each of which two keys open, and one key opens all. */
function openHall(opensAll: boolean) {
  const scopes = (floor: number) =>
    JSON.stringify([[`north:${floor}`], [`south:${floor}`], ...(opensAll ? [['all']] : [])]);
  const rooms = FLOORS.map(
    (floor) => `type Room${floor} implements Room { size: Int @requiresScopes(scopes: ${scopes(floor)}) }`,
  );
  const callerRules = parseCallerRules({
    contextClaim: 'role',
    vouchedClaims: [],
    contexts: {
      guest: { scopes: ['all', ...FLOORS.flatMap((floor) => [`north:${floor}`, `south:${floor}`])] },
    },
  });
  const caller = mapClaims(callerRules, { sub: 'ada', role: 'guest', scope: '' });
  if (caller === undefined) throw new Error('The claims make no caller.');
  const graph = openGraph({
    subgraphs: [
      {
        name: 'rooms',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes"])
          type Query { room: Room name: String } interface Room { size: Int } ${rooms.join(' ')}`,
        resolvers: { Query: { room: () => ({ __typename: 'Room0', size: 4 }), name: () => 'hall' } },
      },
    ],
    callerRules,
  });
  return graph.run('{ name room { size } }', { caller });
}

it('names the shortest way to lift a denial first, and none that asks for more than another', async () => {
  const { faults } = await openHall(true);
  expect(faults[0]?.scopes?.[0]).toEqual(['all']);
  expect(faults[0]?.scopes?.flat().filter((scope) => scope === 'all')).toHaveLength(1);
});

it('names a few ways of the very many that eight rules of two alternatives make', async () => {
  const { faults } = await openHall(false);
  expect(faults[0]?.scopes).toHaveLength(16);
  for (const scopes of faults[0]?.scopes ?? []) {
    expect(scopes.map((scope) => Number(scope.split(':')[1])).sort((a, b) => a - b)).toEqual(FLOORS);
  }
});
