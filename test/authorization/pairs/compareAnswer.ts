import type { OperationResult } from '../../../gateway/executeOperation.ts';
import type { ExpectedAnswer, Place } from '../oracle/expectAnswer.ts';

const DENIED = 'UNAUTHORIZED_FIELD_OR_TYPE';

/** @returns what is wrong with an answer; nothing where it is as expected. */
export function compareAnswer(actual: OperationResult, expected: ExpectedAnswer): readonly string[] {
  const data = JSON.stringify(actual.data);
  const due = JSON.stringify(expected.data);
  return [
    ...(data === due ? [] : [`The data differ.\n  gateway:  ${data}\n  expected: ${due}`]),
    ...compareFaults(actual, expected),
    ...findSecrets(actual, expected),
  ];
}

/** @returns what an answer holds that was to be withheld, though other parts of it may be missing. */
export function compareWithheld(actual: OperationResult, expected: ExpectedAnswer): readonly string[] {
  return [
    ...expected.withheld
      .filter((place) => isIn(actual.data, place) && !isNullIn(actual.data, place))
      .map((place) => `A value at ${place.join('.')}, where one is withheld.`),
    ...findSecrets(actual, expected),
  ];
}

function compareFaults({ faults }: OperationResult, expected: ExpectedAnswer): readonly string[] {
  const told = faults.filter(({ code }) => code === DENIED).map(({ path }) => describePlace(path));
  const withheld = new Set([...expected.withheld, ...expected.sealed].map(describePlace));
  const visible = [...expected.withheld, ...expected.sealed].filter((place) =>
    isNullIn(expected.data, place),
  );
  const emptied = expected.emptied.filter((place) => isNullIn(expected.data, place)).map(describePlace);
  return [
    ...faults
      .filter(({ code }) => code !== DENIED)
      .map(({ code, path }) => `A fault ${code} at ${path.join('.')}.`),
    ...told
      .filter((path) => !withheld.has(path))
      .map((path) => `A denial at ${path}, where nothing is withheld.`),
    ...told.filter((path, index) => told.indexOf(path) !== index).map((path) => `Two denials at ${path}.`),
    ...[...new Set(visible.map(describePlace))]
      .filter((path) => !told.includes(path))
      .map((path) => `No denial at ${path}, where a null stands for it.`),
    ...[...new Set(emptied)]
      .filter((path) => !told.some((one) => one === path || one.startsWith(path === '' ? '' : `${path}.`)))
      .map((path) => `No denial that explains the null at "${path}".`),
  ];
}

/** Without the indices of lists: one fault serves every entry. */
function describePlace(place: Place): string {
  return place.filter((step) => typeof step === 'string').join('.');
}

/** Whether a place is in the answer, as null. */
function isNullIn(data: unknown, place: Place): boolean {
  return isIn(data, place) && find(data, place) === null;
}

function isIn(data: unknown, place: Place): boolean {
  const around = find(data, place.slice(0, -1));
  const last = place.at(-1);
  if (last === undefined) return true;
  return typeof around === 'object' && around !== null && Object.hasOwn(around, last);
}

/** @returns undefined where an object on the way lacks the step. */
function find(data: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined,
    data,
  );
}

/** Texts tell where they belong: none that is withheld may be anywhere in the answer, its faults included. */
function findSecrets(actual: OperationResult, { data, secrets }: ExpectedAnswer): readonly string[] {
  const answer = JSON.stringify(actual);
  const allowed = JSON.stringify(data);
  return [...secrets]
    .map((secret) => JSON.stringify(secret))
    .filter((secret) => secret.length > 2 && answer.includes(secret) && !allowed.includes(secret))
    .map((secret) => `The answer holds ${secret}, which the caller may not see.`);
}
