import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { unedited } from '../workspace/unedited.fixture.ts';
import { type WorkspaceState, workspace } from '../workspace/workspace.ts';
import { diagnosticText } from './diagnostics.ts';

beforeAll(() => void vi.stubGlobal('__APP_VERSION__', '0.1.0'));
afterAll(() => void vi.unstubAllGlobals());

const around = { userAgent: 'Firefox/150.0', isolated: true, cores: 8, keptByWorker: true };

function failureOf(message: string): Error {
  const failure = new TypeError(message);
  failure.stack = `TypeError: ${message}\n    at draw (https://clinic.example/axial/assets/EvaluateStage-BtX1.js:12:345)\n    at file:///home/anna/x.js:1:2`;
  return failure;
}

test('a diagnostic file says where the fault is and names no file, class, data set, model or host', () => {
  const scan = {
    sha256: 'a'.repeat(64),
    name: 'Huber, Anna.dcm',
    path: 'Clinic/Glioma/Huber, Anna.dcm',
    className: 'Glioma',
  };
  const state = {
    ...workspace.getState(),
    dataSet: { ...unedited, name: 'Clinic', classes: ['Glioma', 'Healthy'], scans: [scan] },
    models: [{ id: 'm', name: 'Dr Huber’s network', card: exampleCard }],
    notices: [{ id: 1, sentence: 'Huber, Anna.dcm is cut short.' }],
  } as unknown as WorkspaceState;
  const text = diagnosticText(
    state,
    failureOf('Huber, Anna.dcm has no pixels'),
    around,
    new Date('2026-11-29T10:00:00Z'),
  );
  expect(JSON.parse(text)).toMatchObject({
    ...{ axial: '0.1.0', at: '2026-11-29T10:00:00.000Z', userAgent: 'Firefox/150.0', models: 1 },
    data: { scans: 1, classes: 2 },
    failure: { kind: 'TypeError', frames: ['EvaluateStage-BtX1.js:12:345'] },
  });
  for (const name of ['Huber', 'Anna', 'Clinic', 'clinic', 'Glioma', 'aaaa', 'home']) expect(text).not.toContain(name);
});
