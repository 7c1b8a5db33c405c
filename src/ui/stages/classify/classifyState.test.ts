import { expect, test } from 'vitest';
import type { ClassifiedRow } from '../../../worker/jobs/classify/classifyProtocol.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import {
  type ClassifyState,
  classifyEnded,
  classifyStarted,
  classifyStopping,
  notClassifying,
  rowsArrived,
  volumesFor,
} from './classifyState.ts';

const refused: ClassifiedRow = { status: 'refused', path: 'a.png', reason: 'Cut off.' };
const progress = { done: 1, total: 2, scansPerSecond: 1, secondsLeft: 1 };

test('rows arrive in order and stay when the rest is stopped', () => {
  const one = rowsArrived(classifyStarted('m', [], null), [refused], progress);
  const two = rowsArrived(classifyStopping(one), [{ ...refused, path: 'b.png' }], progress);
  const end = classifyEnded(two);
  expect(end).toMatchObject({ step: 'done', stopped: true });
  expect(end.step === 'done' && end.rows.map(({ path }) => path)).toEqual(['a.png', 'b.png']);
});

test('rows that arrive after the end change nothing, and an end without rows is as if nothing had begun', () => {
  expect(rowsArrived(notClassifying, [refused], progress)).toBe(notClassifying);
  expect(classifyEnded(classifyStarted('m', [], null))).toEqual({ step: 'idle' });
});

const modelOf = (id: string, volumes?: object) => ({ id, card: { data: { volumes } } }) as ModelSummary;
const coronal = { plane: 'coronal', from: 0.25, to: 0.75 } as const;
const sagittal = { plane: 'sagittal', from: 0, to: 1 } as const;
const lookedAt = (id: string): ClassifyState => classifyStarted(id, [], sagittal);

test.each([
  ['there is no volume', ['a.png', 'nii.dcm'], modelOf('m', coronal), lookedAt('m'), null],
  ['it was trained on some', ['a.png', 'b.NII.gz'], modelOf('m', coronal), notClassifying, coronal],
  ['it looked at others last', ['b.nii'], modelOf('m', coronal), lookedAt('m'), sagittal],
  ['another model did', ['b.nii'], modelOf('m', coronal), lookedAt('n'), coronal],
  ['nothing is known', ['b.nii'], modelOf('m'), notClassifying, { plane: 'axial', from: 0, to: 1 }],
])('the slices of volumes that a model looks at where %s', (_, paths, model, before, expected) => {
  expect(
    volumesFor(
      paths.map((path) => ({ path })),
      model,
      before,
    ),
  ).toEqual(expected);
});
