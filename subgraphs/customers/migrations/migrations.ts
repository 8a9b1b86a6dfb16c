import type { Migration } from 'kysely/migration';
import * as customer from './0001_customer.ts';

export const customersMigrations: Readonly<Record<string, Migration>> = { '0001_customer': customer };
