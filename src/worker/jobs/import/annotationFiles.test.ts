import { expect, test } from 'vitest';
import { readAnnotations } from './annotationFiles.ts';
import type { ScanFile } from './importProtocol.ts';

/** Reads annotations of `0.png`, `1.png`, ...; counts how many were opened, and how many at once. */
async function read(ending: string, ...texts: readonly string[]) {
  const opened = { all: 0, now: 0, most: 0 };
  const contentOf = async (file: ScanFile): Promise<Blob> => {
    opened.all += 1;
    opened.now += 1;
    opened.most = Math.max(opened.most, opened.now);
    await Promise.resolve();
    opened.now -= 1;
    return file as File;
  };
  const files = texts.map((text, at) => ({ file: new File([text], `${at}${ending}`), image: `${at}.png` }));
  const names = new Set(texts.map((_, at) => `${at}`));
  return { ...(await readAnnotations(files, contentOf, names)), opened };
}

const json = (value: unknown) => JSON.stringify(value);

test('where the first ones say nothing that could be a class, the others are not read', async () => {
  const { cells, opened } = await read(
    '.json',
    ...Array.from({ length: 200 }, (_, i) => json({ gain: i, unit: 'mm' })),
  );
  expect(cells.rows).toEqual([]);
  expect(opened.all).toBe(20);
});

test('the first ones lie all over the list, which may begin with one class alone', async () => {
  const { cells } = await read('.json', ...Array.from({ length: 200 }, (_, i) => json({ kind: i < 100 ? 'a' : 'b' })));
  expect(cells.rows).toHaveLength(200);
});

test('few are in memory at once', async () => {
  const { opened, annotations } = await read(
    '.json',
    ...Array.from({ length: 60 }, (_, i) => json({ label: `${i % 2}` })),
  );
  expect(annotations).toEqual({ files: 60, leftOut: 0, areOfObjects: false });
  expect(opened.most).toBeLessThanOrEqual(4);
});

test('fields are called by their innermost key, but where two are called alike; lists of objects and long texts are none', async () => {
  const one = {
    a: { id: 1, label: ' x ' },
    b: { id: 2, tags: ['p', 'q'] },
    parts: [{ z: 1 }],
    image: 'i'.repeat(2000),
  };
  const { cells } = await read('.json', json(one), json({ a: { label: 'y' } }));
  expect(cells.head).toEqual(['file', 'a id', 'label', 'b id', 'tags']);
  expect(cells.rows).toEqual([
    ['0.png', '1', 'x', '2', 'p|q'],
    ['1.png', '', 'y', '', ''],
  ]);
});

test('the name of a part, or of where a picture comes from, is no category', async () => {
  const voc = (name: string) =>
    `<annotation><source><name>flickr</name></source><object><name>a &amp; ${name}</name><part><name>head</name></part></object></annotation>`;
  const { cells } = await read('.xml', voc('b'), voc('c'));
  expect(cells).toEqual({
    head: ['file', 'label'],
    rows: [
      ['0.png', 'a & b'],
      ['1.png', 'a & c'],
    ],
  });
});

test('half of the images with objects have those of one category: just enough', async () => {
  const shapes = (...labels: readonly string[]) => json({ flags: {}, shapes: labels.map((label) => ({ label })) });
  const rows = async (...all: readonly string[]) => (await read('.json', ...all)).cells.rows.map(([, label]) => label);
  expect(await rows(shapes('a'), shapes('b'), shapes('a', 'b'), shapes('b', 'a'), shapes())).toEqual([
    ...['a', 'b', 'a|b', 'b|a', ''],
  ]);
  expect(await rows(shapes('a'), shapes('b'), shapes('a', 'b'), shapes('b', 'a'), shapes('a', 'c'))).toEqual([]);
});

test('a flag that comes with no other stays a column, since one word is no class beside none', async () => {
  const flags = (tumour: boolean) => json({ flags: { tumour }, shapes: [], imagePath: 'x.png' });
  const { cells } = await read('.json', flags(true), flags(false));
  expect(cells).toEqual({
    head: ['file', 'tumour'],
    rows: [
      ['0.png', 'true'],
      ['1.png', 'false'],
    ],
  });
});

test('what cannot be opened or parsed, or names another image, is left out', async () => {
  const named = (name: string, label: string) => json({ name, label });
  const { cells, annotations } = await read('.json', named('0', 'a'), '{', named('1.jpg', 'b'), named('9', 'c'), '[1]');
  expect(cells.rows.map(([image]) => image)).toEqual(['0.png', '3.png']);
  expect(annotations).toEqual({ files: 5, leftOut: 3, areOfObjects: false });
});

test('a file that cannot be opened is left out, and those beside it are read', async () => {
  const files = ['a', 'b', 'a'].map((label, at) => ({
    file: new File([json({ label })], `${at}.json`),
    image: `${at}`,
  }));
  const contentOf = async (file: ScanFile) => {
    if (file.name === '1.json') throw new Error('gone');
    return file as File;
  };
  const { cells, annotations } = await readAnnotations(files, contentOf, new Set());
  expect(cells.rows).toEqual([
    ['0', 'a'],
    ['2', 'a'],
  ]);
  expect(annotations.leftOut).toBe(1);
});

test('a flag that is a label is no column beside it', async () => {
  const flags = (ill: boolean) => json({ flags: { ill, well: !ill }, shapes: [], imagePath: 'x.png' });
  expect((await read('.json', flags(true), flags(false))).cells.head).toEqual(['file', 'label']);
});
