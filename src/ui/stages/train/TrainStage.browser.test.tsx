import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recommendedPreset } from '../../../model/presets.ts';
import type { TrainingOutcome } from '../../../worker/jobs/training/trainingProtocol.ts';
import type { Jobs } from '../../../worker/protocol.ts';
import { unedited } from '../../workspace/unedited.fixture.ts';

const counts = { training: [40, 30], validation: [8, 7], test: [9, 6] };
let end: (outcome: TrainingOutcome) => void = () => undefined;
const jobs: Partial<Jobs> = {
  splitSummary: () => Promise.resolve({ counts, folds: 1, groupCount: 100, testScansWithTwin: 0, problem: null }),
  backends: () => Promise.resolve([{ backend: 'cpu', available: true, device: 'here', note: '', recommended: true }]),
  benchmarkReport: () => Promise.resolve(null),
  measureBackends: () => new Promise(() => undefined),
  train: () => new Promise((resolve) => (end = resolve)),
  resumeRun: () => new Promise((resolve) => (end = resolve)),
  models: () => Promise.resolve([]),
  forgetTrained: () => Promise.resolve(),
};
vi.mock('../../../worker/client.ts', () => ({ jobs }));
const { TrainStage } = await import('./TrainStage.tsx');
const { workspace } = await import('../../workspace/workspace.ts');
const { draftOf } = await import('./settings/draft/trainingDraft.ts');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
let host: HTMLElement;
let root: Root;

const button = (name: string) => [...host.querySelectorAll('button')].find(({ textContent }) => textContent === name);
const focused = () => [document.activeElement?.tagName, document.activeElement?.textContent];

beforeEach(async () => {
  const scan = (className: string) => ({ className }) as never;
  const scans = [...Array.from({ length: 57 }, () => scan('A')), ...Array.from({ length: 43 }, () => scan('B'))];
  const facts = { name: 'Scans', synthetic: false, classes: ['A', 'B'], folds: 1, groupCount: 100, outcomes: [] };
  const dataSet = { ...facts, ...unedited, scans };
  workspace.setState({ dataSet });
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  await act(async () => root.render(<TrainStage />));
  await vi.waitFor(() => act(async () => expect(button('Train')?.disabled).toBe(false)));
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
});

test('the focus goes to the heading of the run when it begins, and to that of the settings when it is closed', async () => {
  button('Train')?.focus();
  await act(async () => button('Train')?.click());
  expect(focused()).toEqual(['H1', 'Compact CNN']);
  button('Stop')?.focus();
  await act(async () => end({ ended: 'stopped', reason: 'Stopped.', modelId: null, notKept: null }));
  expect(focused()).toEqual(['H1', 'Compact CNN']);
  button('Close')?.focus();
  await act(async () => button('Close')?.click());
  expect(focused()).toEqual(['H1', 'Train a network']);
});

test('the focus goes to the heading of an interrupted run that goes on', async () => {
  const { request } = draftOf(recommendedPreset);
  const history = { epochs: [], batchLosses: [] };
  await act(async () =>
    workspace.setState({
      run: { request, history, epochsDone: 1, folds: null, savedAt: '2026-01-01T00:00:00.000Z', version: 1 },
    }),
  );
  button('Resume')?.focus();
  await act(async () => button('Resume')?.click());
  expect(focused()).toEqual(['H1', 'Compact CNN']);
  await act(async () => end({ ended: 'stopped', reason: 'Stopped.', modelId: null, notKept: null }));
  await act(async () => button('Close')?.click());
});

test('a button that is resting keeps the focus and does nothing', async () => {
  await act(async () => button('Train')?.click());
  const pause = vi.fn(() => Promise.resolve());
  Object.assign(jobs, { pauseTraining: pause });
  button('Pause')?.focus();
  await act(async () => button('Pause')?.click());
  await act(async () => button('Pause')?.click());
  expect(pause).toHaveBeenCalledTimes(1);
  expect(focused()).toEqual(['BUTTON', 'Pause']);
  await act(async () => end({ ended: 'stopped', reason: 'Stopped.', modelId: null, notKept: null }));
  await act(async () => button('Close')?.click());
});

const field = (label: string) => {
  const id = [...host.querySelectorAll('label')].find(({ textContent }) => textContent === label)?.htmlFor;
  const input = document.getElementById(id ?? '');
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
  return input;
};
const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
/** Types into a field and leaves it. */
const enter = (label: string, text: string) =>
  act(async () => {
    const input = field(label);
    input.focus();
    setValue?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.blur();
  });
const noteOf = (label: string) =>
  document.getElementById(field(label).getAttribute('aria-describedby') ?? '')?.textContent;
const whyNot = () => document.getElementById('training-obstacle')?.textContent;

test.each([
  ['Learning rate', '10', 'Enter a number from 0.000001 to 1.'],
  ['Learning rate', '0', 'Enter a number from 0.000001 to 1.'],
  ['Epochs', '0', 'Enter a whole number from 1 to 1000.'],
  ['Epochs', '2.5', 'Enter a whole number from 1 to 1000.'],
  ['Epochs', '', 'Enter a whole number from 1 to 1000.'],
  ['Input size', '4096', 'Enter a whole number from 32 to 256.'],
  ['Batch size', '-1', 'Enter a whole number from 1 to 512.'],
  ['Seed', '4294967296', 'Enter a whole number from 0 to 4294967295.'],
  ['Patience', '0', 'Enter a whole number from 1 to 1000.'],
  ['Angle', '0', 'Enter a number from 0.1 to 180.'],
  ['Brightness', '101', 'Enter a number from 0.1 to 100.'],
  ['Validation share', '60', 'Enter a number from 5 to 45.'],
  ['Test share', '', 'Enter a number from 5 to 45.'],
])(
  '%s of "%s" stays in its field with what is wrong, and Train says why it cannot begin',
  async (label, text, problem) => {
    const before = field(label).value;
    await enter(label, text);
    expect([field(label).value, noteOf(label), field(label).ariaInvalid]).toEqual([text, problem, 'true']);
    expect(button('Train')?.disabled).toBe(true);
    expect(whyNot()).toBe(`${label}: e${problem.slice(1)}`);
    await enter(label, before);
    expect([field(label).value, field(label).ariaInvalid]).toEqual([before, null]);
    await vi.waitFor(() => act(async () => expect(button('Train')?.disabled).toBe(false)));
  },
);

test('a value of a layer that is not allowed outlives the closing of the layer, and Train names the layer', async () => {
  const layer = host.querySelector<HTMLElement>('[data-layer="0"]');
  await act(async () => layer?.click());
  const before = field('Filters').value;
  await enter('Filters', '2000');
  await act(async () => layer?.click());
  expect(whyNot()).toBe('Layer 1, Filters: enter a whole number from 1 to 1024.');
  await act(async () => layer?.click());
  expect([field('Filters').value, noteOf('Filters')]).toEqual(['2000', 'Enter a whole number from 1 to 1024.']);
  await enter('Filters', before);
});
