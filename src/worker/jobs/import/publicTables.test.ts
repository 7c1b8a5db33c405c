import { expect, test } from 'vitest';
import { namesIn } from '../../../dataset/import/labelTables/namingColumns.ts';
import { labelTable } from './labelTable.ts';

// Heads and rows as public data sets have them, drawn from their documentation.

const lines = (head: string, count: number, row: (i: number) => string) =>
  new Blob([`${[head, ...Array.from({ length: count }, (_, i) => row(i))].join('\n')}\n`]);
const number = (i: number) => String(i).padStart(4, '0');
const read = (table: Blob, paths: readonly string[], ...beside: Blob[]) =>
  labelTable(table, undefined, [...namesIn(paths)], beside);
const images = (name: (i: number) => string, count = 40) => Array.from({ length: count }, (_, i) => name(i));

/** The heads of the columns that were found. */
async function found(table: Blob, paths: readonly string[], ...beside: Blob[]) {
  const { head, columns, rows, ...rest } = await read(table, paths, ...beside);
  const named = (column: number | null) => (column === null ? null : head[column]);
  const { file, className, patient } = columns;
  return { file: named(file), className: named(className), patient: named(patient), rows, ...rest };
}

test.each([
  // The head says 'id', which is a number of rows; the files are called after another column.
  ['id,study,accession,dx', (i: number) => `${i + 1},S${i},ACC${number(i)},${i % 2 ? 'a' : 'b'}`, 'accession', 'dx'],
  ['patientId,x,y,Target', (i: number) => `p${number(i)},1.5,2,${i % 2}`, 'patientId', 'Target'],
  [
    'Image Index,Finding Labels,Patient ID',
    (i: number) => `img_${number(i)}.png,${i % 3 ? 'Mass' : 'Hernia'},${i >> 1}`,
    'Image Index',
    'Finding Labels',
  ],
  [
    'slide,scanner,left_or_right,tumour_grade_2',
    (i: number) => `TCGA-${number(i)},A,L,${i % 3}`,
    'slide',
    'tumour_grade_2',
  ],
  ['image,level', (i: number) => `${i}_left,${i % 5}`, 'image', 'level'],
  // Two columns may name files; the first has another set's.
  ['image_id,original_file,label', (i: number) => `old${i},new_${i}.jpg,${i % 2}`, 'original_file', 'label'],
])('%s: the file column is the one whose cells name files', async (head, row, file, className) => {
  const names = images(
    (i) =>
      `set/images/${row(i)
        .split(',')
        [head.split(',').indexOf(file)]?.replace(/\.\w+$/, '')}.png`,
  );
  const table = await found(lines(head, 40, row), names);
  expect(table).toMatchObject({ file, className, namesFiles: true });
  expect(table.rows).toHaveLength(40);
});

test('a class that is the name of a file, too, is not its column', async () => {
  const table = lines('file,grade', 40, (i) => `scan ${i}.png,${i % 3}`);
  expect(
    await found(table, images((i) => `set/scan ${i}.png`).concat('set/0.png', 'set/1.png', 'set/2.png')),
  ).toMatchObject({
    file: 'file',
    className: 'grade',
  });
});

test('a table of patients is joined to that of images by the column that both have', async () => {
  const paths = images((i) => `images/scan_${i}.png`);
  const ofImages = lines('image,patient', 40, (i) => `scan_${i},P-${i >> 1}`);
  const ofPatients = lines('Patient,age,diagnosis', 20, (i) => `p-${i},${50 + i},${i % 2 ? 'melanoma' : 'nevus'}`);
  const table = await found(ofImages, paths, ofPatients);
  expect(table).toMatchObject({ file: 'image', className: 'diagnosis', patient: 'patient', joinedBy: ['patient'] });
  expect(table.rows.slice(0, 4).map(({ className }) => className)).toEqual(['nevus', 'nevus', 'melanoma', 'melanoma']);
  // Numbers that happen to be in both are no key.
  const ages = lines('age,hospital', 40, (i) => `${i},H${i % 2}`);
  const other = await found(
    lines('image,count', 40, (i) => `scan_${i},${i}`),
    paths,
    ages,
  );
  expect(other.joinedBy).toEqual([null]);
});

test('labels that do not exclude each other are said, and one of them can be the class', async () => {
  const head = 'Path,Edema,Cardiomegaly,Fracture';
  const table = lines(head, 30, (i) => `x${i}.png,${i % 2}.0,${i % 3 ? '1.0' : ''},${i % 5 ? 0 : -1}`);
  const paths = images((i) => `x${i}.png`, 30);
  const several = await found(table, paths);
  expect(several).toMatchObject({ className: null, severalLabels: [1, 2, 3] });
  const chosen = { file: 0, folder: null, className: 1, patient: null, subset: null, oneHot: null };
  const { rows } = await labelTable(table, chosen, []);
  expect(rows.slice(0, 3).map(({ className }) => className)).toEqual(['not Edema', 'Edema', 'not Edema']);
  const unsure = await labelTable(table, { ...chosen, className: 3 }, []);
  expect(unsure.rows.slice(0, 2).map(({ className }) => className)).toEqual([null, 'not Fracture']);
});

test('rows of several findings in one cell name no class, and are counted', async () => {
  const table = lines('Image Index,Finding Labels', 30, (i) => `${i}.png,${i % 3 ? 'Mass' : 'Hernia|Mass'}`);
  const { rows, multiLabel } = await found(
    table,
    images((i) => `${i}.png`, 30),
  );
  expect([rows[0]?.className, rows[1]?.className, multiLabel]).toEqual([null, 'Mass', 10]);
});
