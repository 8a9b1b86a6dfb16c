import { describe, expect, it } from 'vitest';
import { slugifyTitle } from '../../../subgraphs/catalog/import/seriesId.ts';
import { describeEditions, listVolumes } from '../../../subgraphs/catalog/seed/editions.ts';
import { READING_LISTS } from '../../../subgraphs/catalog/seed/readingLists.ts';
import { SAMPLE_SERIES } from '../../../subgraphs/catalog/seed/series.ts';
import { normalizeIsbn13 } from '../../../subgraphs/scalars.ts';
import { TEST_NOW } from '../../harness/clock.ts';

const EDITIONS = describeEditions(TEST_NOW);

describe('the sample series', () => {
  it('are many, of all kinds', () => {
    expect(SAMPLE_SERIES.length).toBeGreaterThanOrEqual(60);
    expect(EDITIONS.length).toBeGreaterThanOrEqual(800);
    expect(EDITIONS.length).toBeLessThanOrEqual(2_200);
    const demographics = new Set(SAMPLE_SERIES.map(({ demographic }) => demographic));
    expect(demographics).toEqual(new Set(['SHONEN', 'SHOJO', 'SEINEN', 'JOSEI', 'KODOMO', null]));
    expect(SAMPLE_SERIES.filter(({ kind }) => kind === 'LIGHT_NOVEL').length).toBeGreaterThan(2);
  });

  it('have ids of their own, and no edition twice', () => {
    for (const ids of [SAMPLE_SERIES.map(({ id }) => id), EDITIONS.map(({ row }) => row.id)]) {
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });

  it('know each creator by one name and one native name', () => {
    const creators = SAMPLE_SERIES.flatMap((series) => series.creators);
    const spellings = new Set(creators.map(({ name, nativeName }) => `${slugifyTitle(name)} ${nativeName}`));
    expect(spellings.size).toBe(new Set(creators.map(({ name }) => name)).size);
  });

  it('have ISBNs that can be, each once', () => {
    const isbns = EDITIONS.map(({ row }) => row.isbn13).filter((isbn) => isbn !== null);
    expect(isbns.filter((isbn) => normalizeIsbn13(isbn) !== isbn)).toEqual([]);
    expect(new Set(isbns).size).toBe(isbns.length);
  });

  it('state facts of editions that are there only', () => {
    const ids = new Set(EDITIONS.map(({ row }) => row.id));
    const stated = SAMPLE_SERIES.flatMap(({ id, facts = {} }) =>
      Object.keys(facts).map((suffix) => `${id}-${suffix}`),
    );
    expect(stated.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('have every volume in some edition, and in every edition some volume', () => {
    const inside = new Set(
      EDITIONS.flatMap(({ row, volumes }) => volumes.map((volume) => `${row.series_id}-${volume}`)),
    );
    const volumes = SAMPLE_SERIES.flatMap((series) =>
      listVolumes(series).map((volume) => `${series.id}-${volume}`),
    );
    expect(volumes.filter((volume) => !inside.has(volume))).toEqual([]);
    expect(EDITIONS.filter((edition) => edition.volumes.length === 0)).toEqual([]);
  });

  it('are in one reading list at most, and no list names another', () => {
    const listed = Object.values(READING_LISTS).flatMap((steps) => steps.map(([series]) => series));
    expect(new Set(listed).size).toBe(listed.length);
    const ids = new Set(SAMPLE_SERIES.map(({ id }) => id));
    expect(listed.filter((id) => !ids.has(id))).toEqual([]);
  });
});
