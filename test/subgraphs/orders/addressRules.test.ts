import { describe, expect, it } from 'vitest';
import { decideAddressChange, parseAddress } from '../../../subgraphs/orders/addressRules.ts';

const PAPER = { is_digital: false };
const DIGITAL = { is_digital: true };

describe('decideAddressChange', () => {
  it.each([
    ['PROCESSING', [PAPER], [], undefined],
    ['ON_HOLD', [PAPER], ['PREPARING'], undefined],
    ['PROCESSING', [PAPER, DIGITAL], ['PREPARING'], undefined],
    ['PROCESSING', [PAPER], ['PREPARING', 'IN_TRANSIT'], 'ALREADY_SHIPPED'],
    ['PARTLY_SHIPPED', [PAPER], ['LOST'], 'ALREADY_SHIPPED'],
    ['SHIPPED', [PAPER], ['IN_TRANSIT'], 'ALREADY_SHIPPED'],
    ['DELIVERED', [PAPER], ['DELIVERED'], 'ALREADY_DELIVERED'],
    ['CANCELLED', [PAPER], [], 'ORDER_CANCELLED'],
    ['DELIVERED', [DIGITAL], [], 'NO_SHIPPING'],
    ['PROCESSING', [DIGITAL, DIGITAL], [], 'NO_SHIPPING'],
    ['CANCELLED', [DIGITAL], [], 'ORDER_CANCELLED'],
  ] as const)('of an order %s with lines %j and packages %j is %s', (status, lines, packages, refusal) => {
    const parcels = packages.map((parcel) => ({ status: parcel }));
    expect(
      decideAddressChange({ status, marketplace: 'US' }, lines, parcels, 'US', { country: 'US' }),
    ).toEqual({ ...(refusal !== undefined && { refusal }), clauseId: 'address-change-us' });
  });

  it.each([
    ['DE', 'AT', 'AT', undefined],
    ['DE', 'AT', 'DE', 'OTHER_COUNTRY'],
    ['DE', 'DE', 'AT', 'OTHER_COUNTRY'],
    ['JP', undefined, 'JP', undefined],
    ['JP', undefined, 'US', 'OTHER_COUNTRY'],
  ] as const)('of an order of %s to %s, to %s, is %s', (marketplace, from, to, refusal) => {
    const order = { status: 'PROCESSING', marketplace } as const;
    expect(decideAddressChange(order, [PAPER], [], from, { country: to }).refusal).toBe(refusal);
  });

  it('tells that it has left before that the country is another', () => {
    const order = { status: 'SHIPPED', marketplace: 'US' } as const;
    expect(decideAddressChange(order, [PAPER], [], 'US', { country: 'CA' }).refusal).toBe('ALREADY_SHIPPED');
  });
});

const ADDRESS = {
  recipient: 'Avery Stone',
  lines: ['12 Elm Street'],
  city: 'Portland',
  region: 'OR',
  postalCode: '97205',
  country: 'US',
};

describe('parseAddress', () => {
  it('takes an address as it is written', () => {
    const { postalCode, ...rest } = ADDRESS;
    expect(parseAddress(ADDRESS)).toEqual({ ...rest, postal_code: postalCode });
  });

  it('gives one address one spelling', () => {
    const tokyo = {
      recipient: ' 山田 花子 ',
      lines: ['か\u3099す通り 1-2'],
      city: 'Mu\u0308nchen\t',
      region: null,
      postalCode: '1500001',
      country: 'JP',
    };
    expect(parseAddress(tokyo)).toEqual({
      recipient: '山田 花子',
      lines: ['がす通り 1-2'],
      city: 'München',
      region: null,
      postal_code: '150-0001',
      country: 'JP',
    });
    expect(parseAddress({ ...tokyo, postalCode: '150-0001' }).postal_code).toBe('150-0001');
    const { region: _, ...withoutRegion } = ADDRESS;
    expect(parseAddress(withoutRegion).region).toBeNull();
  });

  it.each([
    ['US', '97205'],
    ['US', '97205-1234'],
    ['DE', '01067'],
    ['AT', '1010'],
    ['GB', 'SW1A 1AA'],
  ])('takes in %s the postal code %s', (country, postalCode) => {
    expect(parseAddress({ ...ADDRESS, country, postalCode }).postal_code).toBe(postalCode);
  });

  it.each([
    ['recipient', { recipient: '' }],
    ['recipient', { recipient: ' \u3000 ' }],
    ['recipient', { recipient: 'x'.repeat(101) }],
    ['recipient', { recipient: '\u200b\u202e' }],
    ['lines', { lines: ['12 Elm Street', '---'] }],
    ['recipient', { recipient: 'Avery\u0000Stone' }],
    ['lines', { lines: [] }],
    ['lines', { lines: ['1', '2', '3', '4'] }],
    ['lines', { lines: ['12 Elm Street', ''] }],
    ['lines', { lines: ['x'.repeat(101)] }],
    ['lines', { lines: ['12 Elm Street\nPortland'] }],
    ['city', { city: '' }],
    ['city', { city: 'Port\u007fland' }],
    ['region', { region: '' }],
    ['region', { region: 'x'.repeat(101) }],
    ['postalCode', { postalCode: '' }],
    ['postalCode', { postalCode: '9720' }],
    ['postalCode', { postalCode: '97205-12' }],
    ['postalCode', { country: 'DE', postalCode: '1067' }],
    ['postalCode', { country: 'JP', postalCode: '150-001' }],
    ['postalCode', { country: 'GB', postalCode: 'x'.repeat(17) }],
  ])('refuses by name a %s like in %j', (field, wrong) => {
    const parse = () => parseAddress({ ...ADDRESS, ...wrong });
    expect(parse).toThrow(`"address.${field}"`);
    expect(parse).toThrow(expect.objectContaining({ extensions: { code: 'INVALID_ARGUMENT' } }));
  });
});
