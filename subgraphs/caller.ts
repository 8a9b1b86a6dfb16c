import { isRecord } from './isRecord.ts';

/** The shops there are; the schema's `Marketplace`. */
export const MARKETPLACES = ['US', 'JP', 'DE'] as const;
export type Marketplace = (typeof MARKETPLACES)[number];

/** The parts of the world that customers live in; each lives in one. */
export const REGIONS = ['NA', 'EU', 'APAC'] as const;
export type Region = (typeof REGIONS)[number];

/**
 * Who a subgraph works for, as the gateway vouches for it. The customer is never an argument of a query.
 * `marketplaces` are those the caller may use, the first being its own; with none, it may use nothing that has one.
 * `regions` are those whose customers it serves. `scopes` are sorted.
 */
export type Caller =
  | { readonly context: 'anonymous' }
  | {
      readonly context: 'customer';
      readonly subject: string;
      readonly customerId: string;
      readonly marketplaces: readonly Marketplace[];
      readonly scopes: readonly string[];
    }
  | {
      readonly context: 'support' | 'admin';
      readonly subject: string;
      readonly marketplaces: readonly Marketplace[];
      readonly regions: readonly Region[];
      readonly scopes: readonly string[];
    }
  | { readonly context: 'service'; readonly subject: string; readonly scopes: readonly string[] };

/** A caller that cannot be read is no caller. */
export class InvalidCaller extends TypeError {
  override name = 'InvalidCaller';
}

/**
 * Parses what the gateway says of a caller:
 * `{ context, subject, claims: { customer_id?, marketplaces?, regions? }, scopes }`.
 * @throws InvalidCaller on anything else.
 */
export function parseCaller(vouched: unknown): Caller {
  if (!isRecord(vouched)) throw new InvalidCaller('The caller must be an object.');
  if (vouched.context === 'anonymous') return { context: 'anonymous' };
  const claims = isRecord(vouched.claims) ? vouched.claims : {};
  const subject = parseText(vouched.subject, 'subject');
  const scopes = parseTexts(vouched.scopes, 'scopes');
  switch (vouched.context) {
    case 'customer':
      return {
        context: 'customer',
        subject,
        customerId: parseText(claims.customer_id, 'customer_id'),
        marketplaces: parseNames(claims.marketplaces, 'marketplaces', MARKETPLACES),
        scopes,
      };
    case 'support':
    case 'admin':
      return {
        context: vouched.context,
        subject,
        marketplaces: parseNames(claims.marketplaces, 'marketplaces', MARKETPLACES),
        regions: parseNames(claims.regions, 'regions', REGIONS),
        scopes,
      };
    case 'service':
      return { context: 'service', subject, scopes };
    default:
      throw new InvalidCaller('The caller has an unknown context.');
  }
}

/** An issuer may know names that this shop does not have: such a name grants nothing. */
function parseNames<Name extends string>(
  value: unknown,
  what: string,
  known: readonly Name[],
): readonly Name[] {
  const names = parseTexts(value, what);
  if (names.length === 0) throw new InvalidCaller(`${what} must have at least one entry.`);
  return names.flatMap((name) => known.filter((candidate) => candidate === name));
}

function parseTexts(value: unknown, what: string): readonly string[] {
  if (!Array.isArray(value)) throw new InvalidCaller(`${what} must be a list.`);
  return value.map((entry) => parseText(entry, `Each of ${what}`));
}

function parseText(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new InvalidCaller(`${name} must be a text.`);
  return value;
}
