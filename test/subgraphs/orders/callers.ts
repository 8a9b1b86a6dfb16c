import { ANONYMOUS, customer } from '../executeOnSubgraph.ts';

export const OWNER = customer('cust-us-1', 'US');
export const OTHER_CUSTOMER = customer('cust-us-2', 'US');
/** The owner's own number, signed in for another marketplace only. */
export const OWNER_ELSEWHERE = customer('cust-us-1', 'JP', 'DE');

export const SUPPORT = staff('support', 'US');
export const SUPPORT_ELSEWHERE = staff('support', 'JP', 'DE');
export const ADMIN = staff('admin', 'US');

/** Every caller that owns no orders. */
export const NON_CUSTOMERS: [name: string, caller: unknown][] = [
  ['an anonymous caller', ANONYMOUS],
  ['support', SUPPORT],
  ['an admin', ADMIN],
  ['a service', { context: 'service', subject: 'service-sync' }],
];

/** Every caller that has nothing to do with orders of the marketplace US of cust-us-1. */
export const OUTSIDERS: [name: string, caller: unknown][] = [
  ...NON_CUSTOMERS.filter(([, caller]) => caller !== SUPPORT && caller !== ADMIN),
  ['another customer', OTHER_CUSTOMER],
  ['the owner elsewhere', OWNER_ELSEWHERE],
  ['support elsewhere', SUPPORT_ELSEWHERE],
  ['an admin elsewhere', staff('admin', 'JP', 'DE')],
];

function staff(context: 'support' | 'admin', ...marketplaces: string[]) {
  const claims = { marketplaces, regions: ['NA', 'EU', 'APAC'] };
  return { context, subject: `${context}-of-${marketplaces.join('-')}`, claims };
}
