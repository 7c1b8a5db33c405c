import { expect, test } from 'vitest';
import { type PathsOfClass, suggestPatterns } from './suggestPatterns.ts';

const many = (count: number, pathOf: (i: number) => string) => Array.from({ length: count }, (_, i) => pathOf(i));

/** BreaKHis: a slide's folder between the class and the magnification. */
const slides: PathsOfClass[] = ['benign', 'malignant'].map((name) => ({
  name,
  paths: many(48, (i) => `set/${name}/SOB/kind/slide_${name}_${i >> 3}/${[40, 100][i & 1]}X/${i}.png`),
}));

test('the folders between a class and its images are the groups, the nearest of one class each', async () => {
  const { suggestions, sure } = await suggestPatterns(slides, true);
  expect(sure).toBe('{*}/*/*');
  expect(suggestions.find(({ text }) => text === sure)).toMatchObject({ patients: 12, scans: 96, inSeveralClasses: 0 });
  expect((await suggestPatterns(slides, false)).sure).toBeNull();
});

test('clips are groups, too', async () => {
  const clips = ['a', 'b'].map((name) => ({ name, paths: many(40, (i) => `${name}/clip ${name}${i >> 3}/${i}.png`) }));
  expect((await suggestPatterns(clips, true)).sure).toBe('{*}/*');
});

test('folders that are in several classes are no groups', async () => {
  const sites = ['a', 'b'].map((name) => ({ name, paths: many(40, (i) => `${name}/site ${i >> 3}/${i}.png`) }));
  expect((await suggestPatterns(sites, true)).sure).toBeNull();
});

test('names of patients in one class alone (Kermany) are offered and not chosen', async () => {
  const xrays = [
    { name: 'NORMAL', paths: many(30, (i) => `NORMAL/IM-${String(i).padStart(4, '0')}-0001.jpeg`) },
    { name: 'PNEUMONIA', paths: many(60, (i) => `PNEUMONIA/person${i >> 1}_bacteria_${i}.jpeg`) },
  ];
  const { suggestions, sure } = await suggestPatterns(xrays);
  expect(sure).toBeNull();
  const offered = suggestions.find(({ text }) => text.includes('person'));
  expect(offered).toMatchObject({ patients: 30, scans: 60 });
});
