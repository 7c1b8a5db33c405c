import { expect, test } from 'vitest';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { nextRunSorting, sortRuns } from './sortRuns.ts';

function run(name: string, auc: number | null, trainingSeconds: number | null): ModelSummary {
  const values = auc === null ? {} : { auc: { value: auc, low: 0, high: 1 } };
  const card = { ...exampleCard, figures: { n: 9, values } };
  const named = { id: name, name, createdAt: '2026-11-28T10:00:00.000Z', fingerprint: null, bytes: 1 };
  return { ...named, card, imported: false, notes: '', trainingSeconds };
}

const runs = [run('run 10', 0.8, 5), run('run 9', null, null), run('run 2', 0.9, 60)];
const namesOf = (sorted: readonly ModelSummary[]) => sorted.map(({ name }) => name);

test('runs are sorted by a figure, those without it last either way, and by name as numbers count', () => {
  expect(namesOf(sortRuns(runs, { key: 'auc', descending: true }))).toEqual(['run 2', 'run 10', 'run 9']);
  expect(namesOf(sortRuns(runs, { key: 'auc', descending: false }))).toEqual(['run 10', 'run 2', 'run 9']);
  expect(namesOf(sortRuns(runs, { key: 'time', descending: false }))).toEqual(['run 10', 'run 2', 'run 9']);
  expect(namesOf(sortRuns(runs, { key: 'name', descending: false }))).toEqual(['run 2', 'run 9', 'run 10']);
});

test('figures begin with the largest, names with the first', () => {
  const byDate = { key: 'date', descending: true } as const;
  expect(nextRunSorting(byDate, 'auc')).toEqual({ key: 'auc', descending: true });
  expect(nextRunSorting(byDate, 'name')).toEqual({ key: 'name', descending: false });
  expect(nextRunSorting(byDate, 'date')).toEqual({ key: 'date', descending: false });
});
