import { expect, test } from 'vitest';
import type { DataSetView, ModelSummary } from '../../worker/protocol.ts';
import { STAGES } from '../stage.ts';
import { setDataSet, type WorkspaceState, workspace } from '../workspace.ts';
import { stageLine } from './stageLines.ts';

const classes = ['Healthy', 'Tumour'];
const scans = { name: 'Scans', synthetic: false, classes, scans: [] } as unknown as DataSetView;
const sample = { ...scans, name: 'Synthetic sample', synthetic: true };

function withModelOf(trainedOn: DataSetView, dataSet: DataSetView | null): WorkspaceState {
  const auc = { value: 0.94, low: 0.9, high: 0.97 };
  const card = { data: trainedOn, classes: trainedOn.classes, figures: { n: 36, values: { auc } } };
  const models = [{ id: 'm', createdAt: '2026-01-01T00:00:00Z', card } as unknown as ModelSummary];
  return { ...workspace.getInitialState(), opening: { step: 'open' }, models, dataSet };
}

test.each([
  ['of this data set', scans, scans, '94 % AUC', 'trained'],
  [
    'of this data set, which has had a class added since',
    scans,
    { ...scans, classes: [...classes, 'Cyst'] },
    '94 % AUC',
    'trained',
  ],
  ['of the sample that is gone', sample, scans, '94 % AUC, sample', 'ready'],
  [
    'of scans of the same name in other classes',
    { ...scans, classes: ['Cars', 'Planes'] },
    scans,
    '94 % AUC, other data',
    'ready',
  ],
])(
  'the rail names the data of a figure and ticks it only where it is of the data shown: a model %s',
  (_, of, shown, evaluate, train) => {
    const state = withModelOf(of, shown);
    const mark = train === 'trained' ? 'done' : 'empty';
    expect(stageLine(state, 'evaluate')).toEqual({ text: evaluate, state: mark });
    expect(stageLine(state, 'train')).toEqual({ text: train, state: mark });
  },
);

test('a model without any scans beside it has its figure plainly', () => {
  expect(stageLine(withModelOf(scans, null), 'evaluate')).toEqual({ text: '94 % AUC', state: 'done' });
});

test('a page that does not hold the workspace says nothing of it', () => {
  const state: WorkspaceState = { ...withModelOf(scans, scans), opening: { step: 'elsewhere' } };
  expect(STAGES.map((stage) => stageLine(state, stage))).toEqual(STAGES.map(() => ({ text: '', state: 'empty' })));
});

test('real scans end the run on sample scans, the sample itself does not', () => {
  workspace.setState({ sample: { step: 'done', seconds: 25 } });
  setDataSet(sample);
  expect(workspace.getState().sample.step).toBe('done');
  setDataSet(scans);
  expect(workspace.getState().sample.step).toBe('idle');
});
