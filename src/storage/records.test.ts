import { expect, test } from 'vitest';
import { refusalSentence } from '../decoding/refusalSentence.ts';
import { outcomeSchema, readable } from './records.ts';

test.each([
  { status: 'refused', path: 'T/a.png', className: 'T', code: 'image-too-long', params: { width: 9000, height: 80 } },
  { status: 'ignored', path: 'labels.csv', code: 'table', params: {} },
  { status: 'imported', path: 'T/b.png', className: 'T' },
])('an outcome is read as it was written: $status', (record) => {
  expect(readable(outcomeSchema, record)).toEqual(record);
});

test.each([
  [
    { status: 'refused', path: 'T/a.png', className: 'T', reason: 'The file is empty.' },
    { status: 'refused', path: 'T/a.png', className: 'T' },
    'The file is empty.',
  ],
  [
    { status: 'ignored', path: 'labels.csv', reason: 'It is a table, not a picture.' },
    { status: 'ignored', path: 'labels.csv' },
    'It is a table, not a picture.',
  ],
])('an outcome that an earlier version stored with its sentence is shown with that sentence', (record, kept, said) => {
  const outcome = readable(outcomeSchema, record);
  expect(outcome).toMatchObject(kept);
  expect(outcome).not.toHaveProperty('reason');
  expect(outcome && 'code' in outcome && refusalSentence(outcome)).toBe(said);
});

test.each([
  { status: 'refused', path: 'T/a.png', className: 'T' },
  { status: 'refused', path: 'T/a.png', className: 'T', code: 'table' },
  { status: 'ignored', path: 'T/a.png', code: 'table', params: { rows: null } },
])('an outcome with neither a code with its params nor a sentence is left out', (record) => {
  expect(readable(outcomeSchema, record)).toBeNull();
});

test('a code of a later version is shown as such', () => {
  const record = { status: 'ignored', path: 'x.raw', code: 'camera-raw', params: {} };
  const outcome = readable(outcomeSchema, record);
  expect(outcome && 'code' in outcome && refusalSentence(outcome)).toBe(
    'This version of Axial does not know the reason "camera-raw".',
  );
});
