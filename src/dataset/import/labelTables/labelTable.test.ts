import { describe, expect, it } from 'vitest';
import { LabelMatcher, type LabelRow } from './labelTable.ts';
import { columnsOf } from './tableColumns.ts';

const row = (file: string, className: string | null = null, patient: string | null = null): LabelRow => ({
  file,
  className,
  patient,
  subset: null,
});

function matchOf(rows: readonly LabelRow[], paths: readonly string[]) {
  const matcher = new LabelMatcher();
  matcher.addRows(rows);
  matcher.addPaths(paths);
  const { rowOf, ...rest } = matcher.match();
  return { rowOf: [...rowOf], ...rest };
}

describe('the columns of a table', () => {
  it.each([
    [',image,class,format,mode,shape', [1, 2, null]],
    ['filename,label,patient_id', [0, 1, 2]],
    ['Patient ID;Diagnosis;File Name', [2, 1, 0]],
    ['id_code,diagnosis', [0, 1, null]],
    ['Grade,BraTS_2017_subject_ID,Age', [1, 0, 1]],
    ['subject,path', [1, null, 0]],
    ['id,image_path,target', [1, 2, null]],
    ['age,sex', [null, null, null]],
  ] as const)('are found by their heads: %s', (line, [file, className, patient]) => {
    expect(columnsOf(line.split(/[,;]/))).toMatchObject({ file, className, patient });
  });
});

describe('the rows of a table', () => {
  it('fit files by name, with or without extension, whatever the case', () => {
    const rows = ['a.png', 'B', 'c.JPG', '1.2.840.113', 'brain', 'IM0001.dcm'].map((file) => row(file));
    const paths = ['set/A.PNG', 'set/b.jpeg', 'c.jpg', 'x/1.2.840.113.dcm', 'brain.nii.gz', 'IM0001'];
    expect(matchOf(rows, paths)).toEqual({ rowOf: [0, 1, 2, 3, 4, 5], missing: [], ambiguous: [], contradicted: [] });
  });

  it('tell a file from another of the same stem', () => {
    const rows = [row('Cancer (1).jpg'), row('Cancer (1).png')];
    expect(matchOf(rows, ['T/Cancer (1).png', 'T/Cancer (1).jpg', 'T/Cancer (1).tif']).rowOf).toEqual([1, 0, -1]);
  });

  it('fit by as much of the path as both give', () => {
    const rows = [row('train/a/1.png'), row('train\\b\\1.png'), row('c/2.png'), row('d/3.png')];
    const paths = ['archive/train/b/1.png', 'archive/train/a/1.png', '2.png', 'e/3.png', 'set/d/3.png'];
    expect(matchOf(rows, paths)).toEqual({ rowOf: [1, 0, 2, -1, 3], missing: [], ambiguous: [], contradicted: [] });
  });

  it('may lie in folders of another computer, where all of them do', () => {
    const there = ['../input/set/a/1.png', '../input/set/b/1.png', '../input/set/2.png'].map((file) => row(file));
    expect(matchOf(there, ['zip/b/1.png', 'zip/a/1.png', 'zip/2.png', 'c/1.png']).rowOf).toEqual([1, 0, 2, -1]);
    const notAll = [...there, row('/home/3.png')];
    expect(matchOf(notAll, ['zip/b/1.png', 'home/3.png'])).toMatchObject({ rowOf: [-1, 3], missing: [0, 1, 2] });
  });

  it('that fit several files alike are not used, and said', () => {
    const rows = [row('1.png', 'x'), row('a/2.png', 'x'), row('2.png', 'y')];
    const paths = ['a/1.png', 'b/1.png', 'a/2.png'];
    expect(matchOf(rows, paths)).toEqual({ rowOf: [-1, -1, 1], missing: [2], ambiguous: [0], contradicted: [] });
  });

  it('that say different things of one file are said; the same said twice is said once', () => {
    const rows = [row('1.png', 'x'), row('1.png', 'y'), row('2.png', 'x', 'p'), row('2.PNG', 'x', 'p')];
    expect(matchOf(rows, ['1.png', '2.png'])).toEqual({
      rowOf: [-1, 2],
      missing: [],
      ambiguous: [],
      contradicted: [0],
    });
  });

  it('may name a folder or the beginning of names, for all that is in it', () => {
    const rows = [row('BraTS19_CBICA_AAB_1', 'HGG'), row('p2', 'LGG'), row('none', 'LGG')];
    const paths = ['BraTS19_CBICA_AAB_1_t1.nii.gz', 'BraTS19_CBICA_AAB_1/flair.nii', 'set/P2/series/1.dcm', 'p21.png'];
    expect(matchOf(rows, paths)).toEqual({ rowOf: [0, 0, 1, -1], missing: [2], ambiguous: [], contradicted: [] });
  });

  it('come in portions, as do the paths, and rows without a name fit nothing', () => {
    const matcher = new LabelMatcher();
    matcher.addRows([row('a.png')]);
    matcher.addRows([row(' '), row('b.png')]);
    matcher.addPaths(['x/b.png']);
    matcher.addPaths(['x/a.png', '']);
    expect(matcher.match()).toMatchObject({ rowOf: Int32Array.of(2, 0, -1), missing: [1] });
  });

  it('may name one folder by the thousand, and many files may fit one row', () => {
    const rows = Array.from({ length: 30_000 }, () => row('set', 'x'));
    const paths = rows.map((_, i) => `set/${i}.png`);
    expect(new Set(matchOf(rows, paths).rowOf)).toEqual(new Set([0]));
    expect(matchOf([...rows, row('set', 'y')], paths).contradicted).toHaveLength(30_000);
    const alike = Array.from({ length: 200_000 }, (_, i) => `${i}/slice.png`);
    expect(matchOf([row('slice.png')], alike).ambiguous).toEqual([0]);
  });

  it('fit tens of thousands of files of the same name without looking at every pair', () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => row(`p${i}/slice ${i}.png`));
    const paths = rows.map(({ file }) => `archive/${file}`).reverse();
    const { rowOf, missing } = matchOf(rows, paths);
    expect(rowOf.slice(0, 2)).toEqual([29_999, 29_998]);
    expect(missing).toEqual([]);
    const others = rows.map((_, i) => `archive/q${i}/slice.png`);
    const alike = rows.map((_, i) => row(`p${i}/slice.png`));
    expect(matchOf(alike, others).missing).toHaveLength(30_000);
  });
});
