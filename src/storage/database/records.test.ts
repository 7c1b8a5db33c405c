import { expect, test } from 'vitest';
import { changeSentence } from '../../dataset/messages.ts';
import { refusalSentence } from '../../decoding/refusalSentence.ts';
import { versionSchema } from '../dataSet/editRecords.ts';
import { outcomeSchema } from '../dataSet/scanRecords.ts';
import { readable } from './records.ts';

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

const version = { number: 2, hash: 'f'.repeat(64), at: '2026-11-23T08:00:00.000Z', scans: 8, excluded: 1, edit: 1 };

test.each([
  ['1 scan excluded (duplicate)', { code: 'exclude', params: { scans: 1, why: 'copy' } }],
  ['undone: 12 scans relabelled as Cyst', { code: 'undo-relabel', params: { scans: 12, className: 'Cyst' } }],
  ['undone: class A merged into B', { code: 'undo-merge', params: { was: 'A', className: 'B' } }],
  ['9 scans imported', { code: 'import', params: { scans: 9 } }],
  ['read back otherwise', { code: 'read-otherwise', params: {} }],
])('a version is read as it was written, and shown as "%s"', (said, change) => {
  const record = { ...version, ...change };
  expect(readable(versionSchema, record)).toEqual(record);
  expect(changeSentence(change)).toBe(said);
});

test('a version that an earlier Axial stored with its sentence is shown with that sentence', () => {
  const read = readable(versionSchema, { ...version, what: '12 scans excluded (copies)' });
  expect(read).toEqual({ ...version, code: 'in-words', params: { sentence: '12 scans excluded (copies)' } });
  expect(read && changeSentence(read)).toBe('12 scans excluded (copies)');
});
