import type { Migration } from 'kysely/migration';
import * as ticket from './0001_ticket.ts';
import * as customerRegion from './0002_customer_region.ts';
import * as rowSecurity from './0003_row_security.ts';

export const supportMigrations: Readonly<Record<string, Migration>> = {
  '0001_ticket': ticket,
  '0002_customer_region': customerRegion,
  '0003_row_security': rowSecurity,
};
