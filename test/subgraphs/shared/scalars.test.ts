import { Kind } from 'graphql';
import { describe, expect, it } from 'vitest';
import { normalizeIsbn13, scalarResolvers } from '../../../subgraphs/scalars.ts';
import { readSubgraphSdl } from '../../../subgraphs/subgraph.ts';

const SCALARS = scalarResolvers(readSubgraphSdl('orders'));

describe('normalizeIsbn13', () => {
  it.each([
    ['9781421506630', '9781421506630'],
    ['978-1-4215-0663-0', '9781421506630'],
    ['978 1 4215 0663 0', '9781421506630'],
    ['9791032705490', '9791032705490'],
  ])('takes %s', (text, isbn) => {
    expect(normalizeIsbn13(text)).toBe(isbn);
  });

  it.each([
    ['one digit changed', '9781421506631'],
    ['two neighbours swapped', '9781421560630'],
    ['an ISBN-10', '1421506637'],
    ['an EAN that is no book', '4006381333931'],
    ['14 digits', '97814215066300'],
    ['letters', '978142150663X'],
    ['digits of another script', '９７８１４２１５０６６３０'],
    ['nothing', ''],
  ])('refuses %s', (_name, text) => {
    expect(normalizeIsbn13(text)).toBeUndefined();
  });
});

describe('scalarResolvers', () => {
  it('gives those that the schema declares', () => {
    expect(Object.keys(scalarResolvers('scalar Date @jsonSchema\nscalar DateTimeZone'))).toEqual(['Date']);
  });

  it.each<[scalar: string, good: string[], bad: unknown[]]>([
    [
      'Date',
      ['2026-03-10', '2024-02-29'],
      ['2026-02-29', '2026-13-01', '2026-3-1', '10.03.2026', '', 20260310],
    ],
    [
      'DateTime',
      ['2026-03-10T09:00:00Z', '2026-03-10T09:00:00.123Z', '2026-03-10T10:00:00+01:00'],
      ['soon', '1', 'March 7', '2026-03-10', '2026-02-30T09:00:00Z', '2026-03-10T25:00:00Z', '', 0],
    ],
    [
      'Decimal',
      ['0', '12.99', '-4.5', '999999999999.999999'],
      ['1e3', '.5', '1.', '1,5', 'NaN', '1.0000001', 12.99],
    ],
    [
      'URL',
      ['https://example.com/a?b'],
      ['javascript:alert(1)', '//example.com', 'https://', 'ftp://example.com'],
    ],
    ['ISBN13', ['9781421506630'], ['9781421506631', 9781421506630]],
    ['CurrencyCode', ['USD'], ['usd', 'US', 'USDX', '$']],
    ['Locale', ['en', 'ja', 'de-DE'], ['DE', 'en_US', 'en-us', 'english']],
  ])('%s: takes what is well-formed and refuses the rest with a code', (name, good, bad) => {
    const scalar = SCALARS[name];
    for (const text of good) {
      expect(scalar?.parseValue(text)).toBe(text);
      expect(scalar?.parseLiteral({ kind: Kind.STRING, value: text })).toBe(text);
    }
    const refusal = expect.objectContaining({ extensions: { code: 'INVALID_ARGUMENT' } });
    for (const value of [...bad, null, undefined, [], {}]) {
      expect(() => scalar?.parseValue(value), String(value)).toThrow(refusal);
    }
    expect(() => scalar?.parseLiteral({ kind: Kind.INT, value: '1' })).toThrow(refusal);
  });

  it('names the scalar and not the value that was wrong', () => {
    expect(() => SCALARS.Decimal?.parseValue('<script>')).toThrow(/^Not a valid Decimal\.$/);
  });

  it('writes a moment in UTC', () => {
    expect(SCALARS.DateTime?.serialize(new Date('2026-03-10T10:00:00+01:00'))).toBe(
      '2026-03-10T09:00:00.000Z',
    );
  });
});
