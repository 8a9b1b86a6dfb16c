import { describe, expect, it } from 'vitest';
import { findCancelRefusal } from '../../../subgraphs/orders/service.ts';

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
