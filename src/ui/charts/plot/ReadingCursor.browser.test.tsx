import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { TrainingCurves } from '../TrainingCurves.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const epochs = [0.5, 0.375, 0.25].map((validationLoss, index) => ({
  epoch: index + 1,
  trainingLoss: 0.75 / (index + 1),
  trainingAccuracy: 0.8,
  validationLoss,
  validationAccuracy: 0.75,
  learningRate: 1e-3,
  seconds: 2,
}));

test('a chart is read off by arrow keys, and has its numbers as a table one click away', async () => {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const batchLosses = { length: 6, at: () => 0.5 };
  await act(() =>
    root.render(
      <TrainingCurves epochs={epochs} batchLosses={batchLosses} batchesPerEpoch={2} lastEpoch={3} bestEpoch={3} />,
    ),
  );
  const cursor = host.querySelector('[role=slider]');
  const press = (key: string) =>
    act(() => cursor?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
  await press('Home');
  expect(cursor?.getAttribute('aria-valuetext')).toBe('Epoch 1: training 0.750, validation 0.500');
  await press('ArrowRight');
  expect(cursor?.getAttribute('aria-valuetext')).toBe('Epoch 2: training 0.375, validation 0.375');
  await press('End');
  expect(cursor?.getAttribute('aria-valuetext')).toBe('Epoch 3: training 0.250, validation 0.250');

  await act(() => host.querySelector<HTMLElement>('button[aria-expanded=false]')?.click());
  const table = [...host.querySelectorAll('tbody tr')].map((row) => row.children[2]?.textContent);
  expect(table).toEqual(['0.500', '0.375', '0.250']);
  await act(() => root.unmount());
  host.remove();
});
