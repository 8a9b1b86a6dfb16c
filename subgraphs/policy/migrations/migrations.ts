import type { Migration } from 'kysely/migration';
import * as clause from './0001_clause.ts';

export const policyMigrations: Readonly<Record<string, Migration>> = { '0001_clause': clause };
