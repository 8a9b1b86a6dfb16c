import type { Migration } from 'kysely/migration';
import * as offer from './0001_offer.ts';
import * as restockAlert from './0002_restock_alert.ts';
import * as idempotencyKey from './0003_idempotency_key.ts';
import * as rowSecurity from './0004_row_security.ts';

export const inventoryMigrations: Readonly<Record<string, Migration>> = {
  '0001_offer': offer,
  '0002_restock_alert': restockAlert,
  '0003_idempotency_key': idempotencyKey,
  '0004_row_security': rowSecurity,
};
