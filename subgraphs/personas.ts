/** Somebody to be in development: the claims of a token without its times. */
export interface Persona {
  readonly id: string;
  readonly description: string;
  readonly context: 'customer' | 'support' | 'admin' | 'service';
  readonly scopes: readonly string[];
  readonly marketplaces: readonly string[];
  readonly customerId?: string;
}

const CUSTOMER_SCOPES = ['orders:read', 'orders:write', 'orders:tracking'];

/** Whom the sample shop's data is about. */
export const PERSONAS: readonly Persona[] = [
  {
    id: 'customer-us',
    description: 'a customer with orders in every state, marketplace US',
    context: 'customer',
    scopes: CUSTOMER_SCOPES,
    marketplaces: ['US'],
    customerId: 'cust-us-1',
  },
  {
    id: 'customer-jp',
    description: 'a customer with two orders, marketplace JP',
    context: 'customer',
    scopes: CUSTOMER_SCOPES,
    marketplaces: ['JP'],
    customerId: 'cust-jp-1',
  },
  {
    id: 'customer-de',
    description: 'a customer with two orders, marketplace DE',
    context: 'customer',
    scopes: CUSTOMER_SCOPES,
    marketplaces: ['DE'],
    customerId: 'cust-de-1',
  },
  {
    id: 'support-us',
    description: 'support staff, marketplace US',
    context: 'support',
    scopes: [],
    marketplaces: ['US'],
  },
  {
    id: 'support-jp',
    description: 'support staff, marketplace JP',
    context: 'support',
    scopes: [],
    marketplaces: ['JP'],
  },
  {
    id: 'admin-us',
    description: 'an administrator, marketplace US',
    context: 'admin',
    scopes: [],
    marketplaces: ['US'],
  },
  {
    id: 'service-sync',
    description: 'the synchronization service, no customer',
    context: 'service',
    scopes: [],
    marketplaces: [],
  },
];

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
