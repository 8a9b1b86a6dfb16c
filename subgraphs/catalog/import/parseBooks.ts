import { pipeline, Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import { ImportError } from '../../importError.ts';
import { type Book, COLUMNS, type Column, parseBook } from './parseBook.ts';

/** One row of the file: the book, or why it is none. `line` is where the row begins, counted from 1. */
export type ParsedRow =
  | { readonly line: number; readonly book: Book }
  | { readonly line: number; readonly reason: string };

/** Longer than any honest row: it stops a quote that is never closed from swallowing the whole file. */
const MAX_ROW_CHARACTERS = 64 * 1_024;

/**
 * Parses a CSV file (RFC 4180) in UTF-8. Either its first row names the columns, in any order and case, among
 * others that are ignored; or it has none and the columns are exactly {@link COLUMNS}.
 * @throws ImportError when it is no such file; it names the line where it can.
 */
export async function* parseBooks(source: AsyncIterable<Uint8Array>): AsyncGenerator<ParsedRow> {
  let columns: FileColumns | undefined;
  for await (const { line, cells } of readRows(source)) {
    if (columns === undefined) {
      const named = findNamedColumns(cells, line);
      columns = named ?? findUnnamedColumns(cells, line);
      if (named !== undefined) continue;
    }
    yield parseRow(columns, line, cells);
  }
  if (columns === undefined) throw new ImportError('The file is empty.');
}

/** Where each column stands, and how many cells a row has. */
interface FileColumns {
  readonly positions: ReadonlyMap<Column, number>;
  readonly width: number;
}

function findNamedColumns(cells: readonly string[], line: number): FileColumns | undefined {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  // Two names are no coincidence: a row with fewer is a book, perhaps one called "Volume".
  if (COLUMNS.length - missing.length < 2) return undefined;
  if (missing.length > 0) {
    throw new ImportError(`Line ${line} names the columns, but not ${missing.join(', ')}.`);
  }
  const twice = COLUMNS.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice !== undefined) throw new ImportError(`Line ${line} names the column ${twice} twice.`);
  return {
    positions: new Map(COLUMNS.map((column) => [column, names.indexOf(column)])),
    width: names.length,
  };
}

function findUnnamedColumns(cells: readonly string[], line: number): FileColumns {
  if (cells.length !== COLUMNS.length) {
    throw new ImportError(
      `Line ${line} neither names the columns nor has ${COLUMNS.length} of them (${COLUMNS.join(', ')}).`,
    );
  }
  return { positions: new Map(COLUMNS.map((column, index) => [column, index])), width: COLUMNS.length };
}

function parseRow(columns: FileColumns, line: number, cells: readonly string[]): ParsedRow {
  if (cells.length !== columns.width) {
    return { line, reason: `The row must have ${columns.width} columns, got ${cells.length}.` };
  }
  return { line, ...parseBook((column) => cells[columns.positions.get(column) ?? -1] ?? '') };
}

interface CsvRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* readRows(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ line: number; cells: readonly string[] }> {
  const parser = parse({
    info: true,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_CHARACTERS,
  });
  // A fault on the way destroys the parser, so that it surfaces in the loop below.
  pipeline(Readable.from(decodeText(source)), parser, () => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
      // The parser tells the line a row ends on.
      yield { line: info.lines - record.join('').split('\n').length + 1, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportError(`Line ${error.lines} is not CSV: ${describeCsvFault(error)}.`, { cause: error });
  }
}

function describeCsvFault(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is never closed';
    case 'INVALID_OPENING_QUOTE':
      return 'a quote stands inside an unquoted value';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'text follows a closing quote';
    case 'CSV_MAX_RECORD_SIZE':
      return `the row is longer than ${MAX_ROW_CHARACTERS} characters; perhaps a quote is never closed`;
    default:
      return error.code;
  }
}

/** Every line ends in a bare line feed afterwards: the parser miscounts others inside quotes. */
async function* decodeText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let held = '';
  for await (const bytes of source) {
    const text = held + decode(decoder, bytes);
    // Its line feed may be the next chunk's first byte.
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replaceAll(/\r\n?/g, '\n');
  }
  yield held.replace('\r', '\n') + decode(decoder);
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  let text: string;
  try {
    text = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (error) {
    throw new ImportError('The file is not UTF-8 text.', { cause: error });
  }
  if (text.includes('\0')) throw new ImportError('The file is binary, not text.');
  return text;
}
