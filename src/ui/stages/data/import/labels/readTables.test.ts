import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LabelRow } from '../../../../../dataset/import/labelTables/labelTable.ts';
import type { TableColumns } from '../../../../../dataset/import/labelTables/tableColumns.ts';
import { importCode } from '../../../../../dataset/messages.ts';
import { inWords } from '../../../../../dataset/userError.ts';
import { refusalSentence } from '../../../../../decoding/refusalSentence.ts';
import { cellsOfFile } from '../../../../../worker/jobs/import/cellsOfFile.ts';
import { readLabelTable } from '../../../../../worker/jobs/import/labelTable.ts';
import type { DroppedFile } from '../../../../drop/droppedFiles.ts';
import { importRequest } from '../importRequest.ts';
import { subsetContradictions, subsetCounts, subsetSource } from '../review/reviewedSubsets.ts';
import { addToReview, answeredReview, startReview } from '../review/startReview.ts';
import { type ReadTable, rereadTable } from './readTables.ts';
import { replaceTable, takeLabels } from './reviewedLabels.ts';

const dropped = (...paths: string[]): DroppedFile[] =>
  paths.map((path) => ({ file: new File(['x'], path.split('/').at(-1) ?? path, { lastModified: 1 }), path }));

const none = { folder: null, patient: null, subset: null, oneHot: null };
const all: TableColumns = { ...none, file: 0, className: 1, patient: 2 };
const head = ['file', 'class', 'patient'];

/** A table of rows 'file class patient'; '-' is an empty cell. */
function table(columns: TableColumns, ...lines: string[]): ReadTable {
  const rows = lines.map((line): LabelRow => {
    const [file = '', className = '-', patient = '-'] = line.split(' ');
    const said = (cell: string) => (cell === '-' ? null : cell);
    return { file, className: said(className), patient: said(patient), subset: null };
  });
  return async () => ({ head, columns, rows, multiLabel: 0, severalLabels: [], namesFiles: true, joinedBy: [] });
}

const review = (readTable: ReadTable, ...paths: string[]) => startReview(dropped(...paths), null, [], { readTable });

test('folders that are classes say the labels, and a table beside them is said to agree', async () => {
  const readTable = table(all, '1.png tumor', '2.png tumor', '3.png normal');
  const started = await review(readTable, 'set/Tumour/1.png', 'set/Tumour/2.png', 'set/Healthy/3.png', 'set/m.csv');
  expect(started.labelsFrom).toBeNull();
  expect(started.classes.map(({ name }) => name)).toEqual(['Healthy', 'Tumour']);
  expect(started.tables[0]?.sentences).toEqual([
    'm.csv has rows for 3 of 3 files.',
    'It agrees with the folders on all 3 files: its ‘normal’ is the folder Healthy, its ‘tumor’ is the folder Tumour.',
  ]);
  expect(started.tables[0]?.disagrees).toBe(false);
});

test('a table that disagrees is shown with the files, and can take over and give back what was named', async () => {
  const readTable = table(all, '1.png Tumour', '2.png Healthy', '3.png Healthy', '4.png Healthy');
  const paths = ['Tumour/1.png', 'Tumour/2.png', 'Healthy/3.png', 'Healthy/4.png', 'labels.csv'];
  const started = await review(readTable, ...paths);
  const [labels] = started.tables;
  expect(labels?.disagrees).toBe(true);
  expect(labels?.notes).toEqual([{ path: 'Tumour/2.png', reason: 'The table says Healthy.' }]);
  const taken = takeLabels(started, 'labels.csv');
  const request = await importRequest(taken);
  expect(request.files.map(({ path, className }) => `${path} ${className}`)).toEqual([
    'Tumour/2.png Healthy',
    'Healthy/3.png Healthy',
    'Healthy/4.png Healthy',
    'Tumour/1.png Tumour',
  ]);
  expect(request.ignored).toEqual([{ path: 'labels.csv', ...importCode('table-of-classes') }]);
  expect(takeLabels(taken, null).classes).toEqual(started.classes);
});

test('folders that hold both classes alike are not its classes: the table says them, until the user says otherwise', async () => {
  const readTable = table(all, '1.png sick', '2.png sick', '3.png well', '4.png well');
  const paths = ['site0/1.png', 'site1/2.png', 'site0/3.png', 'site1/4.png', 'labels.csv'];
  const started = await review(readTable, ...paths);
  expect(started.labelsFrom).toBe('labels.csv');
  expect(started.classes.map(({ name }) => name)).toEqual(['well', 'sick']);
  const [labels] = started.tables;
  if (!labels) throw new Error('no table');
  expect(labels).toMatchObject({ disagrees: true, notes: [] });
  expect(labels.sentences[1]).toMatch(/^The folders do not look like its classes: they agree on 2 of 4 files/);
  expect(replaceTable(takeLabels(started, null), labels).labelsFrom).toBeNull();
});

test('folders of parts or storage are no classes: the table says them, and what it does not name is left out', async () => {
  const readTable = table(all, '1.png a', '2.png b', '3.png -');
  const paths = ['set/train/1.png', 'set/test/2.png', 'set/test/3.png', 'set/labels.csv', 'set/test/4.png'];
  const started = await review(readTable, ...paths);
  expect(started.labelsFrom).toBe('set/labels.csv');
  expect(started.classes.map(({ name, fileIndices }) => [name, fileIndices])).toEqual([
    ['a', [0]],
    ['b', [1]],
  ]);
  expect(started.ignored.map((each) => `${each.path}: ${refusalSentence(each)}`)).toEqual([
    'set/labels.csv: This table names the classes.',
    'set/test/3.png: Its class is not in labels.csv.',
    'set/test/4.png: Its class is not in labels.csv.',
  ]);
});

test('loose files need no class of their own where a table has one', async () => {
  const started = await review(table(all, '1 a', '2 b'), '1.png', '2.png', 'labels.csv');
  expect(started.loose.fileIndices).toEqual([]);
  expect((await importRequest(started)).files.map(({ className }) => className)).toEqual(['a', 'b']);
});

test('patients of a table go into the request, whoever says the classes', async () => {
  const readTable = table(all, '1.png - 00aa', '2.png - 00aa', '3.png - -');
  const started = await review(readTable, 'a/1.png', 'b/2.png', 'b/3.png', 'patients.csv');
  expect(started.patients).toEqual({ from: 'table', path: 'patients.csv' });
  const { files } = await importRequest(started);
  expect(files.map(({ subject }) => subject)).toEqual([
    { id: '00aa', from: 'table' },
    { id: '00aa', from: 'table' },
    undefined,
  ]);
  const unknown = await importRequest({ ...started, patients: { from: 'nothing' } });
  expect(unknown.files.every(({ subject }) => subject === undefined)).toBe(true);
});

test('patients in the names of files go into the request as hashes, found by themselves where a word says so', async () => {
  const paths = Array.from({ length: 8 }, (_, i) => `${i & 2 ? 'a' : 'b'}/Patient${i >> 1}_slice${i}.png`);
  const started = await startReview(dropped(...paths), null);
  expect(started.patients).toEqual({ from: 'name', pattern: '{patient#}*' });
  expect(started.suggestions).toEqual([{ text: '{patient#}*', patients: 4, scans: 8, inSeveralClasses: 0 }]);
  const hash = createHash('sha256').update('patient||patient1').digest('hex').slice(0, 16);
  const { files } = await importRequest(started);
  const found = files.filter(({ subject }) => subject?.id === hash);
  expect(found.map(({ path }) => path)).toEqual(['a/Patient1_slice2.png', 'a/Patient1_slice3.png']);
  expect(new Set(files.map(({ subject }) => subject?.id)).size).toBe(4);
});

test('numbers that begin anew in every class are offered as patients, and not chosen', async () => {
  const paths = Array.from({ length: 24 }, (_, i) => [`a/case ${i}.png`, `b/case ${i}.png`]).flat();
  const started = await startReview(dropped(...paths), null);
  expect(started.patients).toEqual({ from: 'nothing' });
  expect(started.suggestions).toEqual([{ text: '{case #}*', patients: 24, scans: 48, inSeveralClasses: 24 }]);
});

test('other columns of a table change what it says, and what is lost with them is given up', async () => {
  const read = table(all, '1.png x p1', '2.png y p1');
  const started = await review(read, 'images/1.png', 'images/2.png', 'labels.csv');
  const [before] = started.tables;
  if (!before) throw new Error('no table');
  const { files, plan } = started;
  const images = { files, folders: plan.classes, loose: plan.unlabelled };
  const without = table({ ...none, file: 0, className: null }, '1.png', '2.png');
  const changed = await rereadTable(before, { ...none, file: 0, className: null }, images, without);
  const replaced = replaceTable(started, changed);
  expect(replaced).toMatchObject({ labelsFrom: null, patients: { from: 'nothing' } });
  expect(replaced.classes.map(({ name }) => name)).toEqual(['images']);
  expect(changed.sentences).toContain('None of its columns is called class, label or the like.');
  expect(replaceTable(replaced, before).labelsFrom).toBe('labels.csv');
});

test('a table that nobody can use is said to be that, and one that cannot be read says why', async () => {
  const noFile = await review(table({ ...none, file: null, className: 1 }), 'a/1.png', 'b/2.png', 'x.csv');
  expect(noFile.tables[0]?.sentences[0]).toMatch(/^Which column of x\.csv names the files\?/);
  const others = await review(table(all, '8.png a', '9.png b'), 'a/1.png', 'b/2.png', 'x.csv');
  expect(others.tables[0]?.sentences).toEqual(['None of the 2 rows of x.csv names a file that is here.']);
  const failing = () => Promise.reject(Object.assign(new Error('No.'), { code: 'label-table' }));
  const unread = await review(failing, 'a/1.png', 'b/2.png', 'x.csv');
  expect(unread.tables.map(({ sentences }) => sentences)).toEqual([['x.csv is not used. No. (label-table)']]);
  expect(unread.labelsFrom).toBeNull();
  expect(unread.ignored).toEqual([{ path: 'x.csv', ...importCode('table') }]);
});

test('a table that is added later is held against the first files, and what zips refused stays', async () => {
  const readTable = table(all, '1.png a', '2.png b');
  const first = await startReview(dropped('images/1.png', 'images/2.png'), null, [
    { path: 'x.zip', ...inWords('No.') },
  ]);
  const both = await addToReview(first, dropped('labels.csv'), [{ path: 'y.zip', ...inWords('No.') }], { readTable });
  expect(both.labelsFrom).toBe('labels.csv');
  expect(both.classes.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(both.ignored.map(({ path }) => path)).toEqual(['labels.csv', 'x.zip', 'y.zip']);
});

test('a column of hundreds of words is no column of classes', async () => {
  const lines = Array.from({ length: 150 }, (_, i) => `${i}.png word${i}`);
  const started = await review(table(all, ...lines), ...lines.map((_, i) => `images/${i}.png`), 'labels.csv');
  expect(started.labelsFrom).toBeNull();
  expect(started.tables[0]?.sentences).toContain('Its column class holds 150 different words: no classes.');
});

test('the slices to take are asked for where there is a volume, and only there', async () => {
  const flat = await startReview(dropped('a/1.png', 'b/2.dcm'), null);
  expect(flat.volumes).toBeNull();
  expect(await importRequest(flat)).not.toHaveProperty('volumes');
  const some = await startReview(dropped('a/1.nii.gz', 'b/2.NII'), null);
  expect((await importRequest(some)).volumes).toEqual({ plane: 'axial', from: 0, to: 1 });
  const chosen = { ...some, volumes: { plane: 'sagittal', from: 0.25, to: 0.5 } as const };
  const added = await addToReview(chosen, dropped('a/3.nii'));
  expect((await importRequest(added)).volumes).toEqual(chosen.volumes);
});

test('columns that were chosen stay when more is added', async () => {
  const nothing: TableColumns = { ...none, file: null, className: null };
  const rows = ['1', '2', '3'].map((file, i) => ({ file, className: i % 2 ? 'b' : 'a', patient: null, subset: null }));
  const read: ReadTable = async (_, { columns = nothing } = {}) => ({
    ...{
      head,
      columns,
      rows: columns.file === null ? [] : rows,
      multiLabel: 0,
      severalLabels: [],
      namesFiles: true,
      joinedBy: [],
    },
  });
  const started = await review(read, 'images/1.png', 'images/2.png', 'labels.csv');
  expect(started.labelsFrom).toBeNull();
  const { files, plan } = started;
  const images = { files, folders: plan.classes, loose: plan.unlabelled };
  const [asked] = started.tables;
  if (!asked) throw new Error('no table');
  const replaced = replaceTable(started, await rereadTable(asked, all, images, read));
  expect(replaced.labelsFrom).toBe('labels.csv');
  const added = await addToReview(replaced, dropped('images/3.png'), [], { readTable: read });
  expect(added.labelsFrom).toBe('labels.csv');
  expect(added.classes.map(({ name, fileIndices }) => [name, fileIndices.length])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

test('tables of the same columns, one in each part, are one', async () => {
  const readTable: ReadTable = async () => ({
    ...{ head, columns: all, multiLabel: 0, severalLabels: [], namesFiles: true, joinedBy: [] },
    rows: ['1.png', '2.png'].map((file, i) => ({ file, className: i ? 'b' : 'a', patient: null, subset: null })),
  });
  const paths = ['train/1.png', 'train/2.png', 'train/_classes.csv', 'test/1.png', 'test/2.png', 'test/_classes.csv'];
  const started = await review(readTable, ...paths);
  expect(started.tables.map(({ path }) => path)).toEqual(['train/_classes.csv']);
  expect(started.classes.map(({ name, fileIndices }) => [name, fileIndices])).toEqual([
    ['a', [0, 3]],
    ['b', [1, 4]],
  ]);
});

test('a table says in which subset a scan came', async () => {
  const readTable: ReadTable = async () => ({
    ...{ head, columns: { ...all, subset: 2 }, multiLabel: 0, severalLabels: [], namesFiles: true, joinedBy: [] },
    rows: (['training', 'test', null] as const).map((subset, i) => ({
      ...{ file: `${i}.png`, className: i % 2 ? 'b' : 'a', patient: null, subset },
    })),
  });
  const started = await review(readTable, 'images/0.png', 'images/1.png', 'images/2.png', 'labels.csv');
  expect(started.tables[0]?.subsets).toEqual(['training', 'test', null, null]);
  expect(subsetCounts(subsetSource(started))).toEqual({ training: 1, validation: 0, test: 1 });
  const { files } = await importRequest(started);
  expect(files.map(({ path, subset }) => [path, subset])).toEqual([
    ['images/0.png', 'training'],
    ['images/2.png', undefined],
    ['images/1.png', 'test'],
  ]);
});

test('a table that contradicts the folders about subsets is said to, and its own counts where it names the classes', async () => {
  const readTable: ReadTable = async () => ({
    ...{ head, columns: { ...all, subset: 2 }, multiLabel: 0, severalLabels: [], namesFiles: true, joinedBy: [] },
    rows: (['training', 'test'] as const).map((subset, i) => ({
      ...{ file: `${i}.png`, className: i % 2 ? 'b' : 'a', patient: null, subset },
    })),
  });
  const started = await review(readTable, 'train/a/1.png', 'test/b/0.png', 'labels.csv');
  expect(subsetContradictions(started)).toBe(2);
  const subsetsOf = async (taken: typeof started) =>
    Object.fromEntries((await importRequest(taken)).files.map(({ path, subset }) => [path, subset]));
  expect(await subsetsOf(takeLabels(started, null))).toEqual({ 'train/a/1.png': 'training', 'test/b/0.png': 'test' });
  expect(await subsetsOf(takeLabels(started, 'labels.csv'))).toEqual({
    'train/a/1.png': 'test',
    'test/b/0.png': 'training',
  });
});

test('a table that names no file is joined to one that does, and both are said', async () => {
  const asked: (readonly [string, number, readonly string[] | undefined])[] = [];
  const readTable: ReadTable = async (file, { beside = [], names } = {}) => {
    asked.push([file.name, beside.length, names]);
    const isImages = file.name === 'images.csv';
    const rows = ['1.png', '2.png'].map((each, i) => ({
      ...{ file: each, className: beside.length > 0 ? `c${i}` : null, patient: null, subset: null },
    }));
    return {
      ...{ head: ['image', 'patient'], columns: { ...none, file: isImages ? 0 : null, className: null } },
      ...{ rows: isImages ? rows : [], multiLabel: 0, severalLabels: [], namesFiles: isImages },
      joinedBy: beside.map(() => 'patient'),
    };
  };
  const started = await review(readTable, 'images/1.png', 'images/2.png', 'images.csv', 'patients.csv');
  expect(asked.map(([name, beside]) => [name, beside])).toEqual([
    ['images.csv', 0],
    ['patients.csv', 0],
    ['images.csv', 1],
  ]);
  expect(asked[0]?.[2]).toEqual(expect.arrayContaining(['1', '2', 'images']));
  expect(started.tables).toHaveLength(1);
  expect(started.tables[0]?.sentences).toContain('patients.csv is joined to it by patient.');
  expect(started.labelsFrom).toBe('images.csv');
  expect(started.classes.map(({ name }) => name)).toEqual(['c0', 'c1']);
});

test('a list that names files and is too long says so, and prose that is as long stays silent', async () => {
  const lines = (line: (at: number) => string) => Array.from({ length: 500_001 }, (_, at) => line(at)).join('\n');
  const tooLong = 'is not used. The table has more than 500,000 rows. Split it into several tables. (table-too-long)';
  const sentencesOf = async (path: string, text: string) => {
    const files = [...dropped('a/1.png', 'b/2.png'), { path, file: new File([text], path) }];
    const readTable: ReadTable = (file, asked) => readLabelTable({ contentOf: async () => file as File }, file, asked);
    const { tables } = await startReview(files, null, [], { readTable });
    return tables.map(({ sentences }) => sentences);
  };
  const named = lines((at) => `${at}/1.png`);
  expect(await sentencesOf('list.txt', named)).toEqual([[`list.txt ${tooLong}`]]);
  expect(
    await sentencesOf(
      'labelled.txt',
      lines((at) => `${at}/1.png ${at % 2}`),
    ),
  ).toEqual([[`labelled.txt ${tooLong}`]]);
  expect(await sentencesOf('list.csv', `file,label\n${named.replaceAll('.png', '.png,x')}`)).toEqual([
    [`list.csv ${tooLong}`],
  ]);
  expect(await sentencesOf('all.json', `{${lines((at) => `"${at}/1.png": "x",`)}"2.png": "y"}`)).toEqual([
    [`all.json ${tooLong}`],
  ]);
  expect(
    await sentencesOf(
      'story.txt',
      lines(() => 'Once upon a time, there were no scans.'),
    ),
  ).toEqual([]);
  expect(await sentencesOf('settings.json', `{${lines((at) => `"key ${at}": "x",`)}"last": "y"}`)).toEqual([]);
});

test('a list that is too large to be read is judged by its beginning', async () => {
  const large = (line: string) => {
    const count = Math.ceil(2 ** 20 / line.length);
    return new File(Array(70).fill(Array.from({ length: count }, (_, at) => line.replace('#', `${at}`)).join('')), 'x');
  };
  const read = async (path: string, file: File) => {
    const cells = cellsOfFile(file, path, new Set(['1', 'scan']));
    return cells.then(
      ({ rows }) => rows.length,
      (error: Error) => error.message,
    );
  };
  const tooLarge = 'The table is larger than 64 MB. Take a part of it.';
  expect(await read('list.txt', large('#/1.png 0\n'))).toBe(tooLarge);
  expect(await read('all.json', large('{"file_name": "scan.png"},'))).toBe(tooLarge);
  expect(await read('all.csv', large('no,thing\n'))).toBe(tooLarge);
  expect(await read('story.txt', large('One scan, and another.\n'))).toBe(0);
  expect(await read('scan.json', large('{"file_name": "other.png"},'))).toBe(0);
});

test('a table of annotations is read again whole, by the columns that were chosen, and found again after a reload', async () => {
  const annotation = (at: number) => JSON.stringify({ stage: at < 2 ? 'low' : 'high', camera: at % 2 ? 'x' : 'y' });
  const files = [0, 1, 2, 3].flatMap((at) => [
    ...dropped(`set/img/${at}.png`),
    { path: `set/ann/${at}.json`, file: new File([annotation(at)], `${at}.json`) },
  ]);
  const readTable: ReadTable = (file, asked) =>
    readLabelTable({ contentOf: async (each) => each as File }, file, asked);
  const started = await startReview(files, null, [], { readTable });
  const [before] = started.tables;
  if (!before) throw new Error('no table');
  expect([before.path, before.head]).toEqual(['set/ann (JSON files)', ['file', 'stage', 'camera']]);
  expect(started.labelsFrom).toBe('set/ann (JSON files)');
  expect(started.ignored).toEqual(
    [1, 3, 5, 7].map((at) => ({ path: files[at]?.path, ...importCode('data-about-images') })),
  );
  const images = { files, folders: started.plan.classes, loose: started.plan.unlabelled };
  const changed = await rereadTable(before, { ...before.columns, className: 2 }, images, readTable);
  const classes = [
    ['x', [2, 6]],
    ['y', [0, 4]],
  ];
  expect(changed.classes.map(({ name, fileIndices }) => [name, fileIndices])).toEqual(classes);
  const answers = {
    ...{ leftOut: [], looseClass: '', labelsFrom: changed.path, patients: { from: 'nothing' as const }, volumes: null },
    columns: [[changed.path, changed.columns] as const],
  };
  const again = await answeredReview(files, null, [], answers, { readTable });
  expect(again.classes.map(({ name, fileIndices }) => [name, fileIndices])).toEqual(classes);
});

test('of columns that are only offered none is chosen once more files come', async () => {
  const files = [0, 1, 2, 3].flatMap((at) => [
    ...dropped(`set/img/${at}.png`),
    { path: `set/ann/${at}.json`, file: new File([JSON.stringify({ make: at % 2 ? 'x' : 'y' })], `${at}.json`) },
  ]);
  const readTable: ReadTable = (file, asked) =>
    readLabelTable({ contentOf: async (each) => each as File }, file, asked);
  const started = await startReview(files, null, [], { readTable });
  expect([started.labelsFrom, started.tables[0]?.isOffered, started.tables[0]?.classes.length]).toEqual([
    null,
    true,
    2,
  ]);
  const more = await addToReview(started, dropped('set/img/4.png'), [], { readTable });
  expect([more.labelsFrom, more.tables[0]?.isOffered]).toEqual([null, true]);
});

test.each([
  [
    'how an image was taken',
    (at: number) => ({ Modality: 'MR', EchoTime: at, FlipAngle: 9, ScanningSequence: `S${at % 2}` }),
  ],
  ['remarks, each another', (at: number) => ({ remark: `${'abcd'[at]} remark` })],
])('%s is no table: its files stay data about the images', async (_, said) => {
  const files = [0, 1, 2, 3].flatMap((at) => [
    ...dropped(`set/img/${at}.png`),
    { path: `set/img/${at}.json`, file: new File([JSON.stringify(said(at))], `${at}.json`) },
  ]);
  const readTable: ReadTable = (file, asked) =>
    readLabelTable({ contentOf: async (each) => each as File }, file, asked);
  const started = await startReview(files, null, [], { readTable });
  expect([started.plan.annotations, started.tables]).toEqual([[1, 3, 5, 7], []]);
});
