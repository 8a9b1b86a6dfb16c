import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

const compress = promisify(gzip);

export interface RequestBody {
  readonly bytes: Buffer;
  readonly encoding?: 'gzip';
}

/** Of JSON-escaped documents, kept for one subgraph. */
const MAX_CACHED_CHARACTERS = 4_000_000;

/**
 * Makes bodies as GraphQL over HTTP, section 6.2, has them. A document is escaped on first sight, so that a call
 * serializes its variables alone.
 */
export class RequestBodies {
  readonly #beginnings = new LRUCache<string, string>({
    maxSize: MAX_CACHED_CHARACTERS,
    sizeCalculation: (beginning, document) => beginning.length + document.length,
  });

  encode(document: string, variables: Readonly<Record<string, unknown>>): RequestBody {
    let beginning = this.#beginnings.get(document);
    if (beginning === undefined) {
      beginning = `{"query":${JSON.stringify(document)},"variables":`;
      this.#beginnings.set(document, beginning);
    }
    return { bytes: Buffer.from(`${beginning}${JSON.stringify(variables)}}`) };
  }
}

export async function compressBody({ bytes }: RequestBody): Promise<RequestBody> {
  return { bytes: await compress(bytes), encoding: 'gzip' };
}
