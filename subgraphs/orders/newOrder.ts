import { formatHundredths, parseHundredths } from '../money.ts';
import type {
  RefundRow,
  ReturnLineRow,
  ReturnRow,
  ScanEventRow,
  ShippingAddressRow,
} from './afterSalesRows.ts';
import type { OrderLineRow, OrderRow, PackageLineRow, PackageRow } from './repository.ts';

/** What is known of an order before it has rows: ids, positions and the total follow from it. */
export interface OrderFacts {
  readonly order: Omit<OrderRow, 'total_amount' | 'version'>;
  /** In the sequence of the confirmation. */
  readonly lines: readonly LineFacts[];
  readonly packages: readonly PackageFacts[];
  readonly address?: Omit<ShippingAddressRow, 'order_id'>;
  readonly returns?: readonly ReturnFacts[];
  readonly refunds?: readonly RefundFacts[];
}

/** Not digital unless it says so. */
export interface LineFacts extends Pick<OrderLineRow, 'edition_id' | 'quantity' | 'unit_price_amount'> {
  readonly is_digital?: boolean;
}

export interface PackageFacts extends Omit<PackageRow, 'id' | 'order_id' | 'position' | 'checked_at'> {
  readonly checked_at?: Date | null;
  /** `line` counts the order's lines from 1. */
  readonly contents: readonly { readonly line: number; readonly quantity: number }[];
  readonly events?: readonly Pick<ScanEventRow, 'at' | 'kind' | 'place'>[];
}

export interface ReturnFacts extends Omit<ReturnRow, 'id' | 'order_id'> {
  /** `line` counts the order's lines from 1. */
  readonly lines: readonly (Pick<ReturnLineRow, 'quantity' | 'reason'> & { readonly line: number })[];
}

export interface RefundFacts extends Omit<RefundRow, 'id' | 'order_id' | 'return_id'> {
  /** Which of the order's returns it is for, counted from 1. */
  readonly return?: number;
}

/** An order with all that belongs to it, as it is first written. */
export interface NewOrder {
  readonly order: OrderRow;
  readonly lines: readonly OrderLineRow[];
  readonly packages: readonly PackageRow[];
  readonly packageLines: readonly PackageLineRow[];
  readonly events: readonly ScanEventRow[];
  readonly addresses: readonly ShippingAddressRow[];
  readonly returns: readonly ReturnRow[];
  readonly returnLines: readonly ReturnLineRow[];
  readonly refunds: readonly RefundRow[];
}

/** @throws RangeError on a price that is not a non-negative decimal with at most two decimals. */
export function composeOrder(facts: OrderFacts): NewOrder {
  const { order, lines, address } = facts;
  return {
    order: { ...order, total_amount: sumLines(lines), version: 1 },
    lines: lines.map((line, index) => ({
      ...line,
      is_digital: line.is_digital ?? false,
      id: lineId(order.id, index + 1),
      order_id: order.id,
      position: index + 1,
    })),
    addresses: address === undefined ? [] : [{ ...address, order_id: order.id }],
    ...composePackages(facts),
    ...composeReturns(facts),
  };
}

function composePackages({ order, packages }: OrderFacts) {
  const packageId = (index: number) => `${order.id}-P${index + 1}`;
  return {
    packages: packages.map(({ contents: _, events: __, checked_at = null, ...row }, index) => ({
      ...row,
      checked_at,
      id: packageId(index),
      order_id: order.id,
      position: index + 1,
    })),
    packageLines: packages.flatMap(({ contents }, index) =>
      contents.map(({ line, quantity }) => ({
        order_id: order.id,
        package_id: packageId(index),
        line_id: lineId(order.id, line),
        quantity,
      })),
    ),
    events: packages.flatMap(({ events = [] }, index) =>
      events.map((event) => ({ ...event, order_id: order.id, package_id: packageId(index) })),
    ),
  };
}

function composeReturns({ order, returns = [], refunds = [] }: OrderFacts) {
  const returnId = (number: number) => `${order.id}-R${number}`;
  return {
    returns: returns.map(({ lines: _, ...row }, index) => ({
      ...row,
      id: returnId(index + 1),
      order_id: order.id,
    })),
    returnLines: returns.flatMap(({ lines }, index) =>
      lines.map(({ line, quantity, reason }) => ({
        order_id: order.id,
        return_id: returnId(index + 1),
        line_id: lineId(order.id, line),
        quantity,
        reason,
      })),
    ),
    refunds: refunds.map(({ return: number, ...row }, index) => ({
      ...row,
      id: `${order.id}-F${index + 1}`,
      order_id: order.id,
      return_id: number === undefined ? null : returnId(number),
    })),
  };
}

function lineId(orderId: string, position: number): string {
  return `${orderId}-${position}`;
}

/** The exact sum, as text with two decimals: whole hundredths are added, never fractions. */
function sumLines(lines: OrderFacts['lines']): string {
  let hundredths = 0;
  for (const line of lines) hundredths += line.quantity * parseHundredths(line.unit_price_amount);
  return formatHundredths(hundredths);
}
