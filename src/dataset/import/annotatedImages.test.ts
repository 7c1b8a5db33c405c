import { expect, test } from 'vitest';
import { AnnotatedImages } from './annotatedImages.ts';

function setsOf(images: readonly string[], annotations: readonly string[]) {
  const matcher = new AnnotatedImages();
  matcher.addImages(images);
  matcher.addAnnotations(annotations.map((path, index) => ({ path, index })));
  return matcher.sets().map(({ path, files }) => [path, files.map(({ index, image }) => `${index} ${image}`)]);
}

test('an annotation is of the nearest image of its name, with its ending or without', () => {
  const images = ['set/train/img/a.jpg', 'set/test/img/a.jpg', 'set/train/img/b.jpg'];
  const annotations = ['set/train/ann/a.jpg.json', 'set/test/ann/a.json', 'set/train/ann/B.JPG.json', 'set/c.json'];
  expect(setsOf(images, annotations)).toEqual([
    ['set (JSON files)', ['0 set/train/img/a.jpg', '2 set/train/img/b.jpg', '1 set/test/img/a.jpg']],
  ]);
});

test('where several images are as near, the name stands for all of them', () => {
  const images = ['set/bone/a.png', 'set/brain/a.png', 'set/brain/b.png'];
  expect(setsOf(images, ['set/xml/a.xml', 'set/xml/b.xml'])).toEqual([
    ['set/xml (XML files)', ['0 a', '1 set/brain/b.png']],
  ]);
});

test('what says something of the same images, or is of another kind, is a table of its own, under its own name', () => {
  const annotations = ['ann/a.json', 'ann/a.xml', 'meta/a.json', 'a.json'];
  expect(setsOf(['img/a.png'], annotations)).toEqual([
    ['ann (JSON files)', ['0 img/a.png']],
    ['ann (XML files)', ['1 img/a.png']],
    ['meta (JSON files)', ['2 img/a.png']],
    ['JSON files', ['3 img/a.png']],
  ]);
  expect(setsOf(['img/a.png', 'img/b.png'], ['x/a.json', 'x/b.xml'])).toHaveLength(2);
  const deeper = ['set/a.json', 'set/x/b.json', 'set/y/a.json', 'set/z/b.json'];
  expect(setsOf(['set/img/a.png', 'set/img/b.png'], deeper).map(([path]) => path)).toEqual([
    'set (JSON files)',
    'set (JSON files), 2',
  ]);
});

test('tens of thousands of one name, each in its folder, are found without looking at every pair', () => {
  const folders = Array.from({ length: 30_000 }, (_, i) => `set/p${i}`);
  const [set] = setsOf(
    folders.map((folder) => `${folder}/img/image.png`),
    folders.map((folder) => `${folder}/ann/image.json`),
  );
  expect(set?.[1]).toHaveLength(30_000);
  expect(set?.[1]?.[29_999]).toBe('29999 set/p29999/img/image.png');
});
