import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import type { Jobs } from '../../../../worker/protocol.ts';

const trained: { readonly requests: TrainingRequest[]; ended: 'completed' | 'stopped' } = {
  requests: [],
  ended: 'completed',
};
const jobs = {
  /** Keeps a cross-validation of what was asked. */
  train: vi.fn<Jobs['train']>(async (request) => {
    trained.requests.push(request);
    if (trained.ended === 'stopped') return { ended: 'stopped', reason: 'Stopped.', modelId: null, notKept: null };
    return { ended: 'completed', reason: '', modelId: `folds ${trained.requests.length}`, notKept: null };
  }),
  models: vi.fn<Jobs['models']>(async () => [
    ...workspace.getState().models,
    ...trained.requests.map(({ hyperparameters, split: asked }, place) =>
      run(`folds ${place + 1}`, { ...folded({ ...exampleCard, hyperparameters }), split: { ...split, ...asked } }),
    ),
  ]),
  compareModels: vi.fn<Jobs['compareModels']>(async (ids) => ({
    models: ids.map((id) => ({ id, history: null, roc: [] })),
    against: [{ refusal: 'Other test scans.' }],
  })),
};
vi.mock('../../../../worker/client.ts', () => ({ jobs }));
const { RunComparisonView } = await import('./RunComparisonView.tsx');
const { workspace } = await import('../../../workspace/workspace.ts');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const fold = { name: 'Fold 1', training: 8, validation: 2, testGroups: 2, bestEpoch: 1, figures: exampleCard.figures };
const split = { ...exampleCard.split, testing: { by: 'folds', count: 3 } } as const;
const others = { ...exampleCard, hyperparameters: { ...exampleCard.hyperparameters, epochs: 99 } };
const folded = (card: typeof exampleCard) => ({ ...card, split, folds: [fold, fold, fold] });

function run(id: string, card: typeof exampleCard): ModelSummary {
  const named = { id, name: id, createdAt: '2026-11-28T10:00:00.000Z', fingerprint: null };
  return { ...named, card, bytes: 1, imported: false, notes: '', trainingSeconds: null };
}

/** Renders the comparison and hands the buttons that it offers to `use`. */
async function withButtons(
  models: readonly ModelSummary[],
  all: readonly ModelSummary[],
  use: (buttons: readonly HTMLButtonElement[], host: HTMLElement) => Promise<void>,
  onCompare = vi.fn(),
) {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  workspace.setState({ models: all, dataSet: { version: { hash: exampleCard.data.fingerprint } } as DataSetView });
  await act(async () => root.render(<RunComparisonView {...{ models, all, onCompare }} />));
  await vi.waitFor(() => act(async () => expect(host.textContent).toContain('Other test scans.')));
  await act(async () => void (await import('./Together.tsx')));
  await use(
    [...host.querySelectorAll('button')].filter(({ textContent }) => /^C/.test(textContent ?? '')),
    host,
  );
  await act(async () => root.unmount());
  host.remove();
  return onCompare;
}

const [a, b] = [run('a', exampleCard), run('b', others)];
const [a3, b3] = [run('a3', folded(exampleCard)), run('b3', folded(others))];
const TOGETHER = 'Cross-validate over the same 5 folds and compare';

test('cross-validations of the same settings are offered instead of runs of one split', async () => {
  const onCompare = await withButtons([a, b], [a, b, b3, a3], async (buttons) => {
    expect(buttons.map(({ textContent }) => textContent)).toEqual(['Compare their cross-validations']);
    await act(async () => buttons[0]?.click());
  });
  expect(onCompare).toHaveBeenCalledWith([a3, b3]);
  await withButtons([a3, b3], [a, b, a3, b3], async (buttons) => expect(buttons).toEqual([]));
});

test('one press cross-validates what is missing over the same folds, those of the first, and compares these', async () => {
  Object.assign(trained, { requests: [], ended: 'completed' });
  const other = run('b', { ...others, split: { ...others.split, seed: 77 } });
  const onCompare = await withButtons([a, other], [a, other], async (buttons) => {
    expect(buttons.map(({ textContent }) => textContent)).toEqual([TOGETHER]);
    await act(async () => buttons[0]?.click());
  });
  expect(trained.requests.map(({ split: { seed, testing } }) => [seed, testing])).toEqual([
    [exampleCard.split.seed, { by: 'folds', count: 5 }],
    [exampleCard.split.seed, { by: 'folds', count: 5 }],
  ]);
  expect(trained.requests.map(({ hyperparameters: { epochs } }) => epochs)).toEqual([
    exampleCard.hyperparameters.epochs,
    99,
  ]);
  expect(onCompare.mock.calls.map(([found]) => found.map(({ id }: ModelSummary) => id))).toEqual([
    ['folds 1', 'folds 2'],
  ]);
});

test('only what is missing is trained, over the folds of what is there, and a run that was stopped compares nothing', async () => {
  Object.assign(trained, { requests: [], ended: 'stopped' });
  const of9 = run('b3', { ...folded(others), split: { ...split, seed: 9 } });
  const onCompare = await withButtons([a, b], [a, b, of9], async (buttons) => {
    expect(buttons.map(({ textContent }) => textContent)).toEqual([TOGETHER.replace('5', '3')]);
    await act(async () => buttons[0]?.click());
  });
  expect(trained.requests.map(({ split: { seed, testing } }) => [seed, testing])).toEqual([
    [9, { by: 'folds', count: 3 }],
  ]);
  expect(onCompare).not.toHaveBeenCalled();
});

test('settings of other scans than those here are not trained, and that is said', async () => {
  const elsewhere = run('b', { ...others, data: { ...others.data, fingerprint: 'ef'.repeat(32) } });
  await withButtons([a, elsewhere], [a, elsewhere], async (buttons, host) => {
    expect(buttons[0]?.getAttribute('aria-disabled')).toBe('true');
    expect(host.textContent).toContain('b was trained on other scans than those in this browser');
  });
});
