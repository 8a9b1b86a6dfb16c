import type {
  RefundReason,
  RefundStatus,
  ReturnReason,
  ReturnStatus,
  ScanKind,
} from './resolvers.generated.ts';

/** What a carrier said of a package. Rows of one order hang together by keys that carry the order. */
export interface ScanEventRow {
  order_id: string;
  package_id: string;
  at: Date;
  kind: ScanKind;
  place: string | null;
}

/** Where an order goes; one that ships nothing has none. */
export interface ShippingAddressRow {
  order_id: string;
  recipient: string;
  /** Street and house, one to three. */
  lines: string[];
  city: string;
  region: string | null;
  postal_code: string;
  /** ISO 3166-1, two letters. */
  country: string;
}

/** `send_by` is a calendar date where the order was sold; `fee_amount` is exact, in the order's currency. */
export interface ReturnRow {
  id: string;
  order_id: string;
  status: ReturnStatus;
  started_at: Date;
  send_by: string;
  received_at: Date | null;
  fee_amount: string;
}

/** How many copies of a line go back, and why; a line is in one return at most once. */
export interface ReturnLineRow {
  order_id: string;
  return_id: string;
  line_id: string;
  quantity: number;
  reason: ReturnReason;
}

/** `amount` is exact, in the order's currency; `expected_by` is null once it is there, or where it failed. */
export interface RefundRow {
  id: string;
  order_id: string;
  return_id: string | null;
  status: RefundStatus;
  amount: string;
  reason: RefundReason;
  /** Such as `Visa •••• 4242`. */
  method: string;
  requested_at: Date;
  expected_by: string | null;
  completed_at: Date | null;
}

export interface AfterSalesTables {
  'orders.scan_event': ScanEventRow;
  'orders.shipping_address': ShippingAddressRow;
  'orders.return': ReturnRow;
  'orders.return_line': ReturnLineRow;
  'orders.refund': RefundRow;
}
