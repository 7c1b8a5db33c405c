import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { ProbabilityHistogram } from './ProbabilityHistogram.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

test('the ticks enclose the bars, and the classes are read in their order', async () => {
  const host = document.body.appendChild(document.createElement('div'));
  host.style.width = '480px';
  const root = createRoot(host);
  // 8 scans in one bin: the ticks are 5 apart.
  const probabilities = [...Array.from({ length: 8 }, () => 0.97), 0.02, 0.02, 0.02];
  const labels = probabilities.map((probability) => Number(probability > 0.5));
  await act(() =>
    root.render(
      <ProbabilityHistogram
        title="Test probabilities"
        {...{ probabilities, labels }}
        classes={['Healthy', 'Tumour']}
        threshold={0.5}
      />,
    ),
  );
  await expect.poll(() => host.querySelectorAll('svg rect[stroke]').length).toBe(2);
  const yOf = (element: Element) => element.getBoundingClientRect();
  const lines = [...host.querySelectorAll('svg g > line[x2]:first-child')].filter(
    (line) => line.nextElementSibling?.tagName === 'text' && yOf(line).height < 1,
  );
  const ticks = lines.map((line) => yOf(line).top);
  const bars = [...host.querySelectorAll('svg rect[stroke]')].map(yOf);
  expect(Math.min(...ticks)).toBeLessThanOrEqual(Math.min(...bars.map(({ top }) => top)) + 1);
  expect(Math.max(...ticks)).toBeGreaterThanOrEqual(Math.max(...bars.map(({ bottom }) => bottom)) - 1);

  const cursor = host.querySelector('[role=slider]');
  await act(() => cursor?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true })));
  expect(cursor?.getAttribute('aria-valuetext')).toBe('0.00 to 0.05: 3 scans of Healthy, 0 of Tumour');
  await act(() => root.unmount());
  host.remove();
});
