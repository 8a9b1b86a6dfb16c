import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
const callers = new Map<string, ToolCaller>();
const PERSONAS = [
  'customer-us',
  'customer-us-new',
  'customer-us-collector',
  'customer-jp',
  'customer-de',
  'support-us',
  'admin-us',
  'service-sync',
];
beforeAll(async () => {
  program = await startTestProgram();
  callers.set('anonymous', await connectCaller(program));
  for (const persona of PERSONAS) callers.set(persona, await connectCaller(program, persona));
});
afterAll(() => program.stop());

function call(persona: string, tool: string, args: Record<string, unknown>) {
  const caller = callers.get(persona);
  if (caller === undefined) throw new Error(`Nobody is signed in as ${persona}.`);
  return caller.call(tool, args);
}

const together = (count: number) => `Bought together by ${count} customers`;

describe('recommend_similar', () => {
  const FINISHED = { status: 'FINISHED' };
  const TEEN_PLUS = { status: 'FINISHED', ageRating: 'Teen Plus' };
  const seinen = (id: string, english: string, facts: object) => ({
    id,
    titles: { english },
    demographic: 'SEINEN',
    ...facts,
  });
  const shonen = (id: string, titles: object, facts: object) => ({
    id,
    titles,
    demographic: 'SHONEN',
    ...facts,
  });
  const VAGABOND = seinen('vagabond', 'Vagabond', { status: 'HIATUS', ageRating: 'Mature' });
  const AKIRA = seinen('akira', 'Akira', FINISHED);
  const MONSTER = seinen('monster', 'Monster', TEEN_PLUS);
  const DEATH_NOTE = shonen('death-note', { english: 'Death Note' }, TEEN_PLUS);
  const JUJUTSU = shonen('jujutsu-kaisen', { english: 'Jujutsu Kaisen' }, TEEN_PLUS);
  const JUJUTSU_0 = shonen('jujutsu-kaisen-0', { english: 'Jujutsu Kaisen 0' }, TEEN_PLUS);
  const DEMON_SLAYER = shonen(
    'demon-slayer',
    { english: 'Demon Slayer: Kimetsu no Yaiba', romaji: 'Kimetsu no Yaiba' },
    { status: 'FINISHED', ageRating: 'Teen' },
  );
  const HELLS_PARADISE = shonen(
    'hells-paradise-jigokuraku',
    { english: "Hell's Paradise: Jigokuraku", romaji: 'Jigokuraku' },
    { status: 'FINISHED', ageRating: 'Mature' },
  );

  const DARK_FANTASY = 'Also Dark Fantasy and Action';
  const because = (series: object, ...texts: readonly string[]) => ({
    series,
    reasons: texts.map((text) => ({ text })),
  });
  const answer = (...similar: readonly object[]) => ({
    answer: { series: { id: 'berserk', titles: { english: 'Berserk' }, similar } },
    statements: 3,
  });
  const args = { like: 'Berserk', exclude: ['horror'] };
  const withoutHistory = answer(
    because(VAGABOND, together(7), 'Also Action', 'Also seinen'),
    because(AKIRA, together(7), 'Also Action', 'Also seinen'),
    because(DEATH_NOTE, together(5)),
    because(MONSTER, together(5), 'Also seinen'),
    because(JUJUTSU, DARK_FANTASY),
  );

  it.each(['anonymous', 'customer-us-new', 'support-us', 'admin-us', 'service-sync'])(
    'names what goes with a series and is not excluded, whatever others have: %s',
    async (persona) => {
      expect(await call(persona, 'recommend_similar', args)).toEqual(withoutHistory);
    },
  );

  it('leaves out what the customer bought or has in the library, in as many statements', async () => {
    expect(await call('customer-us', 'recommend_similar', args)).toEqual(
      answer(
        because(VAGABOND, together(7), 'Also Action', 'Also seinen'),
        because(MONSTER, together(5), 'Also seinen'),
        because(JUJUTSU_0, DARK_FANTASY),
        because(HELLS_PARADISE, DARK_FANTASY),
        because(DEMON_SLAYER, DARK_FANTASY),
      ),
    );
    expect(await call('customer-us-collector', 'recommend_similar', { ...args, first: 2 })).toEqual(
      answer(because(AKIRA, together(7), 'Also Action', 'Also seinen'), because(JUJUTSU, DARK_FANTASY)),
    );
  });

  it('names only what is sold where the customer shops', async () => {
    // Vagabond is not sold in Japan; Death Note the customer has.
    expect(await call('customer-jp', 'recommend_similar', { ...args, first: 4 })).toEqual(
      answer(
        because(AKIRA, together(7), 'Also Action', 'Also seinen'),
        because(MONSTER, together(5), 'Also seinen'),
        because(JUJUTSU, DARK_FANTASY),
        because(DEMON_SLAYER, DARK_FANTASY),
      ),
    );
  });

  it.each([
    ['a title', 'Vagabond', 'vagabond'],
    ['a native title', 'AKIRA', 'akira'],
    ['a creator', 'Naoki Urasawa', 'monster'],
    ['a family name', 'Ōtomo', 'akira'],
    ['a demographic', 'seinen', 'vagabond'],
  ])('leaves out by %s', async (_what, excluded, id) => {
    const listSimilar = async (...exclude: readonly string[]) => {
      const { answer: found } = await call('anonymous', 'recommend_similar', { like: 'berserk', exclude });
      const { series } = found as { series: { similar: readonly { series: { id: string } }[] } };
      return series.similar.map((entry) => entry.series.id);
    };
    expect(await listSimilar('horror')).toContain(id);
    expect(await listSimilar('horror', excluded)).not.toContain(id);
  });

  it('finds the series by any of its titles, and answers nothing for one that nobody knows', async () => {
    expect(await call('anonymous', 'recommend_similar', { ...args, like: 'ベルセルク' })).toEqual(
      withoutHistory,
    );
    expect(await call('anonymous', 'recommend_similar', { like: 'zzzzzzzz' })).toMatchObject({ answer: {} });
  });
});

describe('recommend_gift', () => {
  const volume = (id: string, title: string) => ({ id, title, format: 'PAPERBACK', language: 'en' });
  const BLEACH = volume('bleach-1-paperback', 'Bleach, Vol. 1');
  const DEMON_SLAYER = volume('demon-slayer-1-paperback', 'Demon Slayer: Kimetsu no Yaiba, Vol. 1');
  const HERO_ACADEMIA = volume('my-hero-academia-1-paperback', 'My Hero Academia, Vol. 1');

  const idea = (edition: object, amount: string, currency: string, ...texts: readonly string[]) => ({
    edition: {
      ...edition,
      series: { ageRating: 'Teen' },
      offer: { price: { amount, currency }, availability: 'IN_STOCK' },
    },
    reasons: texts.map((text) => ({ text })),
  });
  const naruto = (...giftIdeas: readonly object[]) => ({
    series: { id: 'naruto', titles: { english: 'Naruto' }, giftIdeas },
  });
  const bleach = (amount: string, currency: string) =>
    idea(BLEACH, amount, currency, together(6), 'Also Adventure and Action', 'Also shonen');
  const args = { likes: 'Naruto', budget: '30', age: 13 };

  // Some of these have some of what is named: a gift is for somebody else.
  it.each(['anonymous', 'customer-us', 'customer-us-collector', 'support-us', 'admin-us', 'service-sync'])(
    'names what a fan of that age can begin with, within the budget: %s',
    async (persona) => {
      expect(await call(persona, 'recommend_gift', args)).toEqual({
        answer: naruto(
          bleach('9.99', 'USD'),
          idea(DEMON_SLAYER, '9.99', 'USD', together(5), 'Also Action', 'Also shonen'),
          idea(HERO_ACADEMIA, '9.99', 'USD', together(5), 'Also Adventure and Action', 'Also shonen'),
        ),
        statements: 5,
      });
    },
  );

  it("takes the budget in the marketplace's currency and prefers its language", async () => {
    expect(await call('customer-jp', 'recommend_gift', { ...args, budget: '4000', first: 2 })).toEqual({
      answer: naruto(
        bleach('1650.00', 'JPY'),
        idea(
          { id: 'demon-slayer-1-paperback-ja', title: '鬼滅の刃 1', format: 'PAPERBACK', language: 'ja' },
          '671.00',
          'JPY',
          together(5),
          'Also Action',
          'Also shonen',
        ),
      ),
      statements: 5,
    });
    expect(await call('customer-jp', 'recommend_gift', args)).toEqual({ answer: naruto(), statements: 2 });
    expect((await call('customer-de', 'recommend_gift', args)).answer).toMatchObject(
      naruto(
        { edition: { id: 'bleach-1-paperback', offer: { price: { amount: '8.50', currency: 'EUR' } } } },
        { edition: { id: 'demon-slayer-1-paperback', language: 'en' } },
        { edition: { id: 'my-hero-academia-1-paperback-de', language: 'de' } },
      ),
    );
  });

  it('names an omnibus where the budget allows, a single volume where it is a cent too dear', async () => {
    const listGifts = async (budget: string) => {
      const { answer } = await call('anonymous', 'recommend_gift', { ...args, budget, first: 20 });
      return JSON.stringify(answer);
    };
    expect(await listGifts('26.99')).toContain('"one-piece-1-3-omnibus"');
    expect(await listGifts('26.98')).toContain('"one-piece-1-paperback"');
    expect(await listGifts('26.98')).not.toContain('"one-piece-1-3-omnibus"');
  });

  it('names nothing that is recommended from a higher age', async () => {
    const listGifts = async (age: number) => {
      const { answer } = await call('anonymous', 'recommend_gift', {
        likes: 'Berserk',
        budget: '20',
        age,
        first: 20,
      });
      const { series } = answer as { series: { giftIdeas: readonly { edition: { id: string } }[] } };
      return series.giftIdeas.map(({ edition }) => edition.id);
    };
    expect(await listGifts(18)).toContain('vagabond-1-paperback');
    expect(await listGifts(17)).not.toContain('vagabond-1-paperback');
    expect(await listGifts(17)).toContain('attack-on-titan-1-paperback');
    expect(await listGifts(3)).toEqual([]);
  });
});
