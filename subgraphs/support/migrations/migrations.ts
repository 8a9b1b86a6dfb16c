import type { Migration } from 'kysely/migration';
import * as ticket from './0001_ticket.ts';

export const supportMigrations: Readonly<Record<string, Migration>> = { '0001_ticket': ticket };
