import type { Migration } from 'kysely/migration';
import * as books from './0001_books.ts';
import * as search from './0002_search.ts';
import * as reading from './0003_reading.ts';
import * as offerCopy from './0004_offer_copy.ts';
import * as offerIndex from './0005_offer_index.ts';
import * as callerGrants from './0006_caller_grants.ts';

export const catalogMigrations: Readonly<Record<string, Migration>> = {
  '0001_books': books,
  '0002_search': search,
  '0003_reading': reading,
  '0004_offer_copy': offerCopy,
  '0005_offer_index': offerIndex,
  '0006_caller_grants': callerGrants,
};
