type Region = 'NA' | 'EU' | 'APAC';

/** Somebody to be in development: the claims of a token without its times. */
export interface Persona {
  readonly id: string;
  readonly description: string;
  readonly context: 'customer' | 'support' | 'admin' | 'service';
  readonly scopes: readonly string[];
  readonly marketplaces: readonly string[];
  /** The parts of the world whose customers staff may look after; a customer is in one, which no token says. */
  readonly regions: readonly Region[];
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
  staff('support-us', 'support staff, marketplace US, region NA', { marketplaces: ['US'], regions: ['NA'] }),
  staff('support-us-lead', 'support staff who may see contact data, marketplace US, region NA', {
    scopes: [...SUPPORT_SCOPES, 'customers:contact'],
    marketplaces: ['US'],
    regions: ['NA'],
  }),
  staff('support-us-eu', 'support staff for those in Europe, marketplace US, region EU', {
    marketplaces: ['US'],
    regions: ['EU'],
  }),
  staff('support-jp', 'support staff, marketplace JP, region APAC', {
    marketplaces: ['JP'],
    regions: ['APAC'],
  }),
  staff('support-de', 'support staff, marketplace DE, region EU', { marketplaces: ['DE'], regions: ['EU'] }),
  admin('admin-us', 'an administrator, marketplace US, region NA', {
    marketplaces: ['US'],
    regions: ['NA'],
  }),
  admin('admin-de', 'an administrator, marketplace DE, region EU', {
    marketplaces: ['DE'],
    regions: ['EU'],
  }),
  {
    id: 'service-sync',
    description: 'the synchronization service, no customer',
    context: 'service',
    scopes: [],
    marketplaces: [],
    regions: [],
  },
];

function customer(
  id: string,
  description: string,
  customerId: string,
  ...marketplaces: readonly string[]
): Persona {
  return {
    id,
    description,
    context: 'customer',
    scopes: CUSTOMER_SCOPES,
    marketplaces,
    regions: [],
    customerId,
  };
}

interface StaffGrant {
  readonly scopes?: readonly string[];
  readonly marketplaces: readonly string[];
  readonly regions: readonly Region[];
}

function staff(id: string, description: string, grant: StaffGrant): Persona {
  return { id, description, context: 'support', scopes: SUPPORT_SCOPES, ...grant };
}

function admin(id: string, description: string, grant: StaffGrant): Persona {
  return {
    id,
    description,
    context: 'admin',
    scopes: [...SUPPORT_SCOPES, 'customers:contact'],
    ...grant,
  };
}

/** A persona as the claims of an access token. */
export function describeClaims(persona: Persona): Record<string, unknown> {
  return {
    sub: persona.id,
    context: persona.context,
    scope: persona.scopes.join(' '),
    ...(persona.marketplaces.length > 0 && { marketplaces: persona.marketplaces }),
    ...(persona.regions.length > 0 && { regions: persona.regions }),
    ...(persona.customerId !== undefined && { customer_id: persona.customerId }),
  };
}
