import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { Progress } from './Progress.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

test('a bar that nobody knows the end of moves while something goes on, and stands still while nothing does', async () => {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const bar = () => host.querySelector('[role="progressbar"] > div') as HTMLElement;
  await act(async () => root.render(<Progress label="Starting" value={null} />));
  expect(getComputedStyle(bar()).animationName).not.toBe('none');

  await act(async () => root.render(<Progress label="Starting" value={null} resting />));
  expect(getComputedStyle(bar()).animationName).toBe('none');
  expect(bar().getBoundingClientRect().width).toBe(0);
  expect(host.textContent).toBe('Starting');

  await act(async () => root.unmount());
  host.remove();
});
