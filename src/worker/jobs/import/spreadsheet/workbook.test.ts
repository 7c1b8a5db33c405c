import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { labelTable } from '../labelTable.ts';
import { sheetsOf } from './workbook.ts';

const RULES = { mostRows: 1000, mostLetters: 1000 };
/** Drawn by `e2e/data/tables.py`; the values are what openpyxl 3.1.5 reads in them (data_only=True). */
const drawn = (name: string) =>
  new File([readFileSync(`${import.meta.dirname}/../../../../../e2e/data/tables/${name}.xlsx`)], `${name}.xlsx`);

describe('cells are what openpyxl reads', () => {
  it('shared and rich texts, numbers, truth, dates with and without a time, what formulas gave, errors, several sheets', async () => {
    const row = (i: number, label: string, patient: string, taken: string, age: string) =>
      [`scan ${i}.png`, label, patient, taken, age, i % 2 ? 'FALSE' : 'TRUE', i % 2 ? '2' : '0'] as const;
    expect(await sheetsOf(drawn('labels'), RULES)).toEqual([
      {
        name: 'scans',
        rows: [
          ['file', 'label', 'patient_id', 'taken', 'age', 'ok', 'grade'],
          row(0, 'healthy', '000', '2024-02-28', '40.5'),
          row(1, 'glioma & “co”', '000', '2024-02-29 12:00:00', '41.5'),
          row(2, 'healthy', '001', '2024-03-01', '42.5'),
          row(3, 'glioma & “co”', '001', '2024-03-02 12:00:00', '43.5'),
          row(4, 'healthy', '002', '2024-03-03', '44.5'),
          row(5, 'glioma & “co”', '002', '2024-03-04 12:00:00', '45.5'),
          ['scan 6.png', 'healthy'],
        ],
      },
      {
        name: 'patients',
        rows: [
          ['Patient ID', 'sex', 'site'],
          ['000', 'F', 'A'],
          ['001', 'M', 'B'],
          ['002', 'F', 'A'],
        ],
      },
    ]);
  });

  it('texts that are written into their cells, and dates that are counted from 1904', async () => {
    expect((await sheetsOf(drawn('inline'), RULES))[0]?.rows).toEqual([
      ['name', 'diagnosis'],
      ['a.png', 'no tumour'],
      ['b.png', ' tumour '],
    ]);
    expect((await sheetsOf(drawn('parts'), RULES))[0]?.rows.at(-1)).toEqual(['', '', '', '2024-03-01']);
  });
});

describe('the table of a spreadsheet', () => {
  const read = (name: string, names: readonly string[]) => labelTable(drawn(name), undefined, names);

  it('is the sheet that names files, with what another sheet says of its patients beside it', async () => {
    const scans = Array.from({ length: 7 }, (_, i) => `scan ${i}`);
    const { head, columns, rows } = await read('labels', scans);
    expect(head.slice(0, 3)).toEqual(['file', 'label', 'patient_id']);
    expect(head.slice(-2)).toEqual(['sex', 'site']);
    expect(columns).toMatchObject({ file: 0, className: 1, patient: 2 });
    expect(rows.map(({ className }) => className).slice(0, 2)).toEqual(['healthy', 'glioma & “co”']);
    expect(new Set(rows.map(({ patient }) => patient)).size).toBe(4); // three and none
  });

  it('is that of all sheets with one head, whose names may be those of the parts', async () => {
    const { rows } = await read('parts', ['t0', 't1', 't2', 't3', 'e0', 'e1']);
    expect(rows.map(({ file, className, subset }) => [file, className, subset])).toEqual([
      ['t0.png', 'benign', 'training'],
      ['t1.png', 'benign', 'training'],
      ['t2.png', 'malignant', 'training'],
      ['t3.png', 'malignant', 'training'],
      ['e0.png', 'benign', 'test'],
      ['e1.png', 'malignant', 'test'],
    ]);
  });
});

describe('a hostile spreadsheet', () => {
  const workbook = '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>';
  const relations = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>';
  const zipped = (sheet: string, more: Record<string, string> = {}) => {
    const parts = {
      'xl/workbook.xml': workbook,
      'xl/_rels/workbook.xml.rels': relations,
      'xl/worksheets/sheet1.xml': sheet,
      ...more,
    };
    const bytes = Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]));
    return new File([zipSync(bytes, { level: 1 })], 'x.xlsx');
  };
  const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;
  const cell = (reference: string, text: string) => `<c r="${reference}" t="str"><v>${text}</v></c>`;
  const refusal = (file: File) => labelTable(file).then(String, (error: Error) => error.message);

  it('has no entities of its own, nor a document type', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>';
    expect(await refusal(zipped(bomb))).toMatch(/damaged/);
    const [sheet] = await sheetsOf(zipped(row(cell('A1', '&lt;&amp;&#65;&#x42;&b;'))), RULES);
    expect(sheet?.rows).toEqual([['<&AB&b;']]);
  });

  it('cannot make a row of a million columns, nor more cells than a machine holds', async () => {
    const [sheet] = await sheetsOf(zipped(row(cell('A1', 'x'), cell('XFD1', 'far'))), RULES);
    expect(sheet?.rows).toEqual([['x']]);
    const wide = `<worksheet>${row(cell('ALL1', 'x')).repeat(25_000)}</worksheet>`;
    await expect(sheetsOf(zipped(wide), { ...RULES, mostRows: 500_000 })).rejects.toThrow('too many cells');
  });

  it('is read no further than the rows that a table may have, and a text no further than a label', async () => {
    const tall = `<worksheet>${row(cell('A1', 'x'.repeat(500))).repeat(300)}</worksheet>`;
    const [sheet] = await sheetsOf(zipped(tall), { mostRows: 100, mostLetters: 50 });
    expect([sheet?.rows.length, sheet?.rows[0]?.[0]?.length]).toEqual([101, 50]);
  });

  it.each([
    ['<worksheet><row><c r="A1"><v>1</v>', []],
    ['<worksheet><row><c r="A1" t="s"><v>99</v></c></row></worksheet>', [[]]],
    ['<worksheet><row><c r="A1"><v>1e999</v></c><c><v>x</v></c></row></worksheet>', [['1e999', 'x']]],
    ['<worksheet><row><c r="1A" t="?"><v>7</v></c></row></worksheet>', [['7']]],
  ])('%s', async (sheet, rows) => {
    expect((await sheetsOf(zipped(sheet), RULES))[0]?.rows).toEqual(rows);
  });

  it.each([
    [
      'an old or a locked one',
      new File([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2)], 'x.xlsx'),
      /old format, or protected/,
    ],
    ['a zip of something else', new File([zipSync({ 'a.txt': strToU8('a') })], 'x.xlsx'), /no spreadsheet/],
    [
      'half a zip',
      new File(
        [readFileSync(`${import.meta.dirname}/../../../../../e2e/data/tables/parts.xlsx`).subarray(0, 3000)],
        'x.xlsx',
      ),
      /zip/i,
    ],
    ['what is no XML', zipped('a < b'), /damaged/],
  ])('%s says what it is', async (_, file, words) => {
    expect(await refusal(file)).toMatch(words);
  });
});
