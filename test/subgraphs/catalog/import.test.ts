import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importBooks } from '../../../subgraphs/catalog/import/importBooks.ts';
import { readBookFile } from '../../../subgraphs/catalog/import/readBookFile.ts';
import type { CatalogTables } from '../../../subgraphs/catalog/repository.ts';
import { ImportError } from '../../../subgraphs/importError.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, executeOnSubgraph } from '../executeOnSubgraph.ts';

let database: TestDatabase;
let catalog: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  catalog = SUBGRAPHS.catalog({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());
beforeEach(async () => {
  const tables = database.tables<CatalogTables>();
  // The file tells of no series when it began; the sample shop tells of every one.
  const added = tables.selectFrom('catalog.series').select('id').where('start_year', 'is', null);
  const editions = tables.selectFrom('catalog.edition').select('id').where('series_id', 'in', added);
  await tables.deleteFrom('catalog.edition_volume').where('edition_id', 'in', editions).execute();
  await tables.deleteFrom('catalog.edition').where('series_id', 'in', added).execute();
  await tables.deleteFrom('catalog.volume').where('series_id', 'in', added).execute();
  await tables.deleteFrom('catalog.search_document').where('series_id', 'in', added).execute();
  await tables.deleteFrom('catalog.series').where('start_year', 'is', null).execute();
});

/** In pieces of a few bytes, so that characters and line ends are cut in two. */
async function* bytesOf(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
}

const importText = (text: string | Uint8Array) => importBooks(database.tables(), bytesOf(text));

/** One row as in a file without a header. */
function row(
  book: Partial<Record<'title' | 'volume' | 'format' | 'isbn' | 'date' | 'link', string>>,
): string {
  const cells = [
    'key',
    book.link ?? 'https://books.example/lantern',
    'Paper Moon Press',
    book.title ?? 'The Lantern Keeper',
    book.volume ?? '1',
    book.format ?? 'Paperback',
    book.isbn ?? '',
    book.date ?? '2026-03-10',
  ];
  return cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

const rows = (...books: Parameters<typeof row>[0][]) => `${books.map(row).join('\n')}\n`;

interface EditionShape {
  id: string;
  title: string;
  isbn13: string | null;
  format: string;
  series: { id: string };
  volume: { id: string } | null;
  contains: { label: string }[];
}

/** All imported editions in the order of a blank search. */
async function readEditions(): Promise<EditionShape[]> {
  const result = await executeOnSubgraph(
    catalog,
    ANONYMOUS,
    `{ searchCatalog(query: "", filters: { publisher: "Paper Moon Press" }, first: 20) { nodes {
      id title isbn13 format series { id } volume { id } contains { label } } } }`,
  );
  expect(result.errors).toBeUndefined();
  return (result.data as { searchCatalog: { nodes: EditionShape[] } }).searchCatalog.nodes;
}

describe('importBooks', () => {
  it('takes a file without a header, and makes its books searchable', async () => {
    const report = await importText(
      rows(
        { volume: '1', isbn: '978-0-306-40615-7', format: 'Physical' },
        { volume: '1', format: 'Digital', date: '2027-01-01' },
      ),
    );
    expect(report).toEqual({ read: 2, imported: 2, updated: 0, unchanged: 0, rejected: [] });
    const result = await executeOnSubgraph(
      catalog,
      ANONYMOUS,
      `{ searchCatalog(query: "lantern keepr 1") { nodes {
        id title isbn13 format language publisher releaseDate preorder volume { id number }
        series { id kind titles { english native } demographic status genres releasedVolumes }
      } } }`,
    );
    const series = {
      id: 'the-lantern-keeper',
      kind: 'LIGHT_NOVEL',
      titles: { english: 'The Lantern Keeper', native: null },
      demographic: null,
      status: null,
      genres: [],
      releasedVolumes: 1,
    };
    const shared = {
      title: 'The Lantern Keeper, Vol. 1',
      language: 'en',
      publisher: 'Paper Moon Press',
      volume: { id: 'the-lantern-keeper-1', number: '1' },
      series,
    };
    expect(result.data?.searchCatalog).toEqual({
      nodes: [
        {
          ...shared,
          id: expect.stringMatching(/^book-[0-9a-f]{12}$/),
          isbn13: null,
          format: 'DIGITAL',
          releaseDate: '2027-01-01',
          preorder: true,
        },
        {
          ...shared,
          id: 'isbn-9780306406157',
          isbn13: '9780306406157',
          format: 'PAPERBACK',
          releaseDate: '2026-03-10',
          preorder: false,
        },
      ],
    });
  });

  it('takes a header in any order and case, with columns it does not know', async () => {
    const report = await importText(
      [
        '\uFEFFISBN,Rating,Title,DATE,format, Volume ,publisher,Link,series',
        '9780306406157,5,The Lantern Keeper,,hardcover,2,Paper Moon Press,https://books.example/2,key',
        '',
      ].join('\r\n'),
    );
    expect(report).toMatchObject({ read: 1, imported: 1, rejected: [] });
    expect(await readEditions()).toMatchObject([{ id: 'isbn-9780306406157', format: 'HARDCOVER' }]);
  });

  it('changes nothing the second time, and only what differs the third', async () => {
    const books = [
      { volume: '1', isbn: '9780306406157' },
      { volume: '2', format: 'Audio', isbn: 'B0CNTVQPCY' },
      { volume: '3', format: 'Digital' },
    ];
    await importText(rows(...books));
    const before = await readEditions();
    expect(await importText(rows(...books))).toMatchObject({ imported: 0, updated: 0, unchanged: 3 });
    expect(await readEditions()).toEqual(before);
    const moved = books.map((book) => (book.volume === '1' ? { ...book, date: '2026-04-01' } : book));
    expect(await importText(rows(...moved))).toMatchObject({ imported: 0, updated: 1, unchanged: 2 });
  });

  it('makes a printed range an omnibus of its volumes, and reads other labels as they are', async () => {
    await importText(
      rows(
        { volume: '1-3', isbn: '9780306406157' },
        { volume: '4-5', format: 'Digital' },
        { volume: '7.5-8.5' },
        { volume: '7Ex' },
        { volume: 'EX' },
      ),
    );
    const editions = await readEditions();
    const labelsOf = (title: string) =>
      editions
        .find((edition) => edition.title === title)
        ?.contains.map((volume) => volume.label)
        .join();
    expect(editions.find(({ id }) => id === 'isbn-9780306406157')).toMatchObject({
      title: 'The Lantern Keeper, Vols. 1-3',
      format: 'OMNIBUS',
      volume: null,
    });
    expect(labelsOf('The Lantern Keeper, Vols. 1-3')).toBe('1,2,3');
    expect(labelsOf('The Lantern Keeper, Vols. 4-5')).toBe('4,5');
    expect(labelsOf('The Lantern Keeper, Vols. 7.5-8.5')).toBe('7.5,8.5');
    const result = await executeOnSubgraph(
      catalog,
      ANONYMOUS,
      '{ series(match: "the-lantern-keeper") { releasedVolumes volumes(first: 20) { nodes { label number } } } }',
    );
    expect(result.data?.series).toEqual({
      // EX has no number; 7Ex counts as the 7 it goes with.
      releasedVolumes: 8,
      volumes: {
        nodes: ['1', '2', '3', '4', '5', '7Ex', '7.5', '8.5', 'EX'].map((label) => ({
          label,
          number: label === 'EX' ? null : label === '7Ex' ? '7' : label,
        })),
      },
    });
  });

  it('takes spellings of one title for one series, and different titles for different ones', async () => {
    await importText(
      rows(
        { title: "The Keeper's Oath", volume: '1' },
        { title: 'The Keeper’s  oath!', volume: '2' },
        { title: "The Keeper's Oath: Part 2", volume: '1' },
        { title: '灯台守', volume: '1' },
      ),
    );
    const ids = (await readEditions()).map((edition) => edition.series.id);
    expect(ids.toSorted()).toEqual([
      expect.stringMatching(/^series-[0-9a-f]{8}$/),
      'the-keepers-oath',
      'the-keepers-oath',
      'the-keepers-oath-part-2',
    ]);
  });

  it('keeps a novel apart from the manga of the same name', async () => {
    await importText(rows({ title: 'One Piece', volume: '1' }));
    const [novel] = await readEditions();
    expect(novel?.series.id).toMatch(/^one-piece-[0-9a-f]{8}$/);
    const manga = await executeOnSubgraph(
      catalog,
      ANONYMOUS,
      '{ series(match: "One Piece") { id kind releasedVolumes } }',
    );
    expect(manga.data?.series).toEqual({ id: 'one-piece', kind: 'MANGA', releasedVolumes: 105 });
  });

  it('leaves an ISBN with the printed edition where the digital one is listed with it as well', async () => {
    const books = [
      { format: 'Digital', isbn: '9780306406157' },
      { format: 'Physical', isbn: '978-0-306-40615-7' },
    ];
    expect(await importText(rows(...books))).toMatchObject({ imported: 2, rejected: [] });
    expect(await readEditions()).toMatchObject([
      { id: expect.stringMatching(/^book-/), isbn13: null, format: 'DIGITAL' },
      { id: 'isbn-9780306406157', format: 'PAPERBACK' },
    ]);
    expect(await importText(rows(...books.slice(0, 1)))).toMatchObject({ imported: 0, unchanged: 1 });
  });

  it('leaves bad rows out whole and names line, column, rule and value', async () => {
    const report = await importText(
      [
        row({ volume: '1' }),
        row({ title: 'A title\nover\r\nthree lines', volume: '1' }),
        '',
        row({ title: 'Broken\r\ntoo', volume: '3-1' }),
        row({ format: 'Scroll' }),
        row({ isbn: '978-0-306-40615-8' }),
        row({ date: '2026-02-30' }),
        row({ title: '…' }),
        row({ link: 'javascript:alert(1)' }),
        'too,few',
        row({ volume: `${'x'.repeat(100)}` }),
        row({ volume: '2' }),
      ].join('\r\n'),
    );
    const { rejected, ...counts } = report;
    expect(counts).toEqual({ read: 11, imported: 3, updated: 0, unchanged: 0 });
    expect(rejected).toEqual([
      { line: 6, reason: expect.stringMatching(/^volume must be .*, got "3-1"\.$/) },
      { line: 8, reason: expect.stringMatching(/^format must be one of digital, .*, got "Scroll"\.$/) },
      { line: 9, reason: expect.stringMatching(/^isbn must be .*, got "978-0-306-40615-8"\.$/) },
      { line: 10, reason: expect.stringMatching(/^date must be .*, got "2026-02-30"\.$/) },
      { line: 11, reason: expect.stringMatching(/^title must have .*, got "…"\.$/) },
      { line: 12, reason: expect.stringMatching(/^link must be .*, got "javascript:alert\(1\)"\.$/) },
      { line: 13, reason: 'The row must have 8 columns, got 2.' },
      { line: 14, reason: expect.stringMatching(/^volume must be .*, got "x{80}"\.$/) },
    ]);
    expect((await readEditions()).map((edition) => edition.title)).toEqual([
      'A title over three lines, Vol. 1',
      'The Lantern Keeper, Vol. 1',
      'The Lantern Keeper, Vol. 2',
    ]);
  });

  it('leaves out a book whose number belongs to another volume, or that is listed twice', async () => {
    const report = await importText(
      rows(
        { volume: '1', isbn: '9780306406157' },
        { volume: '2', isbn: '9780306406157' },
        { volume: '3', format: 'Audio', isbn: 'B0CNTVQPCY' },
        { volume: '4', format: 'Audio', isbn: 'B0CNTVQPCY' },
        { volume: '1', isbn: '9781569319017' },
        { volume: '5' },
        { volume: '5' },
        { volume: '5', link: 'https://elsewhere.example/5' },
      ),
    );
    expect(report).toEqual({
      read: 8,
      imported: 4,
      updated: 0,
      unchanged: 0,
      rejected: [
        { line: 2, reason: 'isbn must belong to one volume, got "9780306406157", which line 1 has.' },
        { line: 4, reason: 'isbn must belong to one volume, got "B0CNTVQPCY", which line 3 has.' },
        {
          line: 5,
          reason:
            'isbn must belong to one volume, got "9781569319017", which edition one-piece-1-paperback has.',
        },
        { line: 7, reason: 'The row repeats the book of line 6.' },
      ],
    });
    const later = await importText(rows({ volume: '9', isbn: '9780306406157' }));
    expect(later.rejected).toEqual([
      {
        line: 1,
        reason: 'isbn must belong to one volume, got "9780306406157", which edition isbn-9780306406157 has.',
      },
    ]);
  });

  it('stores more rows than one statement takes, and tells how far it is', async () => {
    const count = 1_203;
    const books = Array.from({ length: count }, (_book, index) => ({ volume: String(index + 1) }));
    const text = rows(...books);
    const steps: { bytesRead: number; rowsRead: number; rowsStored: number }[] = [];
    const report = await importBooks(database.tables(), singleChunk(text), {
      onProgress: (progress) => steps.push(progress),
    });
    expect(report).toMatchObject({ read: count, imported: count });
    const bytesRead = Buffer.byteLength(text);
    expect(steps.slice(-2)).toEqual([
      { bytesRead, rowsRead: count, rowsStored: 1_000 },
      { bytesRead, rowsRead: count, rowsStored: count },
    ]);
  });

  async function* singleChunk(text: string) {
    yield Buffer.from(text);
  }
});

describe('a file that cannot be taken', () => {
  const good = row({ isbn: '9780306406157' });

  it.each([
    ['is empty', '', 'The file is empty.'],
    ['has neither header nor eight columns', 'hello world\n', /^Line 1 neither names the columns/],
    [
      'has a header without some columns',
      'title,volume,format\n',
      /^Line 1 names the columns, but not series,/,
    ],
    ['names a column twice', `series,link,publisher,title,volume,format,isbn,date,Title\n`, /title twice/],
    ['never closes a quote', `${good}\n${good}\n"open`, /^Line 3 is not CSV: a quote is never closed/],
    ['never closes a quote, at length', `${good}\n"${'x\n'.repeat(70_000)}`, /is not CSV: the row is longer/],
    ['has text after a quote', `${good}\n"a"b,c\n`, /^Line 2 is not CSV: text follows a closing quote/],
    ['has a quote inside a value', `${good}\na"b,c\n`, /^Line 2 is not CSV: a quote stands inside/],
    ['is not UTF-8', Buffer.concat([Buffer.from(`${good}\n`), Buffer.from([0xff, 0xfe, 0x41])]), /not UTF-8/],
    ['ends within a character', Buffer.concat([Buffer.from(good), Buffer.from([0xe3, 0x81])]), /not UTF-8/],
    ['is binary', `${good}\n\0\0\0\n`, 'The file is binary, not text.'],
  ])('%s', async (_what, text, message) => {
    const attempt = importText(text);
    await expect(attempt).rejects.toThrow(ImportError);
    await expect(attempt).rejects.toThrow(message);
    expect(await readEditions()).toEqual([]);
  });

  it('is not there, or is a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'genkan-import-'));
    try {
      const attempt = (path: string) => importBooks(database.tables(), readBookFile(path));
      await expect(attempt(join(folder, 'none.csv'))).rejects.toThrow(/none\.csv does not exist\.$/);
      await expect(attempt(folder)).rejects.toThrow(/ is a folder, not a file\.$/);
      await expect(attempt(folder)).rejects.toThrow(ImportError);
      writeFileSync(join(folder, 'books.csv'), good);
      expect(await attempt(join(folder, 'books.csv'))).toMatchObject({ imported: 1 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('breaks off in the middle', async () => {
    async function* breaking() {
      yield Buffer.from(`${good}\n`);
      throw new Error('The line is dead.');
    }
    await expect(importBooks(database.tables(), breaking())).rejects.toThrow('The line is dead.');
    expect(await readEditions()).toEqual([]);
  });

  it('changes nothing when the import itself dies after storing rows', async () => {
    const attempt = importBooks(database.tables(), bytesOf(good), {
      onProgress: ({ rowsStored }) => {
        if (rowsStored > 0) throw new Error('Interrupted.');
      },
    });
    await expect(attempt).rejects.toThrow('Interrupted.');
    expect(await readEditions()).toEqual([]);
  });
});
