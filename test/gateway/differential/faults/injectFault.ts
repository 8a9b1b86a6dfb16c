import type { SubgraphAnswer } from '../../../../gateway/execution/dataSource.ts';
import type { InjectedFault } from './faultsArbitrary.ts';

/** A text that no client may ever see. */
export const CANARY = 'canary-of-a-subgraph';

type JsonObject = Record<string, unknown>;

/**
 * Spoils an answer.
 * @param original is left as it is.
 * @throws Error where the fetch itself is to fail.
 */
export function injectFault(original: SubgraphAnswer, fault: InjectedFault): SubgraphAnswer {
  // As over HTTP, where a member may also be called "__proto__".
  const answer = JSON.parse(JSON.stringify(original)) as { data?: unknown; errors?: unknown[] };
  const entities = isObject(answer.data) ? findEntities(answer.data) : undefined;
  const failed = (...path: readonly (string | number)[]) => {
    answer.errors = [...(answer.errors ?? []), { message: CANARY, path, extensions: { code: CANARY } }];
  };
  switch (fault.kind) {
    case 'fetch fails':
      throw new Error(CANARY);
    case 'refused as a whole':
      return { errors: [{ message: CANARY, extensions: { code: CANARY } }] };
    case 'no data':
      return {};
    case 'data null':
      return { data: null };
    case 'entity null':
    case 'entity failed': {
      if (entities === undefined || entities.list.length === 0) break;
      const index = fault.place % entities.list.length;
      entities.list[index] = null;
      if (fault.kind === 'entity failed') failed(entities.key, index);
      break;
    }
    case 'field failed': {
      const member = pick(listMembers(answer.data), fault.place);
      if (member === undefined || member.key === '__typename' || member.isInList) break;
      member.object[member.key] = null;
      failed(...member.path);
      break;
    }
    case 'object for a list': {
      const lists = listMembers(answer.data).filter(({ object, key }) => isListOfObjects(object[key]));
      const member = pick(lists, fault.place);
      if (member !== undefined) member.object[member.key] = {};
      break;
    }
    case 'member missing': {
      const member = pick(listMembers(answer.data), fault.place);
      if (member !== undefined) delete member.object[member.key];
      break;
    }
    case 'entities short':
      entities?.list.pop();
      break;
    case 'entities long':
      // Of a list that another fault has emptied, one entry more would be an honest null.
      if (entities !== undefined && entities.list.length > 0) {
        entities.list.push(structuredClone(entities.list[0]));
      }
      break;
    case 'entities reversed':
      entities?.list.reverse();
      break;
    case 'entity twice':
      if (entities !== undefined && entities.list.length > 1)
        entities.list[1] = structuredClone(entities.list[0]);
      break;
    case 'members added':
      for (const object of listCertainObjects(answer.data)) addMembers(object);
      break;
    case 'entities short without keys':
    case 'entities reversed without keys':
      for (const entity of entities?.list ?? []) if (isObject(entity)) dropLeaves(entity);
      if (fault.kind === 'entities reversed without keys') entities?.list.reverse();
      else entities?.list.shift();
      break;
    case 'wrong scalar': {
      const leaves = listMembers(answer.data).filter(({ object, key }) => typeof object[key] !== 'object');
      const member = pick(leaves, fault.place);
      if (member !== undefined) member.object[member.key] = [[], {}, 1e20, true, 'wrong'][fault.place % 5];
      break;
    }
    case 'list short':
    case 'list long': {
      const lists = listMembers(answer.data).filter(({ object, key }) => Array.isArray(object[key]));
      const member = pick(lists, fault.place);
      if (member === undefined) break;
      const list = member.object[member.key] as unknown[];
      if (fault.kind === 'list short') list.pop();
      else list.push(structuredClone(list[0] ?? null), null);
      break;
    }
  }
  return answer;
}

interface Member {
  readonly object: JsonObject;
  readonly key: string;
  readonly path: readonly (string | number)[];
  /** Whether only part of what one selection asks for is meant. */
  readonly isInList: boolean;
}

/** Every member of every object, in the order of the answer. */
function listMembers(data: unknown): readonly Member[] {
  const members: Member[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) value.forEach((item, index) => void walk(item, [...path, index]));
    else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        if (key.startsWith('_entities')) walk(value[key], [...path, key]);
        else {
          members.push({ object: value, key, path: [...path, key], isInList: false });
          walk(value[key], [...path, key]);
        }
      }
    }
  };
  walk(data, []);
  return members;
}

/** Those that are no scalar's: an object within a custom scalar is the client's as it is. */
function listCertainObjects(data: unknown): readonly JsonObject[] {
  const entities = isObject(data) ? (findEntities(data)?.list ?? []) : [];
  const typed = listMembers(data).flatMap(({ object, key }) => (key === '__typename' ? [object] : []));
  return [...(isObject(data) ? [data] : []), ...entities.filter(isObject), ...typed];
}

function findEntities(data: JsonObject): { key: string; list: unknown[] } | undefined {
  const key = Object.keys(data).find((one) => one.startsWith('_entities'));
  const list = key === undefined ? undefined : data[key];
  return key !== undefined && Array.isArray(list) ? { key, list } : undefined;
}

function addMembers(object: JsonObject): void {
  for (const name of ['__proto__', 'constructor', 'toString', 'id_', 'extra']) {
    if (Object.hasOwn(object, name)) continue;
    Object.defineProperty(object, name, {
      value: { polluted: CANARY },
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
}

function dropLeaves(entity: JsonObject): void {
  for (const [key, value] of Object.entries(entity)) {
    if (key !== '__typename' && typeof value !== 'object') delete entity[key];
  }
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.some(isObject);
}

function pick<Item>(items: readonly Item[], place: number): Item | undefined {
  return items[place % Math.max(items.length, 1)];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
