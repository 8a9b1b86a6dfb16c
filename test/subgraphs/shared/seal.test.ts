import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../subgraphs/caller.ts';
import { createSeal } from '../../../subgraphs/seal.ts';

const ADA: Caller = {
  context: 'customer',
  subject: 'ada',
  customerId: 'c-1',
  marketplaces: ['US'],
  scopes: [],
};
const sealed = createSeal('secret', ADA, 'confirmation', 'cancel').write({ n: 1 });

describe('a seal', () => {
  it('opens for the caller and purpose it was made for', () => {
    expect(createSeal('secret', ADA, 'confirmation', 'cancel').read(sealed)).toEqual({ n: 1 });
  });

  it('depends on the identity of a caller and not on its marketplaces', () => {
    const narrowed: Caller = { ...ADA, marketplaces: ['DE'] };
    expect(createSeal('secret', narrowed, 'confirmation', 'cancel').read(sealed)).toEqual({ n: 1 });
  });

  it.each<[name: string, secret: string, caller: Caller, purpose: string[]]>([
    ['another secret', 'other', ADA, ['confirmation', 'cancel']],
    ['another purpose', 'secret', ADA, ['cursor', 'cancel']],
    ['a part of the purpose', 'secret', ADA, ['confirmation']],
    ['a purpose cut elsewhere', 'secret', ADA, ['confirmationc', 'ancel']],
    ['another subject', 'secret', { ...ADA, subject: 'bob' }, ['confirmation', 'cancel']],
    ['another customer', 'secret', { ...ADA, customerId: 'c-2' }, ['confirmation', 'cancel']],
    [
      'another context',
      'secret',
      { context: 'support', subject: 'ada', marketplaces: ['US'], regions: ['NA'], scopes: [] },
      ['confirmation', 'cancel'],
    ],
    ['an anonymous caller', 'secret', { context: 'anonymous' }, ['confirmation', 'cancel']],
  ])('does not open with %s', (_name, secret, caller, purpose) => {
    expect(createSeal(secret, caller, ...purpose).read(sealed)).toBeUndefined();
  });

  it.each(['', '.', 'x', 'x.y', `${sealed}=`, `${sealed}.`, ` ${sealed}`, sealed.slice(0, -1), '\ud800.é'])(
    'does not open %j',
    (text) => {
      expect(createSeal('secret', ADA, 'confirmation', 'cancel').read(text)).toBeUndefined();
    },
  );
});
