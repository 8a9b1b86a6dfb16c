import type { Migration } from 'kysely/migration';

export const supportMigrations: Readonly<Record<string, Migration>> = {};
