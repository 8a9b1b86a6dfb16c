import type { Marketplace } from '../../caller.ts';

type Prices = Readonly<Record<Marketplace, string>>;

const PAPERBACK: Prices = { US: '9.99', JP: '528', DE: '7.50' };
const DIGITAL: Prices = { US: '6.99', JP: '460', DE: '5.99' };

/** What costs something else, by edition or by series. */
const EXCEPTIONS: Readonly<Record<string, Prices>> = {
  yotsuba: { US: '13.00', JP: '693', DE: '9.50' },
  frieren: { US: '9.99', JP: '594', DE: '8.00' },
  'frieren-1-digital': { US: '6.99', JP: '543', DE: '5.99' },
  'fullmetal-alchemist': { US: '9.99', JP: '528', DE: '7.00' },
  'fullmetal-alchemist-box-set': { US: '149.99', JP: '14850', DE: '139.00' },
  'vinland-saga-1-2-omnibus': { US: '24.99', JP: '2750', DE: '21.00' },
  'vinland-saga-3-4-omnibus': { US: '24.99', JP: '2750', DE: '21.00' },
};

/** What an edition was sold for: invented, exact, as text, in the marketplace's currency. */
export function findPrice(editionId: string, marketplace: Marketplace): string {
  const series = editionId.replace(/-\d+-[a-z]+$/, '');
  const standard = editionId.endsWith('-digital') ? DIGITAL : PAPERBACK;
  const prices =
    EXCEPTIONS[editionId] ?? (standard === PAPERBACK ? EXCEPTIONS[series] : undefined) ?? standard;
  return prices[marketplace];
}
