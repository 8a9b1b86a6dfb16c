import type { Migration } from 'kysely/migration';
import * as order from './0001_order.ts';
import * as idempotencyKey from './0002_idempotency_key.ts';
import * as idempotencyResult from './0003_idempotency_result.ts';
import * as afterSales from './0004_after_sales.ts';
import * as customerRegion from './0005_customer_region.ts';
import * as rowSecurity from './0006_row_security.ts';

export const ordersMigrations: Readonly<Record<string, Migration>> = {
  '0001_order': order,
  '0002_idempotency_key': idempotencyKey,
  '0003_idempotency_result': idempotencyResult,
  '0004_after_sales': afterSales,
  '0005_customer_region': customerRegion,
  '0006_row_security': rowSecurity,
};
