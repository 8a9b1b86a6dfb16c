import type { Migration } from 'kysely/migration';
import * as customer from './0001_customer.ts';
import * as appendOnlyLooks from './0008_append_only_looks.ts';

export const customersMigrations: Readonly<Record<string, Migration>> = {
  '0001_customer': customer,
  '0008_append_only_looks': appendOnlyLooks,
};
