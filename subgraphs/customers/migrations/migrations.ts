import type { Migration } from 'kysely/migration';

export const customersMigrations: Readonly<Record<string, Migration>> = {};
