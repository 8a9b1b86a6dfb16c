import { parseList, parseText } from '../arguments.ts';
import { subgraphError } from '../errors.ts';
import { clauseId } from '../shopRules.ts';
import type { ShippingAddressRow } from './afterSalesRows.ts';
import { findCancelRefusal } from './cancelRules.ts';
import type { OrderLineRow, OrderRow, PackageRow } from './repository.ts';
import type { AddressChangeRefusal, CancelRefusal, ShippingAddressInput } from './resolvers.generated.ts';

/** An address without the order it is for. */
export type NewAddress = Omit<ShippingAddressRow, 'order_id'>;

export interface AddressDecision {
  /** Why the order cannot be sent there; undefined when it can. */
  readonly refusal?: AddressChangeRefusal;
  readonly clauseId: string;
}

/**
 * The rule: an order may be sent elsewhere as long as no part of it has left, within the country it goes to.
 * @param country where it goes now; undefined where nobody noted it down, which then is the marketplace's own.
 */
export function decideAddressChange(
  order: Pick<OrderRow, 'status' | 'marketplace'>,
  lines: readonly Pick<OrderLineRow, 'is_digital'>[],
  packages: readonly Pick<PackageRow, 'status'>[],
  country: string | undefined,
  address: Pick<NewAddress, 'country'>,
): AddressDecision {
  const refusal =
    findRefusal(order, lines, packages) ??
    // The marketplaces are named by their countries.
    (address.country === (country ?? order.marketplace) ? undefined : 'OTHER_COUNTRY');
  return {
    ...(refusal !== undefined && { refusal }),
    clauseId: clauseId('address-change', order.marketplace),
  };
}

function findRefusal(
  order: Pick<OrderRow, 'status'>,
  lines: readonly Pick<OrderLineRow, 'is_digital'>[],
  packages: readonly Pick<PackageRow, 'status'>[],
): AddressChangeRefusal | undefined {
  const refusal = findCancelRefusal(order, packages);
  // A digital order counts as delivered, of which nobody would speak.
  if (refusal !== 'ALREADY_CANCELLED' && lines.every((line) => line.is_digital)) return 'NO_SHIPPING';
  return refusal === undefined ? undefined : REFUSALS[refusal];
}

const REFUSALS = {
  ALREADY_CANCELLED: 'ORDER_CANCELLED',
  ALREADY_SHIPPED: 'ALREADY_SHIPPED',
  ALREADY_DELIVERED: 'ALREADY_DELIVERED',
} as const satisfies Record<CancelRefusal, AddressChangeRefusal>;

const MAX_TEXT_LENGTH = 100;
const MAX_POSTAL_CODE_LENGTH = 16;
const MAX_LINES = 3;

/** Postal codes of the countries that this shop delivers to most; any text will do elsewhere. */
const POSTAL_CODES: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(-\d{4})?$/,
  JP: /^\d{3}-?\d{4}$/,
  DE: /^\d{5}$/,
};

/**
 * Texts lose the space around them and are in composed form (NFC), so that one address has one spelling.
 * @throws INVALID_ARGUMENT naming the field that says nothing, is too long, not printable, or no postal code there.
 */
export function parseAddress(input: ShippingAddressInput): NewAddress {
  const { lines, country } = input;
  return {
    recipient: parseField('recipient', input.recipient),
    lines: parseList('address.lines', lines, 1, MAX_LINES).map((line) => parseField('lines', line)),
    city: parseField('city', input.city),
    region: typeof input.region === 'string' ? parseField('region', input.region) : null,
    postal_code: parsePostalCode(input.postalCode, country),
    country,
  };
}

function parsePostalCode(value: string, country: string): string {
  const code = parseField('postalCode', value, MAX_POSTAL_CODE_LENGTH);
  const pattern = POSTAL_CODES[country];
  if (pattern !== undefined && !pattern.test(code)) {
    throw subgraphError('INVALID_ARGUMENT', `"address.postalCode" is no postal code of ${country}.`);
  }
  return country === 'JP' ? code.replace(/^(\d{3})-?/, '$1-') : code;
}

function parseField(name: string, value: string, maxLength = MAX_TEXT_LENGTH): string {
  const text = parseText(`address.${name}`, value.trim().normalize('NFC'), maxLength);
  // Nothing but dashes, or signs that nobody sees, would be a label that leads nowhere.
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw subgraphError('INVALID_ARGUMENT', `"address.${name}" must have a letter or a digit.`);
  }
  return text;
}
