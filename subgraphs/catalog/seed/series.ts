import type { ContributorRole, Format, SeriesStatus } from '../resolvers.generated.ts';

/** One series of the sample shop. All are manga, read from right to left; all editions are in English. */
export interface SampleSeries {
  readonly id: string;
  readonly english: string;
  readonly romaji: string | null;
  readonly native: string;
  readonly demographic: 'SHONEN' | 'SEINEN';
  readonly status: SeriesStatus;
  readonly genres: readonly string[];
  readonly ageRating: string;
  readonly originalPublisher: string;
  readonly startYear: number;
  readonly creators: readonly SampleCreator[];
  /** Who publishes it in English. */
  readonly publisher: string;
  readonly volumes: readonly number[];
  readonly editions: readonly SampleEdition[];
}

export interface SampleCreator {
  readonly id: string;
  readonly name: string;
  readonly nativeName: string;
  readonly role: ContributorRole;
}

/** Its id is the series' id, a hyphen and `suffix`. */
export interface SampleEdition {
  readonly suffix: string;
  readonly title: string;
  readonly format: Format;
  /** The first and the last volume inside. */
  readonly volumes: readonly [first: number, last: number];
  readonly isbn13?: string;
  /** A calendar date, or days from the day of seeding; unknown where left out. */
  readonly released?: string | number;
}

export const SAMPLE_SERIES: readonly SampleSeries[] = [
  {
    id: 'one-piece',
    english: 'One Piece',
    romaji: null,
    native: 'ONE PIECE',
    demographic: 'SHONEN',
    status: 'ONGOING',
    genres: ['Action', 'Adventure', 'Comedy', 'Fantasy'],
    ageRating: 'Teen',
    originalPublisher: 'Shueisha',
    startYear: 1997,
    creators: [{ id: 'eiichiro-oda', name: 'Eiichiro Oda', nativeName: '尾田栄一郎', role: 'STORY_AND_ART' }],
    publisher: 'VIZ Media',
    volumes: [1, 2, 3, 100, 101, 102],
    editions: [
      { ...single('One Piece', 1, 'PAPERBACK'), isbn13: '9781569319017' },
      single('One Piece', 1, 'DIGITAL'),
      ...[2, 3, 100, 101, 102].map((volume) => single('One Piece', volume, 'PAPERBACK')),
    ],
  },
  {
    id: 'fullmetal-alchemist',
    english: 'Fullmetal Alchemist',
    romaji: 'Hagane no Renkinjutsushi',
    native: '鋼の錬金術師',
    demographic: 'SHONEN',
    status: 'FINISHED',
    genres: ['Action', 'Adventure', 'Fantasy'],
    ageRating: 'Teen',
    originalPublisher: 'Square Enix',
    startYear: 2001,
    creators: [{ id: 'hiromu-arakawa', name: 'Hiromu Arakawa', nativeName: '荒川弘', role: 'STORY_AND_ART' }],
    publisher: 'VIZ Media',
    volumes: Array.from({ length: 27 }, (_volume, index) => index + 1),
    editions: [
      {
        ...single('Fullmetal Alchemist', 1, 'PAPERBACK'),
        isbn13: '9781591169208',
        released: '2005-05-03',
      },
      single('Fullmetal Alchemist', 2, 'PAPERBACK'),
      single('Fullmetal Alchemist', 3, 'PAPERBACK'),
      { suffix: 'box-set', title: 'Fullmetal Alchemist Box Set', format: 'BOX_SET', volumes: [1, 27] },
    ],
  },
  {
    id: 'frieren',
    english: "Frieren: Beyond Journey's End",
    romaji: 'Sousou no Frieren',
    native: '葬送のフリーレン',
    demographic: 'SHONEN',
    status: 'ONGOING',
    genres: ['Adventure', 'Drama', 'Fantasy'],
    ageRating: 'Teen',
    originalPublisher: 'Shogakukan',
    startYear: 2020,
    creators: [
      { id: 'kanehito-yamada', name: 'Kanehito Yamada', nativeName: '山田鐘人', role: 'STORY' },
      { id: 'tsukasa-abe', name: 'Tsukasa Abe', nativeName: 'アベツカサ', role: 'ART' },
    ],
    publisher: 'VIZ Media',
    volumes: [1, 2, 3, 4],
    editions: [
      {
        ...single("Frieren: Beyond Journey's End", 1, 'PAPERBACK'),
        isbn13: '9781974725762',
        released: '2021-11-09',
      },
      single("Frieren: Beyond Journey's End", 1, 'DIGITAL'),
      single("Frieren: Beyond Journey's End", 2, 'PAPERBACK'),
      single("Frieren: Beyond Journey's End", 3, 'PAPERBACK'),
      { ...single("Frieren: Beyond Journey's End", 4, 'PAPERBACK'), released: 30 },
    ],
  },
  {
    id: 'vinland-saga',
    english: 'Vinland Saga',
    romaji: null,
    native: 'ヴィンランド・サガ',
    demographic: 'SEINEN',
    status: 'FINISHED',
    genres: ['Action', 'Adventure', 'Drama', 'Historical'],
    ageRating: '16+',
    originalPublisher: 'Kodansha',
    startYear: 2005,
    creators: [
      { id: 'makoto-yukimura', name: 'Makoto Yukimura', nativeName: '幸村誠', role: 'STORY_AND_ART' },
    ],
    publisher: 'Kodansha',
    volumes: [1, 2, 3, 4],
    editions: [
      {
        suffix: '1-2-omnibus',
        title: 'Vinland Saga Omnibus, Vols. 1-2',
        format: 'OMNIBUS',
        volumes: [1, 2],
      },
      {
        suffix: '3-4-omnibus',
        title: 'Vinland Saga Omnibus, Vols. 3-4',
        format: 'OMNIBUS',
        volumes: [3, 4],
      },
    ],
  },
  {
    id: 'yotsuba',
    english: 'Yotsuba&!',
    romaji: 'Yotsuba to!',
    native: 'よつばと！',
    demographic: 'SHONEN',
    status: 'ONGOING',
    genres: ['Comedy', 'Slice of Life'],
    ageRating: 'All Ages',
    originalPublisher: 'ASCII Media Works',
    startYear: 2003,
    creators: [
      { id: 'kiyohiko-azuma', name: 'Kiyohiko Azuma', nativeName: 'あずまきよひこ', role: 'STORY_AND_ART' },
    ],
    publisher: 'Yen Press',
    volumes: [1, 2],
    editions: [
      { ...single('Yotsuba&!', 1, 'PAPERBACK'), isbn13: '9780316073875', released: '2009-09-15' },
      single('Yotsuba&!', 2, 'PAPERBACK'),
    ],
  },
];

function single(title: string, volume: number, format: Format): SampleEdition {
  return {
    suffix: `${volume}-${format.toLowerCase()}`,
    title: `${title}, Vol. ${volume}`,
    format,
    volumes: [volume, volume],
  };
}
