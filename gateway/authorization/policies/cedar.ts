import { createRequire } from 'node:module';

export type Cedar = typeof import('@cedar-policy/cedar-wasm/nodejs');

let loaded: Cedar | undefined;

/** Loads Cedar's WebAssembly, 4 MB of it, on first use: most graphs ask for no policy. */
export function loadCedar(): Cedar {
  // Its build for Node is CommonJS, whose types it declares.
  loaded ??= createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Cedar;
  return loaded;
}
