import type { Migration } from 'kysely/migration';

export const policyMigrations: Readonly<Record<string, Migration>> = {};
