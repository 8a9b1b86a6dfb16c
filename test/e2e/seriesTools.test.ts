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
  const frieren4 = (amount: string, currency: string) => ({
    answer: {
      series: {
        id: 'frieren',
        titles: { english: "Frieren: Beyond Journey's End" },
        nextVolume: {
          label: '4',
          editions: [
            {
              id: 'frieren-4-paperback',
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
    expect(await us.call('next_volume', { series: 'Frieren', after: '3' })).toEqual(frieren4('9.99', 'USD'));
    expect(await de.call('next_volume', { series: 'frieren', after: '3.5' })).toEqual(
      frieren4('8.00', 'EUR'),
    );
  });

  it('leaves the volume out after the last one, and the series where there is none', async () => {
    expect(await anonymous.call('next_volume', { series: 'one-piece', after: '102' })).toEqual({
      answer: { series: { id: 'one-piece', titles: { english: 'One Piece' } } },
      statements: 2,
    });
    expect(await us.call('next_volume', { series: 'zzzzzzzz', after: '1' })).toMatchObject({ answer: {} });
  });
});

describe('upcoming_releases', () => {
  const answer = {
    upcomingReleases: {
      nodes: [
        {
          id: 'frieren-4-paperback',
          title: "Frieren: Beyond Journey's End, Vol. 4",
          format: 'PAPERBACK',
          language: 'en',
          publisher: 'VIZ Media',
          releaseDate: '2026-12-23',
        },
      ],
      pageInfo: { hasNextPage: false },
    },
  };
  const none = { upcomingReleases: { nodes: [], pageInfo: { hasNextPage: false } } };

  it('lists what is not out yet, the same for everybody', async () => {
    expect(await us.call('upcoming_releases')).toEqual({ answer, statements: 1 });
    expect(await anonymous.call('upcoming_releases', { first: 20 })).toEqual({ answer, statements: 1 });
  });

  it('narrows to a series or a publisher', async () => {
    expect(await de.call('upcoming_releases', { series: 'frieren' })).toMatchObject({ answer });
    expect(await de.call('upcoming_releases', { series: 'one-piece' })).toMatchObject({ answer: none });
    expect(await de.call('upcoming_releases', { publisher: 'VIZ Media' })).toMatchObject({ answer });
    expect(await de.call('upcoming_releases', { publisher: 'Yen Press' })).toMatchObject({ answer: none });
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
