import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportError } from '../../importError.ts';
import { isRecord } from '../../isRecord.ts';

/** What an order may refer to. */
export interface KnownIds {
  readonly users: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
}

export interface RetailFolder {
  /** The order records as they stand in the file, unchecked. */
  readonly records: readonly (readonly [key: string, value: unknown])[];
  readonly known: KnownIds;
}

/** @throws ImportError when one of the files is missing, is not JSON or holds no object of records. */
export async function readRetailFolder(folder: string): Promise<RetailFolder> {
  const [users, products, orders] = await Promise.all(
    ['users.json', 'products.json', 'orders.json'].map((name) => readRecords(join(folder, name))),
  );
  return {
    records: Object.entries(orders ?? {}),
    known: {
      users: new Set(Object.keys(users ?? {})),
      items: new Set(Object.values(products ?? {}).flatMap(listVariants)),
    },
  };
}

async function readRecords(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ImportError(`${path} cannot be read.`, { cause });
  });
  const value = parseJson(path, text);
  if (!isRecord(value)) throw new ImportError(`${path} must hold an object of records by key.`);
  return value;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ImportError(`${path} is not JSON.`, { cause });
  }
}

/** A product that cannot be read has no items, so that the orders for them are rejected by name. */
function listVariants(product: unknown): string[] {
  return isRecord(product) && isRecord(product.variants) ? Object.keys(product.variants) : [];
}
