import { expect, test } from 'vitest';
import { patientsKnown, patientsSentence } from './patients.ts';
import type { PatientKey } from './scan.ts';

const of = (id: string, from: PatientKey['from'] = 'table') => ({ subject: { id, from } });
const nobody = { subject: null };

test('patients are counted once, volumes apart from them', () => {
  const scans = [of('a'), of('a', 'name'), of('b', 'dicom'), of('v', 'volume'), of('v', 'volume'), nobody];
  expect(patientsKnown(scans)).toEqual({ of: 6, scans: 3, patients: 2, volumes: 1 });
});

test.each([
  ['unknown. No patient ids', [nobody], 'grouped'],
  ['unknown. No patient ids', [nobody], 'random'],
  ['known (2 in 3 of 3 scans). The split keeps', [of('a'), of('a'), of('b')], 'grouped'],
  ['known (1 in 2 of 2 scans), but a random split', [of('a'), of('a')], 'random'],
  ['known in part (1 in 1 of 2 scans)', [of('a'), nobody], 'grouped'],
  ['unknown. Slices of one volume or study (1 of them) stay', [of('v', 'volume')], 'grouped'],
  ['unknown. A random split puts slices', [of('v', 'volume')], 'random'],
] as const)('says %s', (start, scans, split) => {
  expect(patientsSentence(patientsKnown(scans), split)).toMatch(start);
});

test('a card from before patients were counted says that they are unknown', () => {
  expect(patientsSentence(undefined, 'grouped')).toMatch('unknown.');
});
