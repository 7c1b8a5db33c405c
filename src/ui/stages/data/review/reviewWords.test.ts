import { expect, test } from 'vitest';
import type { ImportReview } from '../import/review/importReview.ts';
import { renameClass } from '../import/review/reviewedClasses.ts';
import { startReview } from '../import/review/startReview.ts';
import { newClassesSentence } from './reviewWords.ts';

const dropped = (...paths: string[]) => paths.map((path) => ({ file: new File(['x'], path), path }));
const existing = { name: 'Brains', classes: ['Healthy', 'Tumor'], folders: [] };

test('three folders on a data set of two classes are said to make five, and what that means for models', async () => {
  const review = await startReview(dropped('glioma/1.png', 'meningioma/2.png', 'pituitary/3.png'), existing);
  const said = newClassesSentence(review) ?? '';
  expect(said).toContain('3 classes, glioma, meningioma, pituitary');
  expect(said).toContain('has 2 classes now and will have 5');
  expect(said).toMatch(/trained before keep their classes.*5 outputs \(softmax\)/);
});

test('folders of the classes that are there, or a first data set, need no such word', async () => {
  const added = await startReview(dropped('glioma/1.png', 'Healthy/2.png'), existing);
  expect(newClassesSentence(added)).toContain('the class glioma');
  expect(newClassesSentence(renameClass(added, 'glioma', 'Tumor'))).toBeNull();
  const first: ImportReview = await startReview(dropped('a/1.png', 'b/2.png'), null);
  expect(newClassesSentence(first)).toBeNull();
});
