import { describe, expect, it } from 'vitest';
import { MARKETPLACES, parseCaller } from '../../../subgraphs/caller.ts';
import { resolveMarketplace } from '../../../subgraphs/marketplace.ts';

const CLAIMS = { customer_id: 'cust-us-1', marketplaces: ['US', 'JP'] };

describe('parseCaller', () => {
  it.each([
    [{ context: 'anonymous' }, { context: 'anonymous' }],
    [
      { context: 'customer', subject: 'ada', claims: CLAIMS },
      { context: 'customer', subject: 'ada', customerId: 'cust-us-1', marketplaces: ['US', 'JP'] },
    ],
    [
      { context: 'support', subject: 'sue', claims: { marketplaces: ['DE'] } },
      { context: 'support', subject: 'sue', marketplaces: ['DE'] },
    ],
    [
      { context: 'admin', subject: 'amy', claims: { marketplaces: ['DE'] } },
      { context: 'admin', subject: 'amy', marketplaces: ['DE'] },
    ],
    [
      { context: 'service', subject: 'sync' },
      { context: 'service', subject: 'sync' },
    ],
  ])('reads %j', (vouched, caller) => {
    expect(parseCaller(vouched)).toEqual(caller);
  });

  it('takes from a caller only what its context has', () => {
    expect(parseCaller({ context: 'anonymous', subject: 'ada', claims: CLAIMS })).toEqual({
      context: 'anonymous',
    });
    expect(parseCaller({ context: 'support', subject: 'sue', claims: CLAIMS })).not.toHaveProperty(
      'customerId',
    );
  });

  it.each([
    [
      ['FR', 'JP', 'US'],
      ['JP', 'US'],
    ],
    [['us', 'constructor', 'DE'], ['DE']],
    [['FR'], []],
  ])('grants of marketplaces %j those that there are: %j', (marketplaces, granted) => {
    const caller = parseCaller({ context: 'customer', subject: 'ada', claims: { ...CLAIMS, marketplaces } });
    expect(caller).toEqual({
      context: 'customer',
      subject: 'ada',
      customerId: 'cust-us-1',
      marketplaces: granted,
    });
  });

  it('denies every marketplace to a caller that was granted none of them', () => {
    const caller = parseCaller({ context: 'support', subject: 'sue', claims: { marketplaces: ['FR'] } });
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
    ['an unknown context', { context: 'root', subject: 'ada' }],
    ['a context in other letters', { context: 'Customer', subject: 'ada', claims: CLAIMS }],
    ['a context from a prototype', { context: 'constructor', subject: 'ada' }],
    ['no subject', { context: 'customer', claims: CLAIMS }],
    ['an empty subject', { context: 'service', subject: '' }],
    ['no claims', { context: 'customer', subject: 'ada' }],
    ['claims that are a list', { context: 'customer', subject: 'ada', claims: [] }],
    ['no customer', { context: 'customer', subject: 'ada', claims: { marketplaces: ['US'] } }],
    ['an empty customer', { context: 'customer', subject: 'ada', claims: { ...CLAIMS, customer_id: '' } }],
    [
      'a customer that is a number',
      { context: 'customer', subject: 'ada', claims: { ...CLAIMS, customer_id: 1 } },
    ],
    ['no marketplaces', { context: 'admin', subject: 'amy', claims: {} }],
    ['an empty list of marketplaces', { context: 'admin', subject: 'amy', claims: { marketplaces: [] } }],
    ['a marketplace outside a list', { context: 'admin', subject: 'amy', claims: { marketplaces: 'US' } }],
    [
      'a marketplace that is no text',
      { context: 'admin', subject: 'amy', claims: { marketplaces: ['US', 1] } },
    ],
    ['an empty marketplace', { context: 'admin', subject: 'amy', claims: { marketplaces: ['US', ''] } }],
  ])('refuses %s', (_name, vouched) => {
    expect(() => parseCaller(vouched)).toThrow(TypeError);
  });
});
