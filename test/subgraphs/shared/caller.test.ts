import { describe, expect, it } from 'vitest';
import { InvalidCaller, MARKETPLACES, parseCaller } from '../../../subgraphs/caller.ts';
import { resolveMarketplace } from '../../../subgraphs/marketplace.ts';

const CLAIMS = { customer_id: 'cust-us-1', marketplaces: ['US', 'JP'] };
const GRANT = { marketplaces: ['DE'], regions: ['EU'] };
const STAFF = { context: 'admin', subject: 'amy', claims: GRANT, scopes: [] };

describe('parseCaller', () => {
  it.each([
    [{ context: 'anonymous' }, { context: 'anonymous' }],
    [
      { context: 'customer', subject: 'ada', claims: CLAIMS, scopes: ['a:b', 'c:d'] },
      {
        context: 'customer',
        subject: 'ada',
        customerId: 'cust-us-1',
        marketplaces: ['US', 'JP'],
        scopes: ['a:b', 'c:d'],
      },
    ],
    [
      { context: 'support', subject: 'sue', claims: GRANT, scopes: [] },
      { context: 'support', subject: 'sue', marketplaces: ['DE'], regions: ['EU'], scopes: [] },
    ],
    [
      { context: 'admin', subject: 'amy', claims: GRANT, scopes: ['a:b'] },
      { context: 'admin', subject: 'amy', marketplaces: ['DE'], regions: ['EU'], scopes: ['a:b'] },
    ],
    [
      { context: 'service', subject: 'sync', scopes: ['a:b'] },
      { context: 'service', subject: 'sync', scopes: ['a:b'] },
    ],
  ])('reads %j', (vouched, caller) => {
    expect(parseCaller(vouched)).toEqual(caller);
  });

  it('takes from a caller only what its context has', () => {
    expect(parseCaller({ context: 'anonymous', subject: 'ada', claims: CLAIMS })).toEqual({
      context: 'anonymous',
    });
    expect(parseCaller({ ...STAFF, claims: { ...CLAIMS, ...GRANT } })).not.toHaveProperty('customerId');
  });

  it.each([
    [
      ['FR', 'JP', 'US'],
      ['JP', 'US'],
    ],
    [['us', 'constructor', 'DE'], ['DE']],
    [['FR'], []],
  ])('grants of marketplaces %j those that there are: %j', (marketplaces, granted) => {
    const caller = parseCaller({
      context: 'customer',
      subject: 'ada',
      claims: { ...CLAIMS, marketplaces },
      scopes: [],
    });
    expect(caller).toEqual({
      context: 'customer',
      subject: 'ada',
      customerId: 'cust-us-1',
      marketplaces: granted,
      scopes: [],
    });
    const regions = ['MARS', 'EU'];
    expect(parseCaller({ ...STAFF, claims: { ...GRANT, regions } })).toMatchObject({ regions: ['EU'] });
  });

  it('denies every marketplace to a caller that was granted none of them', () => {
    const caller = parseCaller({ ...STAFF, claims: { ...GRANT, marketplaces: ['FR'] } });
    for (const requested of [undefined, null, ...MARKETPLACES]) {
      expect(() => resolveMarketplace(caller, requested)).toThrow(
        expect.objectContaining({ extensions: { code: 'DENIED' } }),
      );
    }
  });

  it.each<[name: string, vouched: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'customer'],
    ['a list', [{ context: 'anonymous' }]],
    ['no context', {}],
    ['an unknown context', { context: 'root', subject: 'ada', scopes: [] }],
    ['a context in other letters', { context: 'Customer', subject: 'ada', claims: CLAIMS, scopes: [] }],
    ['a context from a prototype', { context: 'constructor', subject: 'ada', scopes: [] }],
    ['no subject', { context: 'customer', claims: CLAIMS, scopes: [] }],
    ['an empty subject', { context: 'service', subject: '', scopes: [] }],
    ['no claims', { context: 'customer', subject: 'ada', scopes: [] }],
    ['claims that are a list', { context: 'customer', subject: 'ada', claims: [], scopes: [] }],
    ['no customer', { context: 'customer', subject: 'ada', claims: { marketplaces: ['US'] }, scopes: [] }],
    [
      'an empty customer',
      { context: 'customer', subject: 'ada', claims: { ...CLAIMS, customer_id: '' }, scopes: [] },
    ],
    [
      'a customer that is a number',
      { context: 'customer', subject: 'ada', claims: { ...CLAIMS, customer_id: 1 }, scopes: [] },
    ],
    ['no marketplaces', { ...STAFF, claims: { regions: ['EU'] } }],
    ['an empty list of marketplaces', { ...STAFF, claims: { ...GRANT, marketplaces: [] } }],
    ['a marketplace outside a list', { ...STAFF, claims: { ...GRANT, marketplaces: 'US' } }],
    ['a marketplace that is no text', { ...STAFF, claims: { ...GRANT, marketplaces: ['US', 1] } }],
    ['an empty marketplace', { ...STAFF, claims: { ...GRANT, marketplaces: ['US', ''] } }],
    ['no regions', { ...STAFF, claims: { marketplaces: ['DE'] } }],
    ['an empty list of regions', { ...STAFF, claims: { ...GRANT, regions: [] } }],
    ['a region outside a list', { ...STAFF, claims: { ...GRANT, regions: 'EU' } }],
    ['no scopes', { ...STAFF, scopes: undefined }],
    ['scopes in one text', { ...STAFF, scopes: 'a:b c:d' }],
    ['a scope that is no text', { ...STAFF, scopes: [{}] }],
  ])('refuses %s', (_name, vouched) => {
    expect(() => parseCaller(vouched)).toThrow(InvalidCaller);
  });
});
