import type { Caller } from './caller.ts';
import { subgraphError } from './errors.ts';

type Customer = Extract<Caller, { context: 'customer' }>;
/** Whoever serves customers, and so may look at one that is not itself. */
export type Staff = Extract<Caller, { context: 'support' | 'admin' }>;

/** @throws DENIED unless the caller is a customer. */
export function requireCustomer(caller: Caller): Customer {
  if (caller.context !== 'customer') throw subgraphError('DENIED', 'This is for customers only.');
  return caller;
}

/** @throws DENIED unless the caller serves customers. */
export function requireStaff(caller: Caller): Staff {
  if (caller.context !== 'support' && caller.context !== 'admin') {
    throw subgraphError('DENIED', 'This is for support and administrators only.');
  }
  return caller;
}
