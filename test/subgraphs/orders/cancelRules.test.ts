import { describe, expect, it } from 'vitest';
import { decideCancel, findCancelRefusal } from '../../../subgraphs/orders/cancelRules.ts';

describe('findCancelRefusal', () => {
  it.each([
    ['PROCESSING', [], undefined],
    ['PROCESSING', ['PREPARING', 'PREPARING'], undefined],
    ['ON_HOLD', [], undefined],
    ['ON_HOLD', ['PREPARING'], undefined],
    ['PROCESSING', ['PREPARING', 'IN_TRANSIT'], 'ALREADY_SHIPPED'],
    ['PROCESSING', ['OUT_FOR_DELIVERY'], 'ALREADY_SHIPPED'],
    ['PROCESSING', ['LOST'], 'ALREADY_SHIPPED'],
    ['ON_HOLD', ['DELIVERED'], 'ALREADY_SHIPPED'],
    ['PARTLY_SHIPPED', [], 'ALREADY_SHIPPED'],
    ['SHIPPED', ['IN_TRANSIT'], 'ALREADY_SHIPPED'],
    ['DELIVERED', ['DELIVERED'], 'ALREADY_DELIVERED'],
    ['CANCELLED', [], 'ALREADY_CANCELLED'],
  ] as const)('of an order %s with packages %j is %s', (status, packages, refusal) => {
    expect(
      findCancelRefusal(
        { status },
        packages.map((parcel) => ({ status: parcel })),
      ),
    ).toBe(refusal);
  });
});

describe('decideCancel', () => {
  const order = (facts: Partial<Parameters<typeof decideCancel>[0]> = {}) => ({
    status: 'PROCESSING' as const,
    hold_reason: null,
    marketplace: 'JP' as const,
    total_amount: '1386.00',
    ...facts,
  });
  const packing = [{ status: 'PREPARING' as const }];

  it.each([
    ['nothing is packed', order(), [], '1386.00', '0.00', 'cancellation-jp'],
    ['a parcel is being packed', order(), packing, '1086.00', '300.00', 'cancellation-jp'],
    ['it is packed in the US', order({ marketplace: 'US' }), packing, '1386.00', '0.00', 'cancellation-us'],
    ['it is packed in Germany', order({ marketplace: 'DE' }), packing, '1386.00', '0.00', 'cancellation-de'],
    [
      'it waits for stock, partly packed',
      order({ status: 'ON_HOLD', hold_reason: 'AWAITING_STOCK' }),
      packing,
      '1086.00',
      '300.00',
      'cancellation-jp',
    ],
    [
      'it is a pre-order, partly packed',
      order({ status: 'ON_HOLD', hold_reason: 'AWAITING_RELEASE' }),
      packing,
      '1386.00',
      '0.00',
      'preorder-cancellation-jp',
    ],
    [
      'nothing has been paid',
      order({ status: 'ON_HOLD', hold_reason: 'PAYMENT_PENDING' }),
      packing,
      '0.00',
      '0.00',
      'cancellation-jp',
    ],
    ['it cost the fee', order({ total_amount: '300.00' }), packing, '0.00', '300.00', 'cancellation-jp'],
    ['it cost less', order({ total_amount: '299.00' }), packing, '0.00', '299.00', 'cancellation-jp'],
    ['it cost more', order({ total_amount: '301.00' }), packing, '1.00', '300.00', 'cancellation-jp'],
  ] as const)('when %s', (_what, facts, packages, refund, fee, clauseId) => {
    expect(decideCancel(facts, packages)).toEqual({ refund, fee, clauseId });
  });

  it('promises nothing where it refuses', () => {
    expect(decideCancel(order({ status: 'SHIPPED' }), [{ status: 'IN_TRANSIT' }])).toEqual({
      refusal: 'ALREADY_SHIPPED',
      refund: '0.00',
      fee: '0.00',
      clauseId: 'cancellation-jp',
    });
  });
});
