import { isRecord } from '../../isRecord.ts';
import type { KnownIds } from './readRetailFolder.ts';

/** Why one record cannot be imported; its message is for the person who runs the import. */
export class RecordError extends Error {
  override name = 'RecordError';
}

const STATUSES = ['pending', 'processed', 'delivered', 'cancelled'] as const;

/** An order of the retail data, checked. Address and payment are not read: this subgraph does not own them. */
export interface OrderRecord {
  /** As printed: without the leading `#`. */
  readonly orderId: string;
  readonly userId: string;
  readonly status: (typeof STATUSES)[number];
  /** In the sequence of the file; an item that stands there twice has quantity 2. Prices are exact, as text. */
  readonly items: ReadonlyMap<string, { readonly price: string; readonly quantity: number }>;
  readonly fulfillments: readonly FulfillmentRecord[];
}

export interface FulfillmentRecord {
  readonly trackingId: string;
  /** Copies by item id. */
  readonly items: ReadonlyMap<string, number>;
}

/** Keeps sums within what a total can hold. */
const MAX_ITEMS = 100;

/** @throws RecordError naming the first thing that is wrong. */
export function parseOrderRecord(key: string, value: unknown, known: KnownIds): OrderRecord {
  if (!isRecord(value)) throw new RecordError('The record must be an object.');
  const orderId = /^#([A-Za-z0-9-]{1,39})$/.exec(key)?.[1];
  if (orderId === undefined) throw new RecordError('The key must be "#" and an order number.');
  if (value.order_id !== key) throw new RecordError('order_id must be the same as the key.');
  const status = STATUSES.find((entry) => entry === value.status);
  if (status === undefined) throw new RecordError(`status must be one of ${STATUSES.join(', ')}.`);
  const record = {
    orderId,
    userId: parseUserId(value.user_id, known),
    status,
    items: parseItems(value.items, known),
    fulfillments: parseList('fulfillments', value.fulfillments).map(parseFulfillment),
  };
  checkFulfillments(record);
  return record;
}

function parseUserId(value: unknown, { users }: KnownIds): string {
  const userId = parseText('user_id', value);
  if (!users.has(userId)) throw new RecordError(`user_id ${userId} is not in users.json.`);
  return userId;
}

function parseItems(value: unknown, known: KnownIds): OrderRecord['items'] {
  const entries = parseList('items', value);
  if (entries.length === 0) throw new RecordError('items must not be empty.');
  if (entries.length > MAX_ITEMS) throw new RecordError(`items must be at most ${MAX_ITEMS}.`);
  const items = new Map<string, { price: string; quantity: number }>();
  for (const entry of entries) {
    if (!isRecord(entry)) throw new RecordError('Each item must be an object.');
    const itemId = parseText('item_id', entry.item_id);
    if (!known.items.has(itemId)) throw new RecordError(`item_id ${itemId} is not in products.json.`);
    const price = parsePrice(entry.price);
    const earlier = items.get(itemId);
    if (earlier !== undefined && earlier.price !== price) {
      throw new RecordError(`item_id ${itemId} has two prices.`);
    }
    items.set(itemId, { price, quantity: (earlier?.quantity ?? 0) + 1 });
  }
  return items;
}

/** A JSON number is a double; its shortest text is the price that was written. */
function parsePrice(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : '';
  if (!/^\d{1,8}(\.\d{1,2})?$/.test(text)) {
    throw new RecordError('price must be a number from 0 to 99999999.99 with at most two decimals.');
  }
  return text;
}

function parseFulfillment(value: unknown): FulfillmentRecord {
  if (!isRecord(value)) throw new RecordError('Each fulfillment must be an object.');
  const trackingIds = parseList('tracking_id', value.tracking_id);
  // With several it would be a guess which of them has which item.
  if (trackingIds.length !== 1) throw new RecordError('A fulfillment must have exactly one tracking_id.');
  const items = new Map<string, number>();
  for (const entry of parseList('item_ids', value.item_ids)) {
    const itemId = parseText('item_ids', entry);
    items.set(itemId, (items.get(itemId) ?? 0) + 1);
  }
  return { trackingId: parseText('tracking_id', trackingIds[0]), items };
}

/** What is fulfilled must have been ordered, and what has left as a whole must be there as a whole. */
function checkFulfillments({ status, items, fulfillments }: OrderRecord): void {
  const hasLeft = status === 'processed' || status === 'delivered';
  for (const [itemId, { quantity }] of items) {
    const fulfilled = fulfillments.reduce((sum, { items: sent }) => sum + (sent.get(itemId) ?? 0), 0);
    if (fulfilled > quantity || (hasLeft && fulfilled < quantity)) {
      throw new RecordError(`item_id ${itemId}: ${quantity} ordered, ${fulfilled} fulfilled.`);
    }
  }
  const stray = fulfillments.flatMap((entry) => [...entry.items.keys()]).find((itemId) => !items.has(itemId));
  if (stray !== undefined) throw new RecordError(`item_id ${stray} was fulfilled and not ordered.`);
}

function parseList(name: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new RecordError(`${name} must be a list.`);
  return value;
}

function parseText(name: string, value: unknown): string {
  if (typeof value !== 'string' || !/^[\w-]{1,64}$/.test(value)) {
    throw new RecordError(`${name} must have from 1 to 64 letters, digits, "_" or "-".`);
  }
  return value;
}
