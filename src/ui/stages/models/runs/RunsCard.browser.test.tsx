import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';

vi.mock('../../../../worker/client.ts', () => ({ jobs: {} }));
const { RunsCard } = await import('./RunsCard.tsx');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

function run(name: string, auc: number, folds: number): ModelSummary {
  const values = { auc: { value: auc, low: auc - 0.01, high: Math.min(1, auc + 0.01) } };
  const figures = { ...exampleCard.figures, n: 100 * Math.max(1, folds), values };
  const fold = { name: 'Fold', training: 8, validation: 2, testGroups: 2, bestEpoch: 1, figures };
  const card = { ...exampleCard, figures };
  const split = { ...exampleCard.split, testing: { by: 'folds', count: folds } } as const;
  const named = { id: name, name, createdAt: '2026-11-28T10:00:00.000Z', fingerprint: null };
  return {
    ...{ ...named, bytes: 1, imported: false, notes: '', trainingSeconds: null },
    card: folds > 1 ? { ...card, split, folds: Array(folds).fill(fold) } : card,
  };
}

test('the best AUC of one split does not stand above cross-validated ones, and each figure says what it was tested on', async () => {
  const models = [run('lucky', 0.99, 1), run('plain', 0.9, 5), run('better', 0.95, 3), run('unlucky', 0.85, 1)];
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  await act(async () => root.render(<RunsCard models={models} />));
  const sort = [...host.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith('AUC'));
  await act(async () => sort?.click());
  const rows = [...host.querySelectorAll('tbody tr')].map((row) => row.querySelector('th')?.textContent);
  expect(rows).toEqual([
    ...['Tested on several splits', 'better', 'plain'],
    ...['Tested on one split: one draw each, which another split or seed may rank otherwise', 'lucky', 'unlucky'],
  ]);
  const heads = [...host.querySelectorAll('thead th')].map(({ textContent }) => textContent?.replace(/[↕↓↑]/, ''));
  const tested = [...host.querySelectorAll('tbody tr')].flatMap(
    (row) => row.querySelectorAll('th,td')[heads.indexOf('Tested on')]?.textContent ?? [],
  );
  expect(tested).toEqual([
    '300 test scans, 3 folds',
    '500 test scans, 5 folds',
    ...Array(2).fill('100 test scans, one split'),
  ]);
  expect(host.querySelector('th[scope="rowgroup"]')?.getAttribute('colspan')).toBe(String(heads.length));
  await act(async () => root.unmount());
  host.remove();
});
