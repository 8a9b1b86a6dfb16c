import type { CatalogTables, EditionRow, SeriesRow } from '../subgraphs/catalog/repository.ts';
import type { Format } from '../subgraphs/facts.ts';
import { foldTitle } from '../subgraphs/foldText.ts';
import { createDice, type Dice } from './dice.ts';

/** Books that nobody wrote, in groups that the same readers like. */
export interface BigCatalog {
  readonly series: readonly SeriesRow[];
  readonly contributors: readonly CatalogTables['catalog.contributor'][];
  readonly contributions: readonly CatalogTables['catalog.contribution'][];
  readonly volumes: readonly CatalogTables['catalog.volume'][];
  readonly editions: readonly EditionRow[];
  readonly contents: readonly CatalogTables['catalog.edition_volume'][];
  /** The ids of the series that each taste is for. */
  readonly tastes: readonly (readonly string[])[];
}

export const TASTES = 24;
const CREATORS = 700;
const DAY_MS = 24 * 60 * 60 * 1_000;

const COLOURS =
  'Amber Ashen Azure Brazen Briny Cobalt Coral Crimson Dappled Ebon Fallow Gilded Hazel Indigo Ivory Jade Khaki Leaden Lilac Mauve Misty Ochre Onyx Opal Pallid Pewter Plum Quartz Russet Sable Saffron Sallow Sepia Silver Slate Tawny Teal Umber Verdant Violet';
const THINGS =
  'Abacus Anvil Arbour Bellows Bramble Cauldron Chisel Cistern Compass Dovecote Easel Fathom Ferry Gable Gantry Harbour Harrow Inkwell Kiln Lantern Lattice Lodestone Loom Meadow Mill Orchard Parapet Pendulum Pulley Quarry Quill Rafter Sextant Spindle Sundial Thicket Trellis Viaduct Weir Windlass';
const FAMILY_NAMES = 'Aoyama Fujita Hoshino Isobe Kanda Minase Okabe Sakai Tachiba Ueno'.split(' ');
const GENRES =
  'Action,Adventure,Comedy,Drama,Fantasy,Horror,Mystery,Psychological,Romance,Sci-Fi,Slice of Life,Sports,Supernatural,Thriller,Historical,Music'.split(
    ',',
  );
const DEMOGRAPHICS = ['SHONEN', 'SEINEN', 'SHOJO', 'JOSEI'] as const;
const RATINGS = [
  { label: 'All Ages', minimumAge: 0 },
  { label: 'Teen', minimumAge: 13 },
  { label: 'Teen Plus', minimumAge: 16 },
  { label: 'Mature', minimumAge: 18 },
];
const PUBLISHERS = ['Alder Press', 'Birch House', 'Cedar Books', 'Dogwood Comics'];

/** @param editionCount the last series is cut off there. */
export function describeBigCatalog(editionCount: number, now: Date): BigCatalog {
  const dice = createDice(20_000);
  const things = THINGS.split(' ');
  const titles = COLOURS.split(' ').flatMap((colour) => things.map((thing) => `${colour} ${thing}`));
  const catalog = {
    series: [] as SeriesRow[],
    contributors: describeContributors(),
    contributions: [] as CatalogTables['catalog.contribution'][],
    volumes: [] as CatalogTables['catalog.volume'][],
    editions: [] as EditionRow[],
    contents: [] as CatalogTables['catalog.edition_volume'][],
    tastes: Array.from({ length: TASTES }, () => [] as string[]),
  };
  for (const title of titles) {
    if (catalog.editions.length >= editionCount) return catalog;
    const taste = dice.between(0, TASTES - 1);
    const series = describeSeries(title, taste, dice);
    catalog.series.push(series);
    catalog.tastes[taste]?.push(series.id);
    catalog.contributions.push({
      series_id: series.id,
      position: 0,
      contributor_id: `big-creator-${dice.between(1, CREATORS)}`,
      role: 'STORY_AND_ART',
    });
    // Many short series, few long ones.
    const length = 1 + Math.floor(34 * dice.roll() ** 2);
    for (let number = 1; number <= length; number++) {
      catalog.volumes.push({
        id: `${series.id}-${number}`,
        series_id: series.id,
        label: String(number),
        number: String(number),
      });
    }
    const editions = listEditions(series, length, dice, now).slice(0, editionCount - catalog.editions.length);
    for (const { edition, first, last } of editions) {
      catalog.editions.push(edition);
      for (let number = first; number <= last; number++) {
        catalog.contents.push({ edition_id: edition.id, volume_id: `${series.id}-${number}` });
      }
    }
  }
  throw new RangeError(`There are not enough titles for ${editionCount} editions.`);
}

function describeContributors() {
  return Array.from({ length: CREATORS }, (_, index) => ({
    id: `big-creator-${index + 1}`,
    name: `${FAMILY_NAMES[index % FAMILY_NAMES.length]} ${toRoman(Math.floor(index / FAMILY_NAMES.length) + 1)}`,
    native_name: null,
  }));
}

/** No names of people: `Ueno XIV`. */
function toRoman(number: number): string {
  const tens = ['', 'X', 'XX', 'XXX', 'XL', 'L', 'LX', 'LXX'][Math.floor(number / 10)] ?? '';
  return `${tens}${['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][number % 10] ?? ''}`;
}

function describeSeries(title: string, taste: number, dice: Dice): SeriesRow {
  // Two genres come from the taste, which is what makes its series alike; the third from anywhere.
  const genres = [taste, taste * 5 + 3, dice.between(0, GENRES.length - 1)].map(
    (number) => GENRES[number % GENRES.length] ?? '',
  );
  const rating = dice.pick(RATINGS);
  return {
    id: `big-${foldTitle(title)}`,
    kind: dice.roll() < 0.1 ? 'LIGHT_NOVEL' : 'MANGA',
    title_key: foldTitle(title),
    title_english: title,
    title_romaji: null,
    title_native: null,
    demographic: DEMOGRAPHICS[taste % DEMOGRAPHICS.length] ?? null,
    status: dice.roll() < 0.5 ? 'FINISHED' : 'ONGOING',
    genres: [...new Set(genres)],
    age_rating: rating.label,
    minimum_age: rating.minimumAge,
    content_notes: [],
    reading_direction: 'RIGHT_TO_LEFT',
    original_publisher: dice.pick(PUBLISHERS),
    start_year: dice.between(1985, 2025),
  };
}

/** Each volume in paperback; of longer series an omnibus of three and a box, and of some a first volume to download. */
function listEditions(series: SeriesRow, length: number, dice: Dice, now: Date) {
  const publisher = dice.pick(PUBLISHERS);
  const released = now.getTime() - dice.between(200, 9_000) * DAY_MS;
  const describe = (first: number, last: number, format: Format) => {
    const label = first === last ? String(first) : `${first}-${last}`;
    const edition: EditionRow = {
      id: `${series.id}-${label}-${format.toLowerCase().replace('_', '-')}`,
      isbn13: null,
      asin: null,
      title: `${series.title_english}, Vol. ${label}`,
      series_id: series.id,
      volume_id: first === last ? `${series.id}-${first}` : null,
      first_number: String(first),
      format,
      language: 'en',
      publisher,
      release_date: new Date(released + first * 5 * DAY_MS).toISOString().slice(0, 10),
    };
    return { edition, first, last };
  };
  return [
    ...Array.from({ length }, (_, index) => describe(index + 1, index + 1, 'PAPERBACK')),
    ...(dice.roll() < 0.4 ? [describe(1, 1, 'DIGITAL')] : []),
    ...(length > 3 ? [describe(1, 3, 'OMNIBUS')] : []),
    ...(length > 5 ? [describe(1, length, 'BOX_SET')] : []),
  ];
}
