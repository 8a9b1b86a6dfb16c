export type Path = readonly (string | number)[];

/** Where an answer lacks something of the whole one, and where it holds something else. */
export function findMissing(actual: unknown, whole: unknown): { places: Path[]; foreign: Path | undefined } {
  const places: Path[] = [];
  let foreign: Path | undefined;
  const walk = (one: unknown, other: unknown, path: Path): void => {
    if (one === null) {
      if (other !== null) places.push(path);
      return;
    }
    const areObjects = typeof one === 'object' && typeof other === 'object' && other !== null;
    if (!areObjects || Array.isArray(one) !== Array.isArray(other)) {
      if (one !== other) foreign ??= path;
      return;
    }
    if (Array.isArray(one) && Array.isArray(other) && one.length !== other.length) foreign ??= path;
    for (const [key, member] of Object.entries(other)) {
      if (!Object.hasOwn(one as object, key)) places.push([...path, key]);
      else walk(Reflect.get(one as object, key), member, [...path, Array.isArray(one) ? Number(key) : key]);
    }
    for (const key of Object.keys(one as object)) if (!Object.hasOwn(other, key)) foreign ??= [...path, key];
  };
  walk(actual, whole, []);
  return { places, foreign };
}
