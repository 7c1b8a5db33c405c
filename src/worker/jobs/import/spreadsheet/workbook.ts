import { ZipArchive } from '../../../../archive/zipArchive.ts';
import { type XmlEvent, xmlEvents } from '../../../../dataset/import/labelTables/xmlEvents.ts';

/** A sheet: its cells as a person reads them, rows from the top, without the empty ones at the end of a row. */
export type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] };

/** Tables of labels are narrow; one of pixels has a thousand columns. */
const MOST_COLUMNS = 1024;
/** Of all sheets: a cell far to the right makes a long row. */
const MOST_CELLS = 20_000_000;
const MOST_SHEETS = 64;

type Rules = { readonly mostRows: number; readonly mostLetters: number };

/**
 * Reads the sheets of an `.xlsx` (ECMA-376: a zip of XML). A formula is what it gave when the file was saved; a date is written as
 * 2024-03-01. Rejects in words.
 */
export async function sheetsOf(file: Blob, rules: Rules): Promise<Sheet[]> {
  const { archive, paths } = await ZipArchive.open(file);
  const places = new Map(paths.map((path, place) => [path.toLowerCase(), place]));
  const read = async (path: string): Promise<string | null> => {
    const place = places.get(path.toLowerCase());
    if (place === undefined) return null;
    return new Blob([await archive.unpack([place])]).text();
  };
  const book = await read('xl/workbook.xml');
  if (book === null) throw new Error('It is no spreadsheet. Save it as .xlsx or CSV.');
  const targets = targetsOf((await read('xl/_rels/workbook.xml.rels')) ?? '');
  const { sheets, from1904 } = bookOf(book);
  const texts = textsOf((await read('xl/sharedStrings.xml')) ?? '', rules.mostLetters);
  const dates = dateStyles((await read('xl/styles.xml')) ?? '');
  const budget = { cells: MOST_CELLS };
  const found: Sheet[] = [];
  for (const { name, relation } of sheets.slice(0, MOST_SHEETS)) {
    const sheet = await read(targets.get(relation) ?? '');
    if (sheet !== null) found.push({ name, rows: rowsOf(sheet, { texts, dates, from1904, ...rules }, budget) });
  }
  return found;
}

function targetsOf(relations: string): Map<string, string> {
  const targets = new Map<string, string>();
  for (const event of xmlEvents(relations)) {
    if (event.kind !== 'open' || event.name !== 'Relationship') continue;
    const target = event.attributes.get('Target') ?? '';
    targets.set(event.attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  return targets;
}

function bookOf(book: string) {
  const sheets: { name: string; relation: string }[] = [];
  let from1904 = false;
  for (const event of xmlEvents(book)) {
    if (event.kind !== 'open') continue;
    const { name, attributes } = event;
    if (name === 'workbookPr') from1904 = isTrue(attributes.get('date1904'));
    // Its relation is `r:id`; `sheetId` is something else.
    if (name === 'sheet') sheets.push({ name: attributes.get('name') ?? '', relation: attributes.get('id') ?? '' });
  }
  return { sheets, from1904 };
}

function isTrue(value = ''): boolean {
  return value === '1' || value === 'true';
}

/** The texts that cells name by their numbers. A text may be in pieces, each with its own type face; how it is pronounced is left out. */
function textsOf(shared: string, mostLetters: number): string[] {
  const texts: string[] = [];
  const piece = new Pieces();
  for (const event of xmlEvents(shared)) {
    if (event.kind === 'close' && event.name === 'si') texts.push(piece.take().slice(0, mostLetters));
    else piece.hear(event);
  }
  return texts;
}

/** Joins what stands in `t`, but for what stands in `rPh`. */
class Pieces {
  private text = '';
  private isText = false;
  private isPhonetic = false;

  hear(event: XmlEvent): void {
    if (event.kind === 'text') {
      if (this.isText && !this.isPhonetic) this.text += event.text;
    } else if (event.name === 't') this.isText = event.kind === 'open';
    else if (event.name === 'rPh') this.isPhonetic = event.kind === 'open';
  }

  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}

/** Formats of numbers that are dates or times (ECMA-376 part 1, 18.8.30), where the file does not say it itself. */
const DATE_FORMATS: readonly (readonly [first: number, last: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** By the number of a cell's style: whether its number is a date. */
function dateStyles(styles: string): boolean[] {
  const own = new Map<number, string>();
  const found: boolean[] = [];
  let isOfCells = false;
  for (const event of xmlEvents(styles)) {
    if (event.kind === 'text') continue;
    if (event.name === 'cellXfs') isOfCells = event.kind === 'open';
    if (event.kind !== 'open') continue;
    const format = Number(event.attributes.get('numFmtId') ?? 0);
    if (event.name === 'numFmt') own.set(format, event.attributes.get('formatCode') ?? '');
    if (event.name === 'xf' && isOfCells) found.push(isDate(format, own.get(format)));
  }
  return found;
}

/** A code with days, months, years or hours outside quotes and brackets. */
function isDate(format: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.some(([first, last]) => format >= first && format <= last);
  return /[dmyhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|general|E[+-]/gi, ''));
}

type Meaning = Rules & {
  readonly texts: readonly string[];
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
};

function rowsOf(sheet: string, meaning: Meaning, budget: { cells: number }): string[][] {
  const reader = new SheetReader(meaning);
  for (const event of xmlEvents(sheet)) {
    const row = reader.hear(event);
    if (!row) continue;
    budget.cells -= row.length;
    if (budget.cells < 0) throw new Error('The spreadsheet has too many cells. Save the sheet of labels as CSV.');
    if (reader.rows.push(row) > meaning.mostRows) break;
  }
  return reader.rows;
}

class SheetReader {
  readonly rows: string[][] = [];
  private row: string[] = [];
  private cell: { column: number; type: string; style: number } | null = null;
  private value = '';
  private isValue = false;
  private readonly inline = new Pieces();

  constructor(private readonly meaning: Meaning) {}

  /** The row that ends here, if one does. */
  hear(event: XmlEvent): string[] | null {
    if (event.kind === 'text' && this.isValue) this.value += event.text;
    else if (event.kind === 'text') this.inline.hear(event);
    else if (event.name === 'v') this.isValue = event.kind === 'open';
    else if (event.name === 'c' && event.kind === 'open') this.beginCell(event.attributes);
    else if (event.name === 'c' && this.cell && this.cell.column < MOST_COLUMNS) this.endCell(this.cell);
    else if (event.name === 'row' && event.kind === 'open') [this.row, this.cell] = [[], null];
    else if (event.name === 'row') return this.row;
    else this.inline.hear(event);
    return null;
  }

  private beginCell(attributes: ReadonlyMap<string, string>): void {
    const column = columnOf(attributes.get('r')) ?? (this.cell?.column ?? -1) + 1;
    this.cell = { column, type: attributes.get('t') ?? 'n', style: Number(attributes.get('s') ?? -1) };
    this.value = '';
    this.inline.take();
  }

  private endCell(cell: NonNullable<SheetReader['cell']>): void {
    const shown = shownAs(cell.type === 'inlineStr' ? this.inline.take() : this.value, cell, this.meaning);
    if (shown === '') return;
    while (this.row.length < cell.column) this.row.push('');
    this.row[cell.column] = shown;
  }
}

/** 'C5' -> 2 */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d*$/i.exec(reference ?? '')?.[1];
  if (letters === undefined) return null;
  return [...letters.toUpperCase()].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
}

function shownAs(value: string, { type, style }: { type: string; style: number }, meaning: Meaning): string {
  if (type === 's') return meaning.texts[Number(value)] ?? '';
  if (type === 'e') return '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n' || value === '') return value.slice(0, meaning.mostLetters);
  const number = Number(value);
  if (!Number.isFinite(number)) return value.slice(0, meaning.mostLetters);
  return meaning.dates[style] ? dateOf(number, meaning.from1904) : String(number);
}

const DAY_MS = 86_400_000;
/** Day 0 of the two ways of counting, in days since 1970. Before 1 March 1900 the first counts a day that there was not. */
const FROM_1900 = -25_569;
const FROM_1904 = -24_107;

/** 45352.5 -> '2024-03-01 12:00:00' */
function dateOf(days: number, from1904: boolean): string {
  const at = Math.round((days + (from1904 ? FROM_1904 : FROM_1900)) * (DAY_MS / 1000)) * 1000;
  if (!(Math.abs(at) < 8.64e15)) return String(days);
  const [date = '', time = ''] = new Date(at).toISOString().slice(0, 19).split('T');
  if (days >= 0 && days < 1) return time;
  return time === '00:00:00' ? date : `${date} ${time}`;
}
