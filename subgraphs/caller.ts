import { isRecord } from './isRecord.ts';

/** The shops there are; the schema's `Marketplace`. */
export const MARKETPLACES = ['US', 'JP', 'DE'] as const;
export type Marketplace = (typeof MARKETPLACES)[number];

/**
 * Who a subgraph works for, as the gateway vouches for it. The customer is never an argument of a query.
 * `marketplaces` are those the caller may use, the first being its own; with none, it may use nothing that has one.
 */
export type Caller =
  | { readonly context: 'anonymous' }
  | {
      readonly context: 'customer';
      readonly subject: string;
      readonly customerId: string;
      readonly marketplaces: readonly Marketplace[];
    }
  | {
      readonly context: 'support' | 'admin';
      readonly subject: string;
      readonly marketplaces: readonly Marketplace[];
    }
  | { readonly context: 'service'; readonly subject: string };

/**
 * Parses what the gateway says of a caller: `{ context, subject, claims: { customer_id?, marketplaces? } }`.
 * @throws TypeError on anything else: a caller that cannot be read is no caller.
 */
export function parseCaller(vouched: unknown): Caller {
  if (!isRecord(vouched)) throw new TypeError('The caller must be an object.');
  if (vouched.context === 'anonymous') return { context: 'anonymous' };
  const claims = isRecord(vouched.claims) ? vouched.claims : {};
  const subject = parseText(vouched.subject, 'subject');
  switch (vouched.context) {
    case 'customer':
      return {
        context: 'customer',
        subject,
        customerId: parseText(claims.customer_id, 'customer_id'),
        marketplaces: parseMarketplaces(claims.marketplaces),
      };
    case 'support':
    case 'admin':
      return { context: vouched.context, subject, marketplaces: parseMarketplaces(claims.marketplaces) };
    case 'service':
      return { context: 'service', subject };
    default:
      throw new TypeError('The caller has an unknown context.');
  }
}

/** An issuer may know marketplaces that this shop does not have: such a name grants nothing. */
function parseMarketplaces(value: unknown): readonly Marketplace[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new TypeError('marketplaces must be a list with at least one entry.');
  }
  return value
    .map((entry) => parseText(entry, 'Each of marketplaces'))
    .flatMap((name) => MARKETPLACES.filter((known) => known === name));
}

function parseText(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${name} must be a text.`);
  return value;
}
