import { createRequire } from 'node:module';

export type Cedar = typeof import('@cedar-policy/cedar-wasm/nodejs');

/**
 * One that is never used, and never let go: V8 shares compiled code between instances of the same WebAssembly for as long
 * as there is one. Else each engine would compile anew, and V8 free the code each time, in which it once failed a check
 * and ended the process; whether it was this code is not known.
 */
const kept: Cedar[] = [];

/**
 * Loads Cedar's WebAssembly, 4 MB of it, in about 20 ms: an instance of its own for each engine. What an instance has
 * parsed it keeps for as long as it lives, and after a policy that overflows its stack it is of no use any more: neither
 * may outlive a generation, or reach another one.
 */
export function loadCedar(): Cedar {
  if (kept.length === 0) kept.push(createInstance());
  return createInstance();
}

function createInstance(): Cedar {
  // Its build for Node is CommonJS, whose types it declares, and makes its instance when it is loaded.
  const load = createRequire(import.meta.url);
  const path = load.resolve('@cedar-policy/cedar-wasm/nodejs');
  delete load.cache[path];
  const cedar = load(path) as Cedar;
  delete load.cache[path];
  return cedar;
}
