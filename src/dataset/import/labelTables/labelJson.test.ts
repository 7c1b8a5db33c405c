import { expect, it } from 'vitest';
import { cellsOfJson } from './labelJson.ts';

const json = (value: unknown) => cellsOfJson(JSON.stringify(value));

it('reads a list of objects, whose fields are the columns, missing ones empty', () => {
  expect(
    json([
      { image: 'a.png', label: 'tumour' },
      { image: 'b.png', age: 40 },
    ]),
  ).toEqual({
    head: ['image', 'label', 'age'],
    rows: [
      ['a.png', 'tumour', ''],
      ['b.png', '', '40'],
    ],
  });
});

it('reads an object in each line, with empty lines between', () => {
  expect(cellsOfJson('{"file_name":"0001.png","label":0}\n\n{"file_name":"0002.png","label":1}\r\n')).toEqual({
    head: ['file_name', 'label'],
    rows: [
      ['0001.png', '0'],
      ['0002.png', '1'],
    ],
  });
});

it('reads what an object says of each file: a word, several, or an object', () => {
  const head = ['file', 'label'];
  expect(json({ 'a.png': 'tumour', 'b.png': true })).toEqual({
    head,
    rows: [
      ['a.png', 'tumour'],
      ['b.png', 'true'],
    ],
  });
  expect(json({ 'a.png': { label: ['x', 'y'], at: { x: 1 } } })).toEqual({
    head: ['file', 'label', 'at'],
    rows: [['a.png', 'x|y', '']],
  });
  expect(json({ tumour: ['a.png', 'b.png'], healthy: ['c.png'] })).toEqual({
    head,
    rows: [
      ['a.png', 'tumour'],
      ['b.png', 'tumour'],
      ['c.png', 'healthy'],
    ],
  });
});

it('reads the parts of a set', () => {
  expect(json({ train: ['a.png'], test: ['b.png'] })).toEqual({
    head: ['file', 'split'],
    rows: [
      ['a.png', 'train'],
      ['b.png', 'test'],
    ],
  });
  expect(json({ train: [{ image: 'a.png', label: 1 }], val: [{ image: 'b.png', label: 0 }] })).toEqual({
    head: ['image', 'label', 'split'],
    rows: [
      ['a.png', '1', 'train'],
      ['b.png', '0', 'val'],
    ],
  });
});

it('reads columns as pandas writes them (DataFrame.to_json)', () => {
  expect(json({ image: { 0: 'a.png', 1: 'b.png' }, label: { 0: 1, 1: 0 } })).toEqual({
    head: ['image', 'label'],
    rows: [
      ['a.png', '1'],
      ['b.png', '0'],
    ],
  });
});

it('reads the one list of objects beside what is said of all', () => {
  expect(json({ version: 1, data: [{ id: 'a', label: 'x' }] })).toEqual({ head: ['id', 'label'], rows: [['a', 'x']] });
});

it.each([
  ['boxes (COCO)', { images: [{ id: 1 }], annotations: [{ image_id: 1 }], categories: [{ id: 1 }] }],
  ['settings', { name: 'set', sizes: [1, 2], more: { deep: true } }],
  ['fields of their own in each object', Array.from({ length: 300 }, (_, at) => ({ [`field ${at}`]: 1 }))],
  ['nothing', {}],
  ['an empty list', []],
  ['a number', 7],
])('is no table: %s', (_, value) => {
  expect(json(value)).toBeNull();
});

it('is no table: broken JSON', () => {
  expect(cellsOfJson('{"a.png": "tum')).toBeNull();
  expect(cellsOfJson('')).toBeNull();
});
