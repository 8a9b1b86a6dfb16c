import type { Migration } from 'kysely/migration';
import * as order from './0001_order.ts';
import * as idempotencyKey from './0002_idempotency_key.ts';

export const ordersMigrations: Readonly<Record<string, Migration>> = {
  '0001_order': order,
  '0002_idempotency_key': idempotencyKey,
};
