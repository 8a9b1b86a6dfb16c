import type { Kysely } from 'kysely';
import { type Confirmation, confirm } from '../confirmation.ts';
import type { IdempotentOutcome } from '../idempotency.ts';
import type { RequestContext } from '../requestContext.ts';
import { type AddressDecision, decideAddressChange, type NewAddress } from './addressRules.ts';
import {
  loadOrderLines,
  loadPackages,
  type OrderLineRow,
  type OrderRow,
  type OrdersTables,
  type PackageRow,
} from './repository.ts';
import { changeOrder, putAddress } from './repositoryChange.ts';
import { loadShippingAddresses } from './repositoryDelivery.ts';
import { type ChangeError, changeOnce } from './serviceChange.ts';

const ACTION = 'changeShippingAddress';

/** All rows of one order that decide about where it may be sent. */
export interface AddressRows {
  readonly lines: readonly OrderLineRow[];
  readonly packages: readonly PackageRow[];
  /** Undefined where it has no address. */
  readonly country: string | undefined;
}

/** What sending an order elsewhere would do; where it is refused there is nothing to confirm. */
export interface AddressPreview {
  readonly order: OrderRow;
  readonly decision: AddressDecision;
  readonly confirmation?: Confirmation;
}

/** Previews without any effect. The token confirms for this caller, address and state of the order only. */
export function previewAddressChange(
  order: OrderRow,
  { lines, packages, country }: AddressRows,
  address: NewAddress,
  request: RequestContext,
): AddressPreview {
  const decision = decideAddressChange(order, lines, packages, country, address);
  if (decision.refusal !== undefined) return { order, decision };
  const args = { orderId: order.id, address };
  return { order, decision, confirmation: confirm(request, ACTION, args, order.version) };
}

export interface AddressArguments {
  readonly orderId: string;
  readonly address: NewAddress;
  readonly confirmationToken: string;
  readonly idempotencyKey: string;
}

/**
 * Sends an order elsewhere once; the result is the order. One that waited for its address to be checked goes on:
 * the customer has just given it and confirmed it.
 */
export function changeShippingAddress(
  database: Kysely<OrdersTables>,
  request: RequestContext,
  { orderId, address, confirmationToken, idempotencyKey }: AddressArguments,
): Promise<IdempotentOutcome<ChangeError | 'ADDRESS_NOT_CHANGEABLE'>> {
  const { caller } = request;
  return changeOnce<object, 'ADDRESS_NOT_CHANGEABLE'>(database, request, {
    action: ACTION,
    args: { orderId, address },
    confirmationToken,
    idempotencyKey,
    async plan(transaction, order) {
      const lines = await loadOrderLines(transaction, caller, [orderId]);
      const packages = await loadPackages(transaction, caller, [orderId]);
      const [current] = await loadShippingAddresses(transaction, caller, [orderId]);
      const { refusal } = decideAddressChange(order, lines, packages, current?.country, address);
      return refusal === undefined ? { plan: {} } : { error: 'ADDRESS_NOT_CHANGEABLE' };
    },
    async apply(transaction, order) {
      await putAddress(transaction, { ...address, order_id: orderId });
      const isReleased = order.hold_reason === 'ADDRESS_CHECK';
      const values = isReleased ? ({ status: 'PROCESSING', hold_reason: null } as const) : {};
      await changeOrder(transaction, caller, orderId, values);
      return orderId;
    },
  });
}
