import { ANONYMOUS, customer } from '../executeOnSubgraph.ts';

export const OWNER = customer('cust-us-1', 'US');
export const NEWCOMER = customer('cust-us-3', 'US');
export const COLLECTOR = customer('cust-us-4', 'US');

export const SUPPORT_US = staff('support', 'support-us', 'US');
export const SUPPORT_JP = staff('support', 'support-jp', 'JP');
export const ADMIN_US = staff('admin', 'admin-us', 'US');
export const SERVICE = { context: 'service', subject: 'service-sync' };

/** Every caller that owns nothing here. */
export const NON_CUSTOMERS: [name: string, caller: unknown][] = [
  ['an anonymous caller', ANONYMOUS],
  ['support', SUPPORT_US],
  ['an admin', ADMIN_US],
  ['a service', SERVICE],
];

export function staff(context: 'support' | 'admin', subject: string, ...marketplaces: string[]) {
  return { context, subject, claims: { marketplaces, regions: ['NA', 'EU', 'APAC'] } };
}
