import type { Migration } from 'kysely/migration';

export const recommendationsMigrations: Readonly<Record<string, Migration>> = {};
