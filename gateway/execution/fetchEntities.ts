import { responseKeyOf } from '../planning/fetchedNames.ts';
import type { EntityFetch, EntityPart } from '../planning/fetches/fetchPlan.ts';
import { groupByContext } from './contexts.ts';
import { copyFetched, type FetchedObject, isFetchedObject, mergeFetched } from './fetchedData.ts';
import { type Located, locate } from './locate.ts';
import { placeEntities } from './placeEntities.ts';
import { buildRepresentations, type Representations } from './representations.ts';
import { applyRewrites } from './rewrite.ts';
import { addFailure, addFault, findFailure, type Run, staticPath } from './run.ts';
import { type ParsedAnswer, type SubgraphError, sendFetch } from './sendFetch.ts';

/** What one part of a fetch asks for. */
interface AskedPart {
  readonly part: EntityPart;
  readonly waiting: Located;
  readonly asked: Representations;
  /** Arguments from around the entities; the same for all of them. */
  readonly contexts: Readonly<Record<string, unknown>>;
}

/** Fetches entities, all parts in one request, and merges each into the objects that wait for it. */
export async function fetchEntities(fetch: EntityFetch, run: Run): Promise<void> {
  const parts = fetch.parts.flatMap((part) => askPart(part, run));
  const asking = parts.filter(({ asked }) => asked.list.length > 0);
  if (asking.length === 0) return;
  const [only] = asking;
  if (only !== undefined && (fetch.parts.length === 1 || asking.length === 1)) {
    for (let first = 0; first < asking.length; first += MAX_AT_ONCE) {
      const some = asking.slice(first, first + MAX_AT_ONCE);
      await Promise.all(some.map((part) => fetchAlone(fetch, part, run)));
    }
    return;
  }
  const representations = Object.fromEntries(
    parts.map(({ part, asked }) => [part.representationsVariable, asked.list]),
  );
  const answer = await sendFetch(run, fetch, 'query', representations);
  // One part's error may have taken the others with it.
  if (answer.failure === undefined && !isFetchedObject(answer.data)) {
    await Promise.all(asking.map((part) => fetchAlone(fetch, part, run)));
    return;
  }
  const refused = asking.filter((part) => !acceptAnswer(part, part.part.responseKey, answer, run));
  await Promise.all(refused.map((part) => fetchWithoutEcho(fetch, part, run)));
}

/** Entities that all take different arguments from around them must not take all of a subgraph's connections. */
const MAX_AT_ONCE = 20;

/** @returns several where entities differ in the arguments that they take from around them. */
function askPart(part: EntityPart, run: Run): readonly AskedPart[] {
  const waiting = locate(run.data, part.path);
  if (waiting.objects.length === 0) return [];
  const groups =
    part.contexts.length === 0 ? [{ waiting, contexts: {} }] : groupByContext(run.data, part, waiting);
  return groups.map((group) => {
    const asked = buildRepresentations(part, group.waiting.objects);
    if (asked.lacks) inheritFailures(part, run);
    return { ...group, part, asked };
  });
}

/** What is not asked for because something before it failed is missing for the same reason. */
function inheritFailures(part: EntityPart, run: Run): void {
  const path = staticPath(part.path);
  const needed = part.required.flatMap(({ fields }) => fields);
  const cause = needed
    .map(({ from }) => findFailure(run.failures, path, responseKeyOf(from)))
    .find((failure) => failure !== undefined);
  if (cause !== undefined) addFailure(run, cause.code, part.path, part.selections);
}

async function fetchAlone(fetch: EntityFetch, asked: AskedPart, run: Run): Promise<void> {
  const { part } = asked;
  const answer = await sendFetch(run, { ...fetch, ...part.alone }, 'query', {
    ...asked.contexts,
    representations: asked.asked.list,
  });
  if (!acceptAnswer(asked, ALONE, answer, run)) await fetchWithoutEcho(fetch, asked, run);
}

/** The response key of a part's own document. */
const ALONE = '_entities';

/** For a subgraph that finds an entity without knowing its key any more. */
async function fetchWithoutEcho(fetch: EntityFetch, asked: AskedPart, run: Run): Promise<void> {
  const { part } = asked;
  const answer = await sendFetch(run, { ...fetch, ...part.withoutEcho }, 'query', {
    ...asked.contexts,
    representations: asked.asked.list,
  });
  acceptAnswer({ ...asked, part: { ...part, echoedKeys: [] } }, ALONE, answer, run);
}

/** @returns false, and takes nothing, where a key that was asked for only as an echo failed. */
function acceptAnswer(
  { part, waiting, asked }: AskedPart,
  responseKey: string,
  { failure, data, errors }: ParsedAnswer,
  run: Run,
): boolean {
  const own = errors.filter(({ path }) => path.length === 0 || path[0] === responseKey);
  if (own.some(({ path }) => typeof path[2] === 'string' && part.echoedKeys.includes(path[2]))) return false;
  const entities = isFetchedObject(data) ? data[responseKey] : undefined;
  if (!Array.isArray(entities)) {
    const code = failure ?? own.find(({ path }) => path.length < 2)?.code ?? 'SUBGRAPH_ERROR';
    addFailure(run, code, part.path, part.selections);
    addEntityFaults(own, { waiting, asked, representationOf: (entry) => entry }, run);
    return true;
  }
  const placed = placeEntities(asked, entities);
  mergeEntities(part, waiting, asked, placed.entities, run);
  addEntityFaults(own, { waiting, asked, representationOf: placed.representationOf }, run);
  const general = own.filter(({ path }) => path.length < 2);
  for (const { code } of general) addFault(run, code, staticPath(part.path));
  if (placed.entities.includes(undefined)) {
    addFailure(run, general[0]?.code ?? 'SUBGRAPH_ERROR', part.path, part.selections);
  }
  return true;
}

function mergeEntities(
  part: EntityPart,
  waiting: Located,
  asked: Representations,
  entities: readonly unknown[],
  run: Run,
): void {
  if (part.outputRewrites.length > 0) {
    for (const entity of entities) applyRewrites(part.outputRewrites, entity);
  }
  const taken = new Set<number>();
  for (let nth = 0; nth < waiting.objects.length; nth++) {
    const object = waiting.objects[nth];
    const index = asked.indices[nth] ?? -1;
    const entity = entities[index];
    if (object === undefined || !isFetchedObject(entity)) continue;
    let own = entity;
    if (run.hasContexts) {
      // Where fields depend on what is around them, two places must not share what lies within.
      if (taken.has(index)) own = copyFetched(entity, part.selections) as FetchedObject;
      taken.add(index);
    }
    mergeFetched(object, own, part.selections, run.interfaceObjects);
  }
}

interface Placed {
  readonly waiting: Located;
  readonly asked: Representations;
  representationOf(entry: number): number | undefined;
}

/** An error about one entity is about everyone who waits for it, and about nobody else. */
function addEntityFaults(errors: readonly SubgraphError[], placed: Placed, run: Run): void {
  if (errors.length === 0) return;
  const { waiting, asked } = placed;
  const waitingFor = new Map<number, number[]>();
  for (const [nth, index] of asked.indices.entries()) {
    const places = waitingFor.get(index);
    if (places === undefined) waitingFor.set(index, [nth]);
    else places.push(nth);
  }
  for (const { code, path } of errors) {
    const [, entry, ...rest] = path;
    const representation = typeof entry === 'number' ? placed.representationOf(entry) : undefined;
    if (representation === undefined) continue;
    for (const nth of waitingFor.get(representation) ?? []) {
      if (!addFault(run, code, [...waiting.pathOf(nth), ...rest])) return;
    }
  }
}
