import { IDEMPOTENCY_CONFLICT } from '../idempotency.ts';
import type { ChangeError } from './serviceChange.ts';

type OrdersErrorCode =
  | ChangeError
  | 'NOT_CANCELLABLE'
  | 'NOT_RETURNABLE'
  | 'ADDRESS_NOT_CHANGEABLE'
  | 'IDEMPOTENCY_CONFLICT';

/** What a person reads beside the code, and the argument it is about. */
const USER_ERRORS: Record<OrdersErrorCode, { field: string; message: string }> = {
  NOT_FOUND: { field: 'orderId', message: 'There is no such order.' },
  NOT_CANCELLABLE: { field: 'orderId', message: 'The order can no longer be cancelled.' },
  NOT_RETURNABLE: { field: 'lines', message: 'These copies can no longer go back. Preview again.' },
  ADDRESS_NOT_CHANGEABLE: { field: 'orderId', message: 'The order can no longer be sent elsewhere.' },
  INVALID_CONFIRMATION: {
    field: 'confirmationToken',
    message: 'The confirmation is not for these arguments, or has expired. Preview again.',
  },
  STALE_PREVIEW: {
    field: 'confirmationToken',
    message: 'The order has changed since the preview. Preview again.',
  },
  IDEMPOTENCY_CONFLICT,
};

/** What a caller is told of a request that was understood and refused. */
export function describeUserError(code: OrdersErrorCode) {
  return { code, ...USER_ERRORS[code] };
}
