import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** After a collection, which Node offers to those alone who ask V8 for it. */
export function measureHeapMib(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
