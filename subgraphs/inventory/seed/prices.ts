import type { Marketplace } from '../../caller.ts';
import type { DescribedEdition } from '../../catalog/seed/editions.ts';
import { measureShare } from '../../measureShare.ts';
import { formatHundredths, parseHundredths } from '../../money.ts';

/** Prices in US, JP and DE; null where it is not sold there. All invented. */
type Prices = readonly [us: string, jp: string | null, de: string | null];

/** What a single printed volume in English costs, by series. */
const SERIES_PRICES: Readonly<Record<string, Prices>> = {
  'one-piece': ['9.99', '528', '7.50'],
  'fullmetal-alchemist': ['9.99', null, '7.00'],
  frieren: ['9.99', '594', '8.00'],
  yotsuba: ['13.00', '693', '9.50'],
  'vinland-saga': ['12.99', null, '10.99'],
  'tokyo-ghoul': ['11.99', '1790', '10.50'],
  'tokyo-ghoul-re': ['11.99', '1790', '10.50'],
  akira: ['24.99', '3980', '22.00'],
};

/** What single editions cost, where no rule says so. */
const EDITION_PRICES: Readonly<Record<string, Prices>> = {
  'one-piece-1-digital': ['6.99', '460', '5.99'],
  'one-piece-102-paperback': ['9.99', '528', null],
  'fullmetal-alchemist-box-set': ['149.99', null, '139.00'],
  'frieren-1-digital': ['6.99', '543', '5.99'],
  'vinland-saga-1-2-omnibus': ['24.99', null, '21.00'],
  'vinland-saga-3-4-omnibus': ['24.99', null, '21.00'],
};

const SINGLE_US: Readonly<Record<string, string>> = {
  'VIZ Media': '9.99',
  Kodansha: '10.99',
  'Yen Press': '13.00',
  'Dark Horse': '14.99',
};

/**
 * What an edition costs in a marketplace: whole hundredths as text.
 * @returns undefined where it is not sold there.
 */
export function findPrice(edition: DescribedEdition, marketplace: Marketplace): string | undefined {
  const { id, language } = edition.row;
  const set = EDITION_PRICES[id];
  if (set !== undefined) return set[columnOf(marketplace)] ?? undefined;
  switch (language) {
    case 'ja':
      return marketplace === 'JP' ? priceJapanese(edition) : undefined;
    case 'de':
      return marketplace === 'DE' ? priceGerman(edition) : undefined;
    default:
      return priceEnglish(edition, marketplace);
  }
}

function columnOf(marketplace: Marketplace): 0 | 1 | 2 {
  switch (marketplace) {
    case 'US':
      return 0;
    case 'JP':
      return 1;
    case 'DE':
      return 2;
  }
}

function priceJapanese({ series }: DescribedEdition): string {
  return String(484 + 11 * Math.floor(measureShare(`${series.id} ja`) * 20));
}

function priceGerman({ series }: DescribedEdition): string {
  return formatHundredths(700 + 50 * Math.floor(measureShare(`${series.id} de`) * 5));
}

function priceEnglish(
  { series, row, volumes }: DescribedEdition,
  marketplace: Marketplace,
): string | undefined {
  const single = findSinglePrice(series, marketplace);
  if (single === undefined) return undefined;
  const worth = parseHundredths(single) * volumes.length;
  switch (row.format) {
    case 'DIGITAL':
      return roundPrice(worth * 0.7, marketplace);
    case 'HARDCOVER':
      return roundPrice(worth * 1.8, marketplace);
    // One series' omnibuses are a bargain, another's a luxury: neither is always the cheaper way.
    case 'OMNIBUS':
      return roundPrice(worth * (0.6 + 0.5 * measureShare(`${series.id} omnibus`)), marketplace);
    case 'DELUXE':
      return roundPrice(worth * (1 + 0.4 * measureShare(`${series.id} deluxe`)), marketplace);
    case 'BOX_SET':
      return roundPrice(worth * (0.7 + 0.4 * measureShare(row.id)), marketplace);
    default:
      return formatHundredths(worth);
  }
}

function findSinglePrice(series: DescribedEdition['series'], marketplace: Marketplace): string | undefined {
  const set = SERIES_PRICES[series.id];
  if (set !== undefined) return set[columnOf(marketplace)] ?? undefined;
  const us = series.demographic === 'SEINEN' ? '12.99' : (SINGLE_US[series.publisher] ?? '12.99');
  const share = measureShare(`${series.id} ${marketplace}`);
  switch (marketplace) {
    case 'US':
      return us;
    // Imports: not of everything.
    case 'JP':
      return share < 0.35 ? undefined : roundPrice(parseHundredths(us) * 165, marketplace);
    case 'DE':
      return share < 0.15 ? undefined : roundPrice(parseHundredths(us) * 0.85, marketplace);
  }
}

/** To the next lower price that looks like one: 24.99, 21.50, 1480. */
function roundPrice(hundredths: number, marketplace: Marketplace): string {
  switch (marketplace) {
    case 'US':
      return formatHundredths(Math.max(1, Math.round(hundredths / 100)) * 100 - 1);
    case 'JP':
      return String(Math.round(hundredths / 1_000) * 10);
    case 'DE':
      return formatHundredths(Math.round(hundredths / 50) * 50);
  }
}
