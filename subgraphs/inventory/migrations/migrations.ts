import type { Migration } from 'kysely/migration';
import * as offer from './0001_offer.ts';

export const inventoryMigrations: Readonly<Record<string, Migration>> = { '0001_offer': offer };
