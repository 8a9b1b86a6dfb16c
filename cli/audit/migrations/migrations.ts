import type { Migration } from 'kysely/migration';
import * as chain from './0001_chain.ts';

export const auditMigrations: Readonly<Record<string, Migration>> = { '0001_chain': chain };
