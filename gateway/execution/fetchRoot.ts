import type { RootFetch } from '../planning/fetches/fetchPlan.ts';
import { isFetchedObject, mergeFetched } from './fetchedData.ts';
import { locate } from './locate.ts';
import { applyRewrites } from './rewrite.ts';
import { addFailure, addFault, type Run } from './run.ts';
import { sendFetch } from './sendFetch.ts';

/** Fetches root fields, and merges them into the root or into what stands for it further down. */
export async function fetchRoot(fetch: RootFetch, run: Run): Promise<void> {
  const waiting = locate(run.data, fetch.path);
  if (waiting.objects.length === 0) return;
  const { failure, data, errors } = await sendFetch(run, fetch, fetch.operation, {});
  const isThere = isFetchedObject(data);
  if (isThere) {
    applyRewrites(fetch.outputRewrites, data);
    for (const object of waiting.objects) mergeFetched(object, data, fetch.selections, run.interfaceObjects);
  }
  for (const { code, path } of errors) {
    // An error about the request as a whole, such as a variable of the wrong form, is about all that it asked for.
    if (path.length === 0 && isThere) addFault(run, code, fetch.path);
    else if (path.length === 0) addFailure(run, code, fetch.path, fetch.selections);
    else {
      for (const nth of waiting.objects.keys()) {
        if (!addFault(run, code, [...waiting.pathOf(nth), ...path])) break;
      }
    }
  }
  if (!isThere) addFailure(run, failure ?? 'SUBGRAPH_ERROR', fetch.path, fetch.selections);
}
