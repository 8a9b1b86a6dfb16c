/** Somebody to be in development: the claims of a token without its times. */
export interface Persona {
  readonly id: string;
  readonly description: string;
  readonly context: 'customer' | 'support' | 'admin' | 'service';
  readonly scopes: readonly string[];
  readonly marketplaces: readonly string[];
  readonly customerId?: string;
}

const CUSTOMER_SCOPES = [
  'orders:read',
  'orders:write',
  'orders:tracking',
  'orders:address',
  'profile:read',
  'library:read',
  'library:write',
  'alerts:write',
  'tickets:read',
  'tickets:write',
];
const SUPPORT_SCOPES = ['customers:read', 'support:notes'];

/** Whom the sample shop's data is about. */
export const PERSONAS: readonly Persona[] = [
  customer('customer-us', 'a customer with orders in every state, marketplace US', 'cust-us-1', 'US'),
  customer('customer-us-2', 'another customer of the marketplace US', 'cust-us-2', 'US'),
  customer('customer-us-new', 'a customer without orders or library, marketplace US', 'cust-us-3', 'US'),
  customer('customer-us-collector', 'a customer with a large library, marketplace US', 'cust-us-4', 'US'),
  customer('customer-jp', 'a customer of the marketplace JP', 'cust-jp-1', 'JP'),
  customer('customer-jp-2', 'another customer of the marketplace JP', 'cust-jp-2', 'JP'),
  customer('customer-de', 'a customer of the marketplace DE', 'cust-de-1', 'DE'),
  customer('customer-de-2', 'another customer of the marketplace DE', 'cust-de-2', 'DE'),
  customer('customer-us-jp', 'a customer of the marketplaces US and JP', 'cust-us-5', 'US', 'JP'),
  staff('support', 'support-us', 'support staff, marketplace US', SUPPORT_SCOPES, 'US'),
  staff(
    'support',
    'support-us-lead',
    'support staff who may see contact data, marketplace US',
    [...SUPPORT_SCOPES, 'customers:contact'],
    'US',
  ),
  staff('support', 'support-jp', 'support staff, marketplace JP', SUPPORT_SCOPES, 'JP'),
  staff('support', 'support-de', 'support staff, marketplace DE', SUPPORT_SCOPES, 'DE'),
  staff(
    'admin',
    'admin-us',
    'an administrator, marketplace US',
    [...SUPPORT_SCOPES, 'customers:contact'],
    'US',
  ),
  staff(
    'admin',
    'admin-de',
    'an administrator, marketplace DE',
    [...SUPPORT_SCOPES, 'customers:contact'],
    'DE',
  ),
  {
    id: 'service-sync',
    description: 'the synchronization service, no customer',
    context: 'service',
    scopes: [],
    marketplaces: [],
  },
];

function customer(
  id: string,
  description: string,
  customerId: string,
  ...marketplaces: readonly string[]
): Persona {
  return { id, description, context: 'customer', scopes: CUSTOMER_SCOPES, marketplaces, customerId };
}

function staff(
  context: 'support' | 'admin',
  id: string,
  description: string,
  scopes: readonly string[],
  ...marketplaces: readonly string[]
): Persona {
  return { id, description, context, scopes, marketplaces };
}

/** A persona as the claims of an access token. */
export function describeClaims(persona: Persona): Record<string, unknown> {
  return {
    sub: persona.id,
    context: persona.context,
    scope: persona.scopes.join(' '),
    ...(persona.marketplaces.length > 0 && { marketplaces: persona.marketplaces }),
    ...(persona.customerId !== undefined && { customer_id: persona.customerId }),
  };
}
