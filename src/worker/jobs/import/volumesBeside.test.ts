import { expect, it } from 'vitest';
import { volumesBeside, withLabelVolumes } from './volumesBeside.ts';

const file = (path: string) => ({ path, className: 'a', file: new File(['x'], path) });

it('a few volumes in one folder are of one patient, and images beside them are not', () => {
  const [t1, seg, image, other] = ['p1/t1.nii', 'p1/seg.nii.gz', 'p1/scan.png', 'p2/t1.nii'].map(file);
  if (!t1 || !seg || !image || !other) throw new Error('no files');
  const beside = volumesBeside([t1, seg, image, other]);
  expect([...beside]).toEqual([
    [t1, [seg]],
    [seg, [t1]],
  ]);
  expect(withLabelVolumes([t1, seg, image, other], new Set([seg]), beside)).toEqual([{ ...t1, masks: [seg.file] }]);
});

it('patients have folders of their own in one folder, a picture keeps the masks it has, and a mask has none', () => {
  const drawn = new File(['x'], 'drawn.png');
  const [t1, seg, again, other] = ['set/p1/t1.nii', 'set/p1/seg.nii', 'set/p1/again.nii', 'set/p2/t1.nii'].map(file);
  if (!t1 || !seg || !again || !other) throw new Error('no files');
  const marked = { ...t1, masks: [drawn] };
  const volumes = [marked, seg, again, other];
  const beside = volumesBeside(volumes);
  expect(beside.get(marked)).toEqual([seg, again]);
  expect(beside.has(other)).toBe(false);
  expect(withLabelVolumes(volumes, new Set([seg, again]), beside)).toEqual([
    { ...marked, masks: [drawn, seg.file, again.file] },
  ]);
});

it('thirteen in one folder are several patients, twelve are one', () => {
  const volumes = Array.from({ length: 13 }, (_, i) => file(`set/${i}.nii`));
  expect(volumesBeside(volumes).size).toBe(0);
  expect(volumesBeside(volumes.slice(1)).size).toBe(12);
});

it('a folder of a hundred thousand volumes is gone through once', () => {
  const one = file('set/scan.nii');
  // With a list copied for each of them this is ten thousand million steps: the test would run out of time.
  const volumes = Array.from({ length: 100_000 }, () => one);
  expect(volumesBeside(volumes).size).toBe(0);
});
