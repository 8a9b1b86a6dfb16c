import { ANONYMOUS, customer } from '../executeOnSubgraph.ts';

export const OWNER = customer('cust-us-1', 'US');
export const OTHER_CUSTOMER = customer('cust-us-2', 'US');
/** The owner's own number, signed in for another marketplace only. */
export const OWNER_ELSEWHERE = customer('cust-us-1', 'JP', 'DE');

/** Every caller that owns no orders. */
export const NON_CUSTOMERS: [name: string, caller: unknown][] = [
  ['an anonymous caller', ANONYMOUS],
  ['support', { context: 'support', subject: 'support-us', claims: { marketplaces: ['US'] } }],
  ['an admin', { context: 'admin', subject: 'admin-us', claims: { marketplaces: ['US'] } }],
  ['a service', { context: 'service', subject: 'service-sync' }],
];
