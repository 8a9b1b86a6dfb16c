import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let de: ToolCaller;
let anonymous: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  de = await connectCaller(program, 'customer-de');
  anonymous = await connectCaller(program);
});
afterAll(() => program.stop());

describe('next_volume', () => {
  const frieren14 = (amount: string, currency: string) => ({
    answer: {
      series: {
        id: 'frieren',
        titles: { english: "Frieren: Beyond Journey's End" },
        nextVolume: {
          label: '14',
          editions: [
            {
              id: 'frieren-14-paperback',
              format: 'PAPERBACK',
              language: 'en',
              releaseDate: '2026-12-23',
              preorder: true,
              offer: {
                price: { amount, currency },
                availability: 'PREORDER',
                shipsFrom: '2026-12-23',
              },
            },
          ],
        },
      },
    },
    statements: 4,
  });

  it("gives the volume after the one already read, at the caller's price", async () => {
    expect(await us.call('next_volume', { series: 'Frieren', after: '13' })).toEqual(
      frieren14('9.99', 'USD'),
    );
    expect(await de.call('next_volume', { series: 'frieren', after: '13.5' })).toEqual(
      frieren14('8.00', 'EUR'),
    );
  });

  it('leaves the volume out after the last one, and the series where there is none', async () => {
    expect(await anonymous.call('next_volume', { series: 'one-piece', after: '105' })).toEqual({
      answer: { series: { id: 'one-piece', titles: { english: 'One Piece' } } },
      statements: 2,
    });
    expect(await us.call('next_volume', { series: 'zzzzzzzz', after: '1' })).toMatchObject({ answer: {} });
  });
});

describe('upcoming_releases', () => {
  const release = (id: string, title: string, releaseDate: string, publisher = 'VIZ Media') => ({
    id: `${id}-paperback`,
    title,
    format: 'PAPERBACK',
    language: 'en',
    publisher,
    releaseDate,
  });
  const FRIEREN = release('frieren-14', "Frieren: Beyond Journey's End, Vol. 14", '2026-12-23');
  const SOONEST = [
    release('chainsaw-man-18', 'Chainsaw Man, Vol. 18', '2026-12-02'),
    release('blue-lock-17', 'Blue Lock, Vol. 17', '2026-12-16', 'Kodansha'),
    FRIEREN,
    release('spy-x-family-14', 'Spy x Family, Vol. 14', '2027-01-06'),
    release('jujutsu-kaisen-27', 'Jujutsu Kaisen, Vol. 27', '2027-01-20'),
  ];
  const LATEST = [
    release('dandadan-13', 'Dandadan, Vol. 13', '2027-02-03'),
    release('witch-hat-atelier-14', 'Witch Hat Atelier, Vol. 14', '2027-03-03', 'Kodansha'),
  ];
  const page = (nodes: readonly object[]) => ({
    upcomingReleases: { nodes, pageInfo: { hasNextPage: false } },
  });

  it('lists what is not out yet, soonest first, the same for everybody, and pages on', async () => {
    const first = await us.call('upcoming_releases');
    expect(first).toEqual({
      answer: {
        upcomingReleases: {
          nodes: SOONEST,
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
      statements: 1,
    });
    const { pageInfo } = (first.answer as { upcomingReleases: { pageInfo: { endCursor: string } } })
      .upcomingReleases;
    expect(await us.call('upcoming_releases', { after: pageInfo.endCursor })).toEqual({
      answer: page(LATEST),
      statements: 1,
    });
    expect(await anonymous.call('upcoming_releases', { first: 20 })).toEqual({
      answer: page([...SOONEST, ...LATEST]),
      statements: 1,
    });
  });

  it('narrows to a series or a publisher', async () => {
    expect(await de.call('upcoming_releases', { series: 'frieren' })).toEqual({
      answer: page([FRIEREN]),
      statements: 2,
    });
    const ofPublisher = { publisher: 'Kodansha' };
    expect((await de.call('upcoming_releases', ofPublisher)).answer).toEqual(
      page([...SOONEST, ...LATEST].filter(({ publisher }) => publisher === 'Kodansha')),
    );
    for (const none of [{ series: 'one-piece' }, { series: 'zzzzzzzz' }, { publisher: 'Yen Press' }]) {
      expect((await de.call('upcoming_releases', none)).answer).toEqual(page([]));
    }
  });
});

describe('series_overview', () => {
  it('describes a series by any of its titles, the same to everybody', async () => {
    const fullmetal = {
      answer: {
        series: {
          id: 'fullmetal-alchemist',
          titles: {
            english: 'Fullmetal Alchemist',
            romaji: 'Hagane no Renkinjutsushi',
            native: '鋼の錬金術師',
          },
          kind: 'MANGA',
          demographic: 'SHONEN',
          status: 'FINISHED',
          genres: ['Action', 'Adventure', 'Fantasy'],
          ageRating: 'Teen',
          readingDirection: 'RIGHT_TO_LEFT',
          originalPublisher: 'Square Enix',
          startYear: 2001,
          contributors: [
            { role: 'STORY_AND_ART', contributor: { name: 'Hiromu Arakawa', nativeName: '荒川弘' } },
          ],
          releasedVolumes: 27,
          latestVolume: { label: '27' },
        },
      },
      statements: 5,
    };
    expect(await us.call('series_overview', { series: '鋼の錬金術師' })).toEqual(fullmetal);
    expect(await de.call('series_overview', { series: 'Hagane no Renkinjutsushi' })).toEqual(fullmetal);
    expect(await anonymous.call('series_overview', { series: 'fullmetal-alchemist' })).toEqual({
      ...fullmetal,
      statements: expect.any(Number),
    });
  });

  it('says nothing of a series that is not sold here', async () => {
    expect(await us.call('series_overview', { series: 'zzzzzzzz' })).toMatchObject({ answer: {} });
  });
});
