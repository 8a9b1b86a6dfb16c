import type { Marketplace } from './caller.ts';

/** The names that several subgraphs have for the same thing; each one's schema has them as an enum. */
export type SeriesKind = 'MANGA' | 'LIGHT_NOVEL';
export type Demographic = 'SHONEN' | 'SHOJO' | 'SEINEN' | 'JOSEI' | 'KODOMO';
export type Format = 'PAPERBACK' | 'HARDCOVER' | 'DIGITAL' | 'BOX_SET' | 'OMNIBUS' | 'DELUXE' | 'AUDIOBOOK';
export type Availability = 'IN_STOCK' | 'LOW_STOCK' | 'PREORDER' | 'BACKORDER' | 'OUT_OF_STOCK';

/** What each marketplace charges in. */
export const CURRENCIES = { US: 'USD', JP: 'JPY', DE: 'EUR' } as const satisfies Record<Marketplace, string>;
