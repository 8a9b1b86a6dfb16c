import type { Migration } from 'kysely/migration';

export const marketplaceMigrations: Readonly<Record<string, Migration>> = {};
