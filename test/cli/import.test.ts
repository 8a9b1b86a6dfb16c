import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGenkan, startGenkan } from '../harness/spawnGenkan.ts';
import { copyTestData, type TestData } from '../harness/testDatabase.ts';

const BOOKS = `series,link,publisher,title,volume,format,isbn,date
night-library,https://books.example/1,Lantern Press,The Night Library,1,Paperback,9780306406157,2024-01-09
night-library,https://books.example/1,Lantern Press,The Night Library,1,Digital,,2024-01-09
night-library,https://books.example/2,Lantern Press,The Night Library,2,Scroll,,2024-05-14
night-library,https://books.example/3,Lantern Press,The Night Library,3,Paperback,9783161484100,2024-02-30
`;
const REJECTED = [
  'left out: line 4: format must be one of digital, paperback, physical, hardcover, hardback, audiobook, audio, got "Scroll".',
  'left out: line 5: date must be empty or a calendar date such as 2026-03-10, got "2024-02-30".',
  '',
].join('\n');
const QUESTION = ['call', 'edition_by_isbn', '{"isbn13":"9780306406157"}'];

describe.each([
  ['on its own', false],
  ['through the program that has the folder', true],
])('genkan import, %s', (_where, attached) => {
  let data: TestData;
  let books: string;
  let stop: () => Promise<unknown> = async () => {};
  beforeAll(async () => {
    data = await copyTestData();
    books = join(data.dataFolder, 'books.csv');
    writeFileSync(books, BOOKS);
    // What the program says of a failed command is for its operator, and not looked at here.
    if (attached) stop = (await startGenkan(data, [], { env: { GENKAN_LOG_LEVEL: 'silent' } })).end;
  });
  afterAll(async () => {
    await stop();
    await data.remove();
  });

  it('of a file that cannot be read fails clearly and changes nothing', async () => {
    const missing = join(data.dataFolder, 'missing.csv');
    expect(await runGenkan(data, ['import', missing])).toEqual({
      code: 1,
      stdout: '',
      stderr: `${missing} does not exist.\n`,
    });
    const broken = join(data.dataFolder, 'broken.csv');
    const [header, book] = BOOKS.split('\n');
    writeFileSync(broken, Buffer.from(`${header}\n${book}\n\xff\n`, 'latin1'));
    const { code, stdout, stderr } = await runGenkan(data, ['import', broken]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\.\n$/);
  });

  it('takes the good rows, none of which was there, and names line and reason of the others', async () => {
    expect(await runGenkan(data, ['import', books])).toEqual({
      code: 0,
      stdout: '4 read, 2 imported, 0 updated, 0 unchanged, 2 left out\n',
      stderr: REJECTED,
    });
    const { stdout } = await runGenkan(data, QUESTION);
    expect(JSON.parse(stdout).structuredContent.edition).toMatchObject({
      title: 'The Night Library, Vol. 1',
      format: 'PAPERBACK',
      publisher: 'Lantern Press',
      releaseDate: '2024-01-09',
    });
  });

  it('changes nothing the second time, by a relative path', async () => {
    expect(await runGenkan(data, ['import', 'books.csv'], { cwd: data.dataFolder })).toEqual({
      code: 0,
      stdout: '4 read, 0 imported, 0 updated, 2 unchanged, 2 left out\n',
      stderr: REJECTED,
    });
  });
});
