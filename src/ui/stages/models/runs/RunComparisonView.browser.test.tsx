import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { exampleCard } from '../../../../model/exampleCard.fixture.ts';
import type { Jobs, ModelSummary } from '../../../../worker/protocol.ts';

const jobs = {
  compareModels: vi.fn<Jobs['compareModels']>(async (ids) => ({
    models: ids.map((id) => ({ id, history: null, roc: [] })),
    against: [{ refusal: 'Other test scans.' }],
  })),
};
vi.mock('../../../../worker/client.ts', () => ({ jobs }));
const { RunComparisonView } = await import('./RunComparisonView.tsx');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const fold = { name: 'Fold 1', training: 8, validation: 2, testGroups: 2, bestEpoch: 1, figures: exampleCard.figures };
const split = { ...exampleCard.split, testing: { by: 'folds', count: 3 } } as const;
const others = { ...exampleCard, hyperparameters: { ...exampleCard.hyperparameters, epochs: 99 } };
const folded = (card: typeof exampleCard) => ({ ...card, split, folds: [fold, fold, fold] });

function run(id: string, card: typeof exampleCard): ModelSummary {
  const named = { id, name: id, createdAt: '2026-11-28T10:00:00.000Z', fingerprint: null };
  return { ...named, card, bytes: 1, imported: false, notes: '', trainingSeconds: null };
}

async function buttonsOf(models: readonly ModelSummary[], all: readonly ModelSummary[], onCompare = vi.fn()) {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  await act(async () => root.render(<RunComparisonView {...{ models, all, onCompare }} />));
  await vi.waitFor(() => act(async () => expect(host.textContent).toContain('Other test scans.')));
  const buttons = [...host.querySelectorAll('button')].filter(({ textContent }) => /^C/.test(textContent ?? ''));
  const names = buttons.map((button) => button.textContent ?? '');
  if (names[0]?.startsWith('Compare')) await act(async () => buttons[0]?.click());
  await act(async () => root.unmount());
  host.remove();
  return names;
}

test('runs of one split are offered for cross-validation, or their cross-validations instead', async () => {
  const [a, b] = [run('a', exampleCard), run('b', others)];
  const [a3, b3] = [run('a3', folded(exampleCard)), run('b3', folded(others))];
  const onCompare = vi.fn();
  expect(await buttonsOf([a, b], [a, b, b3, a3], onCompare)).toEqual(['Compare their cross-validations']);
  expect(onCompare).toHaveBeenCalledWith([a3, b3]);
  expect(await buttonsOf([a3, b3], [a, b, a3, b3])).toEqual([]);
  expect((await buttonsOf([b3, a], [a, b, b3]))[0]).toMatch(/^Cross-validate a/);
});
