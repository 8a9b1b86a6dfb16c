import type { Migration } from 'kysely/migration';
import * as copies from './0001_copies.ts';
import * as derived from './0002_derived.ts';
import * as rowSecurity from './0003_row_security.ts';

export const recommendationsMigrations: Readonly<Record<string, Migration>> = {
  '0001_copies': copies,
  '0002_derived': derived,
  '0003_row_security': rowSecurity,
};
