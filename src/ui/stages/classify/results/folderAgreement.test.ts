import { expect, test } from 'vitest';
import type { ClassifiedRow } from '../../../../worker/jobs/classify/classifyProtocol.ts';
import { folderAgreement } from './folderAgreement.ts';

const card = { classes: ['Healthy', 'Brain Tumor'], threshold: 0.5 };
const row = (path: string, positive: number) =>
  ({ status: 'classified', path, probabilities: [1 - positive, positive] }) as unknown as ClassifiedRow;

test('verdicts are counted that agree with the folder; refused files and other folders do not count', () => {
  const rows: ClassifiedRow[] = [
    row('set/brain_tumor/1.png', 0.9),
    row('set/brain_tumor/2.png', 0.2),
    row('set/healthy/3.png', 0.1),
    row('set/unknown/4.png', 0.1),
    row('5.png', 0.9),
    { status: 'refused', path: 'set/healthy/6.png', reason: 'broken' },
  ];
  expect(folderAgreement(rows, card)).toEqual({ agree: 2, of: 3 });
});

test('without labelled folders nothing is compared', () => {
  expect(folderAgreement([row('1.png', 0.9), row('scans/2.png', 0.9)], card)).toEqual({ agree: 0, of: 0 });
});
