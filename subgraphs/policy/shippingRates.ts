import type { Marketplace } from '../caller.ts';
import type { ShippingMethod } from './resolvers.generated.ts';

/**
 * What shipping costs and how long it takes, from each marketplace to each zone. The clauses on shipping state
 * these numbers. Money is exact, as text, in the marketplace's currency.
 */
export interface ShippingRate {
  readonly method: ShippingMethod;
  /** For a parcel, whatever is in it. */
  readonly base: string;
  /** For each item in it, on top of `base`. */
  readonly perItem: string;
  /** Working days from dispatch. */
  readonly minimumDays: number;
  readonly maximumDays: number;
  readonly tracked: boolean;
}

/** Countries that a marketplace ships to alike. */
export interface ShippingZone {
  /** As clauses call it, in "to … ". */
  readonly name: string;
  /** Undefined for the last zone, which has every country that no other has. */
  readonly countries?: readonly string[];
  readonly rates: readonly ShippingRate[];
}

export interface ShippingZones {
  readonly domestic: ShippingZone;
  readonly near: ShippingZone;
  readonly international: ShippingZone;
}

const EUROPEAN_UNION =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

export const SHIPPING_ZONES: Readonly<Record<Marketplace, ShippingZones>> = {
  US: {
    domestic: {
      name: 'the United States',
      countries: ['US', 'PR', 'VI', 'GU', 'AS', 'MP'],
      rates: [rate('STANDARD', '3.99', '0.50', 3, 6), rate('EXPRESS', '9.99', '1.00', 1, 2)],
    },
    near: {
      name: 'Canada and Mexico',
      countries: ['CA', 'MX'],
      rates: [rate('STANDARD', '8.99', '1.50', 6, 10), rate('EXPRESS', '19.99', '2.00', 3, 5)],
    },
    international: {
      name: 'other countries',
      rates: [rate('INTERNATIONAL', '14.99', '3.00', 10, 20), rate('EXPRESS', '34.99', '4.00', 4, 7)],
    },
  },
  JP: {
    domestic: {
      name: 'Japan',
      countries: ['JP'],
      rates: [rate('STANDARD', '410.00', '30.00', 2, 4), rate('EXPRESS', '820.00', '60.00', 1, 1)],
    },
    near: {
      name: 'South Korea, Taiwan and Hong Kong',
      countries: ['KR', 'TW', 'HK'],
      rates: [rate('STANDARD', '1400.00', '150.00', 4, 8), rate('EXPRESS', '2600.00', '250.00', 2, 4)],
    },
    international: {
      name: 'other countries',
      rates: [rate('INTERNATIONAL', '2200.00', '300.00', 8, 18), rate('EXPRESS', '4800.00', '450.00', 3, 6)],
    },
  },
  DE: {
    domestic: {
      name: 'Germany',
      countries: ['DE'],
      rates: [rate('STANDARD', '2.99', '0.30', 2, 3), rate('EXPRESS', '7.99', '0.80', 1, 1)],
    },
    near: {
      name: 'the European Union, Switzerland, Liechtenstein and Norway',
      countries: [...EUROPEAN_UNION.filter((country) => country !== 'DE'), 'CH', 'LI', 'NO'],
      rates: [rate('STANDARD', '6.90', '0.80', 3, 6), rate('EXPRESS', '15.90', '1.50', 1, 3)],
    },
    international: {
      name: 'other countries',
      rates: [rate('INTERNATIONAL', '13.90', '2.50', 8, 16), rate('EXPRESS', '32.90', '3.50', 3, 6)],
    },
  },
};

/** Under an embargo, or without any carrier of ours; from every marketplace. */
export const UNSERVED_COUNTRIES: readonly string[] = 'AQ BV BY CU GS HM IR KP RU SY TF'.split(' ');

/** In a parcel a box set counts as so many items. */
export const BOX_SET_ITEMS = 3;

function rate(
  method: ShippingMethod,
  base: string,
  perItem: string,
  minimumDays: number,
  maximumDays: number,
): ShippingRate {
  return { method, base, perItem, minimumDays, maximumDays, tracked: true };
}
