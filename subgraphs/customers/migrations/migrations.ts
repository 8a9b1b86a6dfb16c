import type { Migration } from 'kysely/migration';
import * as customer from './0001_customer.ts';
import * as region from './0002_region.ts';
import * as rowSecurity from './0003_row_security.ts';
import * as appendOnlyLooks from './0004_append_only_looks.ts';

export const customersMigrations: Readonly<Record<string, Migration>> = {
  '0001_customer': customer,
  '0002_region': region,
  '0003_row_security': rowSecurity,
  '0004_append_only_looks': appendOnlyLooks,
};
