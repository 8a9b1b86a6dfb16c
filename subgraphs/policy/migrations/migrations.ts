import type { Migration } from 'kysely/migration';
import * as clause from './0001_clause.ts';
import * as editionReference from './0002_edition_reference.ts';
import * as callerGrants from './0003_caller_grants.ts';

export const policyMigrations: Readonly<Record<string, Migration>> = {
  '0001_clause': clause,
  '0002_edition_reference': editionReference,
  '0003_caller_grants': callerGrants,
};
