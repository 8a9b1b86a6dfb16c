import { encode } from 'gpt-tokenizer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let collector: ToolCaller;
let newcomer: ToolCaller;
let jp: ToolCaller;
let de: ToolCaller;
let support: ToolCaller;
let admin: ToolCaller;
let anonymous: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  collector = await connectCaller(program, 'customer-us-collector');
  newcomer = await connectCaller(program, 'customer-us-new');
  jp = await connectCaller(program, 'customer-jp');
  de = await connectCaller(program, 'customer-de');
  support = await connectCaller(program, 'support-us');
  admin = await connectCaller(program, 'admin-us');
  anonymous = await connectCaller(program);
});
afterAll(() => program.stop());

const inStock = (amount: string, currency = 'USD') => ({
  price: { amount, currency },
  availability: 'IN_STOCK',
});
const UNKNOWN = { answer: {}, statements: 2 };

describe('missing_volumes', () => {
  const edition = (id: string, volumeCount: number, offer: object) => ({
    id,
    format: id.includes('omnibus') ? 'OMNIBUS' : id.includes('digital') ? 'DIGITAL' : 'PAPERBACK',
    volumeCount,
    offer,
  });
  const onePiece = (volume: number) => ({
    label: String(volume),
    includedIn: [
      edition(`one-piece-${volume}-paperback`, 1, inStock('9.99')),
      edition('one-piece-4-6-omnibus', 3, inStock('26.99')),
    ],
  });

  it("counts the caller's own library, and offers what has the first ones inside", async () => {
    expect(await collector.call('missing_volumes', { series: 'One Piece' })).toEqual({
      answer: {
        series: {
          id: 'one-piece',
          titles: { english: 'One Piece' },
          missingVolumes: {
            ownedCount: 6,
            missingCount: 99,
            ranges: ['4-99', '103-105'],
            volumes: [onePiece(4), onePiece(5), onePiece(6)],
          },
        },
      },
      // The series twice, its match and its reference; library, released, owned, editions, what is inside, offers.
      statements: 8,
    });
    const { answer } = await collector.call('missing_volumes', { series: 'vinland saga' });
    expect(answer).toMatchObject({
      series: {
        missingVolumes: {
          ownedCount: 4,
          missingCount: 22,
          ranges: ['5-26'],
          // No volume of it is sold alone.
          volumes: [{ label: '5', includedIn: [{ id: 'vinland-saga-5-6-omnibus' }] }, {}, {}],
        },
      },
    });
  });

  it('finds the one volume that is missing, none where there is none, and all where nothing is owned', async () => {
    const missing = async (caller: ToolCaller, series: string) => {
      const { answer } = await caller.call('missing_volumes', { series });
      return (answer as { series: { missingVolumes: { ranges: string[]; missingCount: number } } }).series
        .missingVolumes;
    };
    expect(await missing(collector, 'attack on titan')).toMatchObject({ ranges: ['7'], missingCount: 1 });
    expect(await missing(collector, 'fullmetal alchemist')).toEqual({
      ownedCount: 27,
      missingCount: 0,
      ranges: [],
      volumes: [],
    });
    expect(await missing(newcomer, 'frieren')).toMatchObject({ ranges: ['1-13'], missingCount: 13 });
    // Another customer's library says nothing of this one's.
    expect(await missing(us, 'attack on titan')).toMatchObject({ ranges: ['1-34'], missingCount: 34 });
  });

  it('withholds it from whoever has no library, and says how to get it where that is possible', async () => {
    const withheld = {
      path: ['series', 'missingVolumes'],
      code: 'WITHHELD',
      reason: 'This caller may not see it.',
    };
    const series = { id: 'frieren', titles: { english: "Frieren: Beyond Journey's End" } };
    const call = (caller: ToolCaller) => caller.call('missing_volumes', { series: 'frieren' });
    expect(await call(anonymous)).toEqual({
      answer: { series, notices: [{ ...withheld, scopes: [['library:read']] }] },
      statements: 1,
    });
    for (const caller of [support, admin]) {
      expect(await call(caller)).toEqual({ answer: { series, notices: [withheld] }, statements: 1 });
    }
  });

  it('has nothing to say of a series that nobody knows', async () => {
    expect(await us.call('missing_volumes', { series: 'zzzzzzzz' })).toEqual(UNKNOWN);
  });
});

describe('reading_order', () => {
  const step = (id: string, english: string, releasedVolumes: number, rest: object) => ({
    series: { id, titles: { english }, kind: 'MANGA', status: 'FINISHED', releasedVolumes },
    ...rest,
  });

  it('lists what belongs together in the order to read, the same to everybody', async () => {
    const answer = {
      series: {
        id: 'attack-on-titan',
        readingOrder: [
          step('attack-on-titan', 'Attack on Titan', 34, { relation: 'ITSELF' }),
          step('attack-on-titan-no-regrets', 'Attack on Titan: No Regrets', 2, {
            relation: 'SIDE_STORY',
            note: "Levi's past; after volume 4 of Attack on Titan.",
          }),
          step('attack-on-titan-before-the-fall', 'Attack on Titan: Before the Fall', 17, {
            relation: 'SPIN_OFF',
            note: 'Set some 70 years earlier; stands alone.',
          }),
        ],
      },
    };
    for (const caller of [us, support, anonymous]) {
      expect(await caller.call('reading_order', { series: '進撃の巨人' })).toEqual({ answer, statements: 4 });
    }
  });

  it('says what comes after Naruto, and that Berserk stands alone', async () => {
    expect((await us.call('reading_order', { series: 'naruto' })).answer).toMatchObject({
      series: {
        readingOrder: [{ relation: 'ITSELF' }, { series: { releasedVolumes: 20 }, relation: 'SEQUEL' }],
      },
    });
    expect((await us.call('reading_order', { series: 'berserk' })).answer).toMatchObject({
      series: { readingOrder: [{ series: { id: 'berserk' }, relation: 'ITSELF' }] },
    });
    expect(await us.call('reading_order', { series: 'zzzzzzzz' })).toEqual(UNKNOWN);
  });
});

describe('compare_editions', () => {
  const compared = (
    [id, title, format]: readonly [string, string, string],
    volumeCount: number,
    each: string,
    offer: object,
  ) => ({ id, title, format, volumeCount, pricePerVolume: { amount: each }, offer });

  it('sets singles, omnibuses and box sets beside each other by price per volume', async () => {
    expect(await us.call('compare_editions', { series: 'death note' })).toEqual({
      answer: {
        series: {
          id: 'death-note',
          editionsWithVolume: [
            compared(['death-note-1-digital', 'Death Note, Vol. 1', 'DIGITAL'], 1, '6.99', inStock('6.99')),
            compared(
              ['death-note-1-paperback', 'Death Note, Vol. 1', 'PAPERBACK'],
              1,
              '9.99',
              inStock('9.99'),
            ),
            compared(
              ['death-note-1-2-omnibus', 'Death Note Black Edition, Vols. 1-2', 'OMNIBUS'],
              2,
              '9.00',
              inStock('17.99'),
            ),
            compared(
              ['death-note-all-in-one', 'Death Note (All-in-One Edition)', 'OMNIBUS'],
              12,
              '8.83',
              inStock('105.99'),
            ),
            compared(['death-note-box-set', 'Death Note Box Set', 'BOX_SET'], 12, '10.58', {
              ...inStock('126.99'),
              availability: 'OUT_OF_STOCK',
            }),
          ],
        },
      },
      statements: 4,
    });
  });

  it("keeps to the caller's marketplace, a language and a volume", async () => {
    const german = { series: 'frieren', volume: '2', language: 'de' };
    const id = 'frieren-2-paperback-de';
    const title = "Frieren: Beyond Journey's End, Band 2";
    expect(await de.call('compare_editions', german)).toEqual({
      answer: {
        series: {
          id: 'frieren',
          editionsWithVolume: [compared([id, title, 'PAPERBACK'], 1, '9.00', inStock('9.00', 'EUR'))],
        },
      },
      statements: 4,
    });
    // Not sold in Japan: no price, and that is said.
    expect((await jp.call('compare_editions', german)).answer).toEqual({
      series: {
        id: 'frieren',
        editionsWithVolume: [
          { id, title, format: 'PAPERBACK', volumeCount: 1, offer: { reason: 'NOT_ONBOARDED' } },
        ],
      },
    });
    expect((await us.call('compare_editions', { series: 'frieren', volume: '99' })).answer).toEqual({
      series: { id: 'frieren', editionsWithVolume: [] },
    });
    expect(await us.call('compare_editions', { series: 'zzzzzzzz' })).toEqual(UNKNOWN);
  });
});

describe('find_editions', () => {
  const node = (id: string, title: string, language: string, offer: object) => ({
    id,
    title,
    format: id.includes('digital') ? 'DIGITAL' : 'PAPERBACK',
    language,
    offer,
  });

  it('says how far each format goes in each language, and lists editions page by page', async () => {
    const first = await us.call('find_editions', { series: 'frieren' });
    const title = "Frieren: Beyond Journey's End, Vol. 1";
    const notSold = { reason: 'NOT_ONBOARDED' };
    expect(first).toEqual({
      answer: {
        series: {
          id: 'frieren',
          titles: { english: "Frieren: Beyond Journey's End" },
          formats: [
            { format: 'PAPERBACK', language: 'en', editionCount: 14, volumes: ['1-14'] },
            { format: 'DIGITAL', language: 'en', editionCount: 13, volumes: ['1-13'] },
            { format: 'PAPERBACK', language: 'ja', editionCount: 13, volumes: ['1-13'] },
            { format: 'PAPERBACK', language: 'de', editionCount: 3, volumes: ['1-3'] },
          ],
          editions: {
            nodes: [
              node('frieren-1-digital', title, 'en', inStock('6.99')),
              node('frieren-1-paperback', title, 'en', inStock('9.99')),
              node('frieren-1-paperback-de', "Frieren: Beyond Journey's End, Band 1", 'de', notSold),
            ],
            pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
          },
        },
      },
      statements: 4,
    });
    const { endCursor } = (first.answer as { series: { editions: { pageInfo: { endCursor: string } } } })
      .series.editions.pageInfo;
    const next = { series: 'frieren', first: 1, after: endCursor };
    expect((await us.call('find_editions', next)).answer).toMatchObject({
      series: { editions: { nodes: [{ id: 'frieren-1-paperback-ja', title: '葬送のフリーレン 1' }] } },
    });
    // 51: another caller's cursor.
    await expect(jp.call('find_editions', next)).rejects.toThrow('INVALID_CURSOR');
  });

  it('answers whether there is a digital version, in one language', async () => {
    const digital = { format: 'DIGITAL', language: 'en' };
    expect((await us.call('find_editions', { series: 'nana', ...digital })).answer).toEqual({
      series: {
        id: 'nana',
        titles: { english: 'Nana' },
        formats: [],
        editions: { nodes: [], pageInfo: { hasNextPage: false } },
      },
    });
    expect((await us.call('find_editions', { series: 'nodame cantabile', ...digital })).answer).toMatchObject(
      {
        series: { formats: [{ format: 'DIGITAL', language: 'en', editionCount: 23, volumes: ['1-23'] }] },
      },
    );
    expect(await us.call('find_editions', { series: 'zzzzzzzz' })).toEqual(UNKNOWN);
  });
});

describe('age_guidance', () => {
  const demonSlayer = (suitable: boolean | undefined) => ({
    answer: {
      series: {
        id: 'demon-slayer',
        titles: { english: 'Demon Slayer: Kimetsu no Yaiba' },
        ageGuidance: {
          rating: 'Teen',
          minimumAge: 13,
          ...(suitable !== undefined && { suitable }),
          contentNotes: ['bloody violence', 'death of family members'],
        },
      },
    },
    statements: 1,
  });

  it('says whether it suits a reader of that age, and why not, the same to everybody', async () => {
    for (const caller of [us, jp, support, anonymous]) {
      const call = (age?: number) => caller.call('age_guidance', { series: 'demon slayer', age });
      expect(await call(12)).toEqual(demonSlayer(false));
      expect(await call(13)).toEqual(demonSlayer(true));
      expect(await call()).toEqual(demonSlayer(undefined));
    }
  });

  it('knows nothing of what nobody knows, and refuses an age that nobody has, without a statement', async () => {
    expect(await us.call('age_guidance', { series: 'zzzzzzzz', age: 12 })).toEqual(UNKNOWN);
    program.statements.length = 0;
    await expect(us.call('age_guidance', { series: 'frieren', age: 121 })).rejects.toThrow(
      'INVALID_ARGUMENTS',
    );
    expect(program.statements).toEqual([]);
  });
});

describe('an answer', () => {
  it.each([
    ['missing_volumes', { series: 'one piece' }],
    ['missing_volumes', { series: 'frieren' }],
    ['reading_order', { series: "jojo's bizarre adventure part 3" }],
    ['compare_editions', { series: 'attack on titan' }],
    ['find_editions', { series: 'one piece' }],
    ['age_guidance', { series: 'berserk', age: 12 }],
    ['next_volume', { series: 'one piece', after: '1' }],
    ['upcoming_releases', {}],
    ['series_overview', { series: 'pokemon adventures' }],
    ['edition_by_isbn', { isbn13: '9781421550640' }],
  ])('of %s for %j costs an assistant at most 500 tokens', async (tool, args) => {
    const { answer } = await us.call(tool, args);
    expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(500);
  });
});
