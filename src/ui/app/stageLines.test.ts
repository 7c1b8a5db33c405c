import { expect, test } from 'vitest';
import type { Shortcut } from '../../audit/auditReport.ts';
import type { DataSetView } from '../../dataset/edits/dataSetView.ts';
import type { ModelSummary } from '../../worker/jobs/models/modelProtocol.ts';
import { conclusionOf } from '../stages/evaluate/baseline/conclusion.ts';
import { STAGES } from '../workspace/stage.ts';
import { setDataSet, type WorkspaceState, workspace } from '../workspace/workspace.ts';
import { stageLine } from './stageLines.ts';

const classes = ['Healthy', 'Tumour'];
const scansOf = (...names: string[]) => names.map((className) => ({ className })) as unknown as DataSetView['scans'];
const scans = {
  name: 'Scans',
  synthetic: false,
  classes,
  scans: scansOf(...classes),
  history: [],
} as unknown as DataSetView;
const withClasses = (...names: string[]) => ({ ...scans, classes: names, scans: scansOf(...names) });
const sample = { ...scans, name: 'Synthetic sample', synthetic: true };

const accuracy = (value: number) => ({ value, low: value - 0.02, high: value + 0.02 });

/** @param shortcut the accuracy of the best shortcut in the data; null where none is known */
function withModelOf(trainedOn: DataSetView, dataSet: DataSetView | null, shortcut: number | null): WorkspaceState {
  const auc = { value: 0.944, low: 0.9, high: 0.97 };
  const data = { ...trainedOn, fingerprint: 'f' };
  const figures = { n: 36, values: { auc, accuracy: accuracy(0.852) } };
  const card = { data, classes: trainedOn.classes, figures, split: { kind: 'grouped' } };
  const models = [{ id: 'm', createdAt: '2026-01-01T00:00:00Z', card } as unknown as ModelSummary];
  const found = [{ from: 'size', preprocessing: null, accuracy: accuracy(shortcut ?? 0) }] as unknown as Shortcut[];
  const shortcuts = shortcut === null ? null : { version: 'f', shortcuts: found };
  return {
    ...workspace.getInitialState(),
    opening: { step: 'open' },
    models,
    dataSet,
    shortcuts,
    conclude: conclusionOf,
  };
}

test.each([
  ['of this data set', scans, scans, 'AUC 0.944', 'trained'],
  [
    'of this data set, which has had a class added since',
    scans,
    withClasses(...classes, 'Cyst'),
    'AUC 0.944',
    'trained',
  ],
  ['of the sample that is gone', sample, scans, 'AUC 0.944, sample', 'ready'],
  [
    'of scans of the same name in other classes',
    withClasses('Cars', 'Planes'),
    scans,
    'AUC 0.944, other data',
    'ready',
  ],
])(
  'the rail names the data of a figure and ticks it only where it is of the data shown: a model %s',
  (_, of, shown, evaluate, train) => {
    const state = withModelOf(of, shown, 0.5);
    const mark = train === 'trained' ? 'done' : 'empty';
    expect(stageLine(state, 'evaluate')).toEqual({ text: evaluate, state: mark });
    expect(stageLine(state, 'train')).toEqual({ text: train, state: mark });
  },
);

test('a network that is no better than a shortcut gets no tick: 85.2 % against 90.1 %', () => {
  expect(stageLine(withModelOf(scans, scans, 0.901), 'evaluate')).toEqual({
    text: 'no better than width and height alone (90.1 %)',
    state: 'caution',
  });
});

test('a figure that has not been compared with shortcuts stands without a tick', () => {
  expect(stageLine(withModelOf(scans, scans, null), 'evaluate')).toEqual({ text: 'AUC 0.944', state: 'empty' });
  expect(stageLine(withModelOf(scans, null, null), 'evaluate')).toEqual({ text: 'AUC 0.944', state: 'empty' });
});

test('an import that was cut off ticks nothing, and the rail says how much was read', () => {
  const cut = { ...scans, unfinished: { step: 'interrupted', files: 1600, read: 207 } } as DataSetView;
  const state = { ...withModelOf(scans, cut, null), models: [] };
  expect(stageLine(state, 'data')).toEqual({ text: '207 of 1,600 read', state: 'empty' });
  expect(stageLine(state, 'train')).toEqual({ text: 'import interrupted', state: 'empty' });
});

test('a data set without a scan of one class is not ticked, and nothing is ready to train', () => {
  const state = { ...withModelOf(scans, { ...scans, scans: scansOf('Tumour') }, null), models: [] };
  expect(stageLine(state, 'data')).toEqual({ text: 'no scan of Healthy', state: 'empty' });
  expect(stageLine(state, 'train')).toEqual({ text: 'needs scans of Healthy', state: 'empty' });
});

test('a page that does not hold the workspace says nothing of it', () => {
  const state: WorkspaceState = { ...withModelOf(scans, scans, 0.5), opening: { step: 'elsewhere' } };
  expect(STAGES.map((stage) => stageLine(state, stage))).toEqual(STAGES.map(() => ({ text: '', state: 'empty' })));
});

test('real scans end the run on sample scans, the sample itself does not', () => {
  workspace.setState({ sample: { step: 'done', seconds: 25 } });
  setDataSet(sample);
  expect(workspace.getState().sample.step).toBe('done');
  setDataSet(scans);
  expect(workspace.getState().sample.step).toBe('idle');
});

test('a model stays trained on its data set after a class was renamed', () => {
  const renamed = withClasses('Healthy', 'Glioma');
  const state = withModelOf(scans, renamed, null);
  const history = [{ hash: 'f' }] as unknown as DataSetView['history'];
  expect(stageLine(state, 'train').text).toBe('ready');
  expect(stageLine({ ...state, dataSet: { ...renamed, history } }, 'train').text).toBe('trained');
});
