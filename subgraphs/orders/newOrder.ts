import { formatHundredths, parseHundredths } from '../money.ts';
import type { OrderLineRow, OrderRow, PackageLineRow, PackageRow } from './repository.ts';

/** What is known of an order before it has rows: ids, positions and the total follow from it. */
export interface OrderFacts {
  readonly order: Omit<OrderRow, 'total_amount' | 'version'>;
  /** In the sequence of the confirmation. */
  readonly lines: readonly LineFacts[];
  readonly packages: readonly PackageFacts[];
}

/** Not digital unless it says so. */
export interface LineFacts extends Pick<OrderLineRow, 'edition_id' | 'quantity' | 'unit_price_amount'> {
  readonly is_digital?: boolean;
}

export interface PackageFacts extends Omit<PackageRow, 'id' | 'order_id' | 'position' | 'checked_at'> {
  readonly checked_at?: Date;
  /** `line` counts the order's lines from 1. */
  readonly contents: readonly { readonly line: number; readonly quantity: number }[];
}

/** An order with all that belongs to it, as it is first written. */
export interface NewOrder {
  readonly order: OrderRow;
  readonly lines: readonly OrderLineRow[];
  readonly packages: readonly PackageRow[];
  readonly packageLines: readonly PackageLineRow[];
}

/** @throws RangeError on a price that is not a non-negative decimal with at most two decimals. */
export function composeOrder({ order, lines, packages }: OrderFacts): NewOrder {
  const lineId = (position: number) => `${order.id}-${position}`;
  const packageId = (position: number) => `${order.id}-P${position}`;
  return {
    order: { ...order, total_amount: sumLines(lines), version: 1 },
    lines: lines.map((line, index) => ({
      ...line,
      is_digital: line.is_digital ?? false,
      id: lineId(index + 1),
      order_id: order.id,
      position: index + 1,
    })),
    packages: packages.map(({ contents: _, checked_at = null, ...row }, index) => ({
      ...row,
      checked_at,
      id: packageId(index + 1),
      order_id: order.id,
      position: index + 1,
    })),
    packageLines: packages.flatMap(({ contents }, index) =>
      contents.map(({ line, quantity }) => ({
        order_id: order.id,
        package_id: packageId(index + 1),
        line_id: lineId(line),
        quantity,
      })),
    ),
  };
}

/** The exact sum, as text with two decimals: whole hundredths are added, never fractions. */
function sumLines(lines: OrderFacts['lines']): string {
  let hundredths = 0;
  for (const line of lines) hundredths += line.quantity * parseHundredths(line.unit_price_amount);
  return formatHundredths(hundredths);
}
