import { expect, test } from 'vitest';
import { planImport } from './importPlan.ts';

test('files that are called as images are annotations, and no tables', () => {
  const plan = planImport(['img/a.jpg', 'img/b.jpg', 'ann/a.jpg.json', 'ann/B.json', 'xml/a.xml', 'classes.json']);
  expect([plan.annotations, plan.tables]).toEqual([[2, 3, 4], [5]]);
  expect(plan.ignored.map(({ code }) => code)).toEqual(Array(4).fill('data-about-images'));
});

test('images in no folder, volumes, and what is called as masks are may be annotated as well', () => {
  const plan = planImport(['1_tumor.png', '2_tumor.png', 'a/x.nii.gz', '1_tumor.json', '2_tumor.json', 'a/x.json']);
  expect(plan.annotations).toEqual([3, 4, 5]);
  expect(planImport(['T/1_tumor.png', 'T/2_tumor.png', 'T/1_tumor.json', 'T/2_tumor.json']).annotations).toEqual([
    2, 3,
  ]);
});

test.each([
  ['one alone', ['a.png', 'b.png', 'a.json'], [2]],
  ['one beside another list', ['a.png', 'b.png', 'a.json', 'x/list.json'], [2, 3]],
  [
    'fewer than most of their folder',
    ['i/a.png', 'i/b.png', 'j/a.json', 'j/b.json', 'j/c.json', 'j/d.json'],
    [2, 3, 4, 5],
  ],
  ['files that are called otherwise', ['a.png', 'b.png', 'train.json', 'test.json'], [2, 3]],
])('%s: none, but lists as before', (_, paths, tables) => {
  const plan = planImport(paths);
  expect([plan.annotations, plan.tables]).toEqual([[], tables]);
});

test('descriptions of the ISIC archive have no ending, and are no scans', () => {
  const plan = planImport([
    'Images/ISIC_1.jpg',
    'Images/ISIC_2.jpg',
    'Descriptions/ISIC_1',
    'Descriptions/ISIC_2',
    'x/IM1',
  ]);
  expect(plan.annotations).toEqual([2, 3]);
  expect(plan.classes.map(({ name }) => name)).toEqual(['Images', 'x']);
});

test('50,000 images with an annotation each are planned', () => {
  const stems = Array.from({ length: 50_000 }, (_, i) => `scan_${i}`);
  const plan = planImport([...stems.map((stem) => `img/${stem}.png`), ...stems.map((stem) => `ann/${stem}.json`)]);
  expect([plan.annotations.length, plan.annotations[0], plan.annotations.at(-1)]).toEqual([50_000, 50_000, 99_999]);
  expect(plan.tables).toEqual([]);
});
