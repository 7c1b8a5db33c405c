import { expect, test } from 'vitest';
import { type ResultRow, resultsCsv } from './resultsCsv.ts';

const sha256 = 'ab'.repeat(32);
const classified = (path: string, ...probabilities: number[]): ResultRow => ({
  status: 'classified',
  path,
  sha256,
  probabilities,
  unlike: null,
});
const model = { name: 'M', classes: ['Healthy', 'Brain Tumor'], threshold: 0.5, fingerprint: 'f1f1f1f1f1f1' };

test('a scan of two classes is called positive from the threshold on', () => {
  const rows = [classified('a.jpg', 0.58, 0.42), classified('b.jpg', 0.5800001, 0.4199999)];
  expect(resultsCsv(rows, { ...model, name: 'My model', threshold: 0.42 })).toBe(
    'file,sha256,probability_Healthy,probability_Brain Tumor,prediction,unlike_training,threshold,model,model_fingerprint\r\n' +
      `a.jpg,${sha256},0.58,0.42,Brain Tumor,,0.42,My model,f1f1f1f1f1f1\r\n` +
      `b.jpg,${sha256},0.5800001,0.4199999,Healthy,,0.42,My model,f1f1f1f1f1f1\r\n`,
  );
});

test('a scan in the undecided zone is predicted as undecided', () => {
  const csv = resultsCsv([classified('a.jpg', 0.48, 0.52), classified('b.jpg', 0.4, 0.6)], {
    ...model,
    undecided: { low: 0.4, high: 0.6 },
  });
  expect(csv).toContain(`a.jpg,${sha256},0.48,0.52,undecided,`);
  expect(csv).toContain(`b.jpg,${sha256},0.4,0.6,Brain Tumor,`);
});

test('of three classes the likeliest is the prediction, and there is no threshold', () => {
  expect(
    resultsCsv([classified('a.jpg', 0.2, 0.5, 0.3)], {
      name: 'M',
      classes: ['x', 'y', 'z'],
      threshold: null,
      fingerprint: null,
    }),
  ).toBe(
    `file,sha256,probability_x,probability_y,probability_z,prediction,unlike_training,threshold,model,model_fingerprint\r\na.jpg,${sha256},0.2,0.5,0.3,y,,,M,\r\n`,
  );
});

test('a file that was not classified keeps its row, without figures and with the reason', () => {
  const rows: ResultRow[] = [
    { status: 'refused', path: 'bad.jpg', reason: 'It is cut short, so it was refused.' },
    { status: 'ignored', path: 'notes.csv', reason: 'Not a picture.' },
  ];
  expect(resultsCsv(rows, model).split('\r\n').slice(1)).toEqual([
    'bad.jpg,,,,"refused: It is cut short, so it was refused.",,0.5,M,f1f1f1f1f1f1',
    'notes.csv,,,,ignored: Not a picture.,,0.5,M,f1f1f1f1f1f1',
    '',
  ]);
});

test.each([
  ['=1+1', "'=1+1"],
  ['＝1+1', "'＝1+1"],
  [' =1+1', "' =1+1"],
  ['+a.jpg', "'+a.jpg"],
  ['-a.jpg', "'-a.jpg"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['a,b', '"a,b"'],
  ['a "b"', '"a ""b"""'],
  ['a\nb', '"a\nb"'],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['safe-name=1.jpg', 'safe-name=1.jpg'],
])('a file called %j is written as %j', (path, cell) => {
  const header =
    'file,sha256,probability_Healthy,probability_Brain Tumor,prediction,unlike_training,threshold,model,model_fingerprint\r\n';
  expect(resultsCsv([classified(path, 0.9, 0.1)], model)).toBe(
    `${header}${cell},${sha256},0.9,0.1,Healthy,,0.5,M,f1f1f1f1f1f1\r\n`,
  );
});

test('names of classes and of the model cannot become formulas either', () => {
  const csv = resultsCsv([classified('a', 0.1, 0.9)], { ...model, name: '-2+3', classes: ['no', '=cmd|x'] });
  expect(csv).toContain(",0.1,0.9,'=cmd|x,,0.5,'-2+3,f1f1f1f1f1f1\r\n");
});

test('our own numbers are never escaped, however small', () => {
  expect(resultsCsv([classified('a', 1, 1e-9)], model)).toContain(',1,1e-9,Healthy,');
});

test('a scan unlike those of the training says in what', () => {
  const rows: ResultRow[] = [{ ...classified('a', 0.1, 0.9), unlike: ['appearance', 'size'] } as ResultRow];
  expect(resultsCsv(rows, model)).toContain(',Brain Tumor,appearance size,0.5,');
});
