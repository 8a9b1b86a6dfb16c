import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { SubgraphFailure } from './subgraphFailure.ts';

/** What an encoder keeps to unless told otherwise (RFC 8878, section 3.1.1.1.2): a window of 8 MiB. */
const ZSTD_WINDOW = { [zlib.constants.ZSTD_d_windowLogMax]: 23 };

const unzstd = promisify(zlib.zstdDecompress);

type Decompress = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/** By content coding (RFC 9110, section 8.4.1; RFC 8878 for zstd). */
const DECOMPRESS: Readonly<Record<string, Decompress>> = {
  gzip: promisify(zlib.gunzip),
  'x-gzip': promisify(zlib.gunzip),
  deflate: promisify(zlib.inflate),
  br: promisify(zlib.brotliDecompress),
  zstd: (body, options) => unzstd(body, { ...options, params: ZSTD_WINDOW }),
};

export const ACCEPTED_ENCODINGS = 'gzip, br, zstd, deflate';

/**
 * @param maxBytes counts what comes out, so that a small body cannot become a large one.
 * @throws SubgraphFailure UNKNOWN_ENCODING, ANSWER_TOO_LARGE or NOT_DECODABLE.
 */
export async function decompress(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const run = Object.hasOwn(DECOMPRESS, encoding) ? DECOMPRESS[encoding] : undefined;
  if (run === undefined) {
    throw new SubgraphFailure('UNKNOWN_ENCODING', 'The answer has a content encoding that nobody asked for.');
  }
  try {
    return await run(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new SubgraphFailure('ANSWER_TOO_LARGE', `The answer unpacks to more than ${maxBytes} bytes.`);
    }
    throw new SubgraphFailure('NOT_DECODABLE', 'The answer cannot be unpacked.', cause);
  }
}
