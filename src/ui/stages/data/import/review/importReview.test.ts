import { expect, test } from 'vitest';
import { inWords } from '../../../../../dataset/userError.ts';
import type { DroppedFile } from '../../../../drop/droppedFiles.ts';
import { importRequest } from '../importRequest.ts';
import { fileCountOfReview } from './importReview.ts';
import { classesOfReview, includeClass, includeNumbered, renameClass, scanCountOfReview } from './reviewedClasses.ts';
import { reviewProblem } from './reviewProblem.ts';
import { addToReview, answeredReview, startReview } from './startReview.ts';

const dropped = (...paths: string[]): DroppedFile[] =>
  paths.map((path) => ({ file: new File(['x'], path.split('/').at(-1) ?? path, { lastModified: 1 }), path }));

const twoFolders = () =>
  startReview(dropped('set/Tumor/1.jpg', 'set/Tumor/2.jpg', 'set/no_tumor/3.jpg', 'set/.DS_Store'), null);

test('a review of two folders has the positive class last and leaves system files out', async () => {
  const review = await twoFolders();
  expect(classesOfReview(review)).toEqual(['no_tumor', 'Tumor']);
  expect(scanCountOfReview(review)).toBe(3);
  expect(review.ignored.map(({ path }) => path)).toEqual(['set/.DS_Store']);
  expect(reviewProblem(review)).toBeNull();
});

test('classes are reviewed in the order that the data set will have, and stay where they are while they are named', async () => {
  const review = await twoFolders();
  expect(review.classes.map(({ folder }) => folder)).toEqual(['no_tumor', 'Tumor']);
  const chosen = renameClass({ ...review, positive: 'no_tumor' }, 'Tumor', 'a tumour');
  expect(chosen.classes.map(({ folder }) => folder)).toEqual(['no_tumor', 'Tumor']);
});

test('each file found is read or said to be ignored, those that a zip would not give among them', async () => {
  const refused = [{ path: 'set/bomb/scan.dcm', ...inWords('Too large.') }];
  const review = await startReview(dropped('set/Tumor/1.jpg', 'set/no/2.jpg', 'set/.DS_Store'), null, refused);
  expect(fileCountOfReview(review)).toBe(4);
  expect(scanCountOfReview(review) + review.ignored.length).toBe(4);
});

test('the positive class that the user chooses wins over the guess, and keeps being it when it is renamed', async () => {
  const chosen = { ...(await twoFolders()), positive: 'no_tumor' };
  expect(classesOfReview(chosen)).toEqual(['Tumor', 'no_tumor']);
  expect(classesOfReview(renameClass(chosen, 'no_tumor', 'healthy'))).toEqual(['Tumor', 'healthy']);
});

test('files carry the new name of a renamed class into the request', async () => {
  const request = await importRequest(renameClass(await twoFolders(), 'no_tumor', ' Healthy '));
  expect(request.classes).toEqual(['Healthy', 'Tumor']);
  expect(request.files.map(({ path, className }) => [path, className])).toEqual([
    ['set/no_tumor/3.jpg', 'Healthy'],
    ['set/Tumor/1.jpg', 'Tumor'],
    ['set/Tumor/2.jpg', 'Tumor'],
  ]);
});

test('a class that is left out is reported file by file, and one class alone cannot be imported', async () => {
  const review = includeClass(await twoFolders(), 'Tumor', false);
  const request = await importRequest(review);
  expect(request.files.map(({ path }) => path)).toEqual(['set/no_tumor/3.jpg']);
  expect(request.ignored).toContainEqual({
    path: 'set/Tumor/2.jpg',
    code: 'class-left-out',
    params: { folder: 'Tumor' },
  });
  expect(reviewProblem(review)).toMatch(/Only one class, no_tumor/);
});

test('two folders may share a class', async () => {
  const review = renameClass(await startReview(dropped('a/1.png', 'b/2.png', 'c/3.png'), null), 'b', 'a');
  expect(classesOfReview(review)).toEqual(['a', 'c']);
});

test('one class is enough where the data set already has another, and its positive class stays', async () => {
  const review = await startReview(dropped('Tumor/9.jpg'), {
    name: 'Brains',
    classes: ['Tumor', 'Healthy'],
    folders: [],
  });
  expect(reviewProblem(review)).toBeNull();
  expect(await importRequest(review)).toMatchObject({
    dataSetName: 'Brains',
    classes: ['Tumor', 'Healthy'],
  });
});

test('a third class comes after the two of the data set, which keep their places and so their colours', async () => {
  const review = await startReview(dropped('Glioma/9.jpg'), {
    name: 'Brains',
    classes: ['Healthy', 'Tumor'],
    folders: [],
  });
  expect((await importRequest(review)).classes).toEqual(['Healthy', 'Tumor', 'Glioma']);
});

test('loose files wait until the user says what they are', async () => {
  const review = await startReview(dropped('1.jpg', '2.jpg'), {
    name: 'Brains',
    classes: ['Healthy', 'Tumor'],
    folders: [],
  });
  expect(reviewProblem(review)).toMatch(/^Choose the class/);
  const said = { ...review, loose: { ...review.loose, className: 'Healthy' } };
  expect(reviewProblem(said)).toBeNull();
  expect((await importRequest(said)).files.map(({ className }) => className)).toEqual(['Healthy', 'Healthy']);
});

test('loose files become a class after another, so that two classes need no folder', async () => {
  const first = await startReview(dropped('1.jpg', '2.jpg'), null);
  const said = { ...first, loose: { ...first.loose, className: 'yes' } };
  const second = await addToReview(said, dropped('1.jpg', '3.jpg'));
  const both = { ...second, loose: { ...second.loose, className: 'no' } };
  expect(reviewProblem(both)).toBeNull();
  expect((await importRequest(both)).classes).toEqual(['no', 'yes']);
  expect((await importRequest(both)).files.map(({ path, className }) => [path, className])).toEqual([
    ['yes/1.jpg', 'yes'],
    ['yes/2.jpg', 'yes'],
    ['1.jpg', 'no'],
    ['3.jpg', 'no'],
  ]);
});

test('a folder that is added later joins what was said of the first ones, and what is picked twice counts once', async () => {
  const first = renameClass(await startReview(dropped('Tumor/1.jpg'), null), 'Tumor', 'glioma');
  const both = await addToReview(first, dropped('Healthy/2.jpg', 'Tumor/1.jpg'));
  expect(both.classes.map(({ name, fileIndices }) => [name, fileIndices.length])).toEqual([
    ['Healthy', 1],
    ['glioma', 1],
  ]);
});

test('thousands of files, more than one task takes, are all in the request, class by class in their order', async () => {
  const numbers = Array.from({ length: 3500 }, (_, i) => i);
  const review = await startReview(dropped(...numbers.map((i) => `${i % 2 ? 'Tumor' : 'Healthy'}/${i}.jpg`)), null);
  const { files, ignored } = await importRequest(includeClass(review, 'Tumor', false));
  expect(files.map(({ path }) => path)).toEqual(numbers.filter((i) => i % 2 === 0).map((i) => `Healthy/${i}.jpg`));
  expect(ignored.map(({ path }) => path)).toEqual(numbers.filter((i) => i % 2).map((i) => `Tumor/${i}.jpg`));
});

test('an empty folder is said to be empty', async () => {
  expect(reviewProblem(await startReview(dropped('set/Thumbs.db'), null))).toMatch(/hold no image/);
});

test('slices of volumes that cannot be chosen keep the import from beginning', async () => {
  const review = await startReview(dropped('set/Tumor/1.nii', 'set/no/2.nii'), null);
  const chosen = (from: number, to: number) =>
    reviewProblem({ ...review, volumes: { plane: 'axial' as const, from, to } });
  expect(chosen(0.25, 0.75)).toBeNull();
  expect([chosen(0.8, 0.2), chosen(-0.1, 1), chosen(0, 1.01), chosen(Number.NaN, 1)]).toEqual(
    Array.from({ length: 4 }, () => expect.stringMatching(/^Slices of volumes: enter numbers from 0 to 100/)),
  );
});

test('a folder gets the class that it was given before, and the request says which that is', async () => {
  const existing = { name: 'Brains', classes: ['Healthy', 'Tumor'], folders: [['no_tumor', 'Healthy']] as const };
  const review = await startReview(dropped('no_tumor/9.jpg', 'Tumor/8.jpg'), existing);
  expect(classesOfReview(review)).toEqual(['Healthy', 'Tumor']);
  const request = await importRequest(review);
  expect(request.files.map(({ path, className }) => [path, className])).toEqual([
    ['no_tumor/9.jpg', 'Healthy'],
    ['Tumor/8.jpg', 'Tumor'],
  ]);
  expect(request.folders).toEqual([
    ['no_tumor', 'Healthy'],
    ['Tumor', 'Tumor'],
  ]);
});

test('what was answered in a review is answered again in that of the same files, found by their handles', async () => {
  const handles = [{ kind: 'directory', name: 'set' } as FileSystemHandle];
  const files = ['set/a/1.png', 'set/b/2.png', 'set/other/3.png', 'set/4.png'].map((path) => ({
    file: new File([path], path),
    path,
  }));
  const first = includeClass(await startReview(files, null, [], { handles }), 'other', false);
  const looseNamed = { ...first, loose: { ...first.loose, className: 'b' } };
  const request = await importRequest(renameClass(looseNamed, 'a', 'A'));
  expect(request.sources?.handles).toEqual(handles);
  const answers = request.sources?.answers;
  if (!answers) throw new Error('no answers are kept');

  const existing = { name: request.dataSetName, classes: request.classes, folders: request.folders ?? [] };
  const again = await importRequest(await answeredReview(files, existing, [], answers, { handles }));
  expect(again).toEqual(request);
});

test('files of which some have no handle are asked for again', async () => {
  const handles = [{ kind: 'directory', name: 'a' } as FileSystemHandle];
  const of = (path: string) => [{ file: new File([path], path), path }];
  const review = await startReview(of('a/1.png'), null, [], { handles });
  const both = await addToReview(review, of('b/1.png'), [], {});
  expect((await importRequest(both)).sources).toBeUndefined();
  const all = await addToReview(review, of('b/1.png'), [], { handles });
  expect((await importRequest(all)).sources?.handles).toHaveLength(2);
});

test('numbered folders are no classes until one press says so; what is left out for another reason stays out', async () => {
  const numbers = Array.from({ length: 12 }, (_, i) => `set/0${String(49 + i)}/1.jpg`);
  const review = await startReview(dropped(...numbers, 'set/results/1.jpg'), null);
  expect(classesOfReview(review)).toEqual([]);
  const pressed = includeNumbered(review);
  expect(classesOfReview(pressed)).toHaveLength(12);
  expect(pressed.classes.find(({ folder }) => folder === 'results')?.included).toBe(false);
  expect(reviewProblem(pressed)).toBeNull();
});
