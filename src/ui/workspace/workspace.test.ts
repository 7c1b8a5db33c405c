import { expect, test } from 'vitest';
import type { ModelSummary } from '../../worker/jobs/models/modelProtocol.ts';
import { classLetters } from '../components/image/classColours.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatProbability,
  formatTimeLeft,
} from '../components/text/format.ts';
import { withNotice } from './notices.ts';
import { stageOfHash } from './stage.ts';
import { atStage, chosenModel, newestFirst, workspaceOpened } from './workspace.ts';

const model = (id: string, createdAt: string) => ({ id, createdAt }) as ModelSummary;

test('the chosen model is the one asked for, else the newest', () => {
  const models = newestFirst([model('old', '2026-01-01T00:00:00Z'), model('new', '2026-02-01T00:00:00Z')]);
  expect(chosenModel({ models, modelId: 'old' })?.id).toBe('old');
  expect(chosenModel({ models, modelId: 'deleted' })?.id).toBe('new');
  expect(chosenModel({ models: [], modelId: 'old' })).toBeNull();
});

test('an address that names no stage leads to the first one', () => {
  expect(stageOfHash('#evaluate')).toBe('evaluate');
  expect(stageOfHash('#/learn/pooling?scan=1f')).toBe('learn');
  expect(stageOfHash('#learning')).toBe('data');
  expect(stageOfHash('')).toBe('data');
  expect(stageOfHash('#elsewhere')).toBe('data');
});

const notice = (id: number, text: string, tone: 'quiet' | 'bad' = 'quiet') => ({ id, text, tone, action: null });

test('one toast at a time: a new one takes the place of the one before, whatever it says', () => {
  const undo = { ...notice(1, 'Excluded.'), action: { label: 'Undo', run: () => {} } };
  expect(withNotice([undo], notice(2, 'Added.')).map(({ id }) => id)).toEqual([2]);
});

test('the same failure is not shown twice, many lose their oldest, and a toast takes none away', () => {
  const failures = [1, 2, 3].map((id) => notice(id, String(id), 'bad'));
  expect(withNotice(failures, notice(4, '2', 'bad')).map(({ id }) => id)).toEqual([1, 3, 4]);
  expect(withNotice(failures, notice(4, '4', 'bad')).map(({ id }) => id)).toEqual([2, 3, 4]);
  expect(withNotice(failures, notice(4, 'Added.')).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
});

test('a change of stage takes a toast along, with its way back, but no failure', () => {
  const undo = { ...notice(3, 'Excluded.'), action: { label: 'Undo', run: () => {} } };
  const notices = [notice(2, 'Cut off.', 'bad'), undo];
  expect(atStage({ stage: 'data', notices }, 'models').notices.map(({ id }) => id)).toEqual([2]);
  expect(atStage({ stage: 'data', notices }, 'data').notices).toBe(notices);
});

test('the model chosen at the last visit is chosen again, unless it is gone', () => {
  const opened = {
    dataSet: null,
    models: [model('old', '2026-01-01T00:00:00Z'), model('new', '2026-02-01T00:00:00Z')],
    brokenModels: [],
    run: null,
    shortcuts: null,
    storage: { usedBytes: 0, quotaBytes: 0, persistent: false },
  };
  const chosenAfter = (kept: string | null) => {
    const { models = [], modelId = null } = workspaceOpened(opened, kept);
    return chosenModel({ models, modelId })?.id;
  };
  expect(chosenAfter('old')).toBe('old');
  expect(chosenAfter('deleted')).toBe('new');
  expect(chosenAfter(null)).toBe('new');
});

test('every class has a letter of its own', () => {
  expect(classLetters(['Healthy', 'Brain Tumor'])).toEqual(['H', 'B']);
  expect(classLetters(['tumor', 'tumour', 't'])).toEqual(['T', 'U', '3']);
});

test('numbers are written as people read them', () => {
  expect(formatCount(4600)).toBe('4,600');
  expect(formatBytes(999)).toBe('999 bytes');
  expect(formatBytes(1_234_567)).toBe('1.2 MB');
  expect(formatBytes(999_700)).toBe('1.0 MB');
  expect(formatDuration(125)).toBe('2 min 5 s');
  expect(formatDuration(3780)).toBe('1 h 3 min');
  expect(formatTimeLeft(61)).toBe('about 1 min 5 s left');
  expect(formatTimeLeft(120)).toBe('about 2 min left');
});

test('a probability is never rounded to a certainty that is not there', () => {
  expect(formatProbability(0.9996)).toBe('0.99');
  expect(formatProbability(0.0004)).toBe('0.01');
  expect(formatProbability(1)).toBe('1.00');
  expect(formatProbability(0.98, 3)).toBe('0.980');
});
