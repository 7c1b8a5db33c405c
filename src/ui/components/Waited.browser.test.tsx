import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Progress } from './Progress.tsx';
import { QueryState } from './QueryState.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let host: HTMLElement;
let root: ReturnType<typeof createRoot>;
beforeEach(() => {
  vi.useFakeTimers();
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(async () => {
  await act(() => root.unmount());
  host.remove();
  vi.useRealTimers();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));
/** What is in the page for eyes, and for screen readers. */
const seen = () => host.textContent;
const read = () => {
  const copy = host.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error('no element');
  for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
  return copy.textContent;
};

test('a wait says how long it has lasted from its first second on, to the eyes alone', async () => {
  await act(() => root.render(<QueryState failure={null}>Loading the presets</QueryState>));
  await pass(900);
  expect(seen()).toBe('Loading the presets');
  await pass(3200);
  expect(seen()).toBe('Loading the presets, 4 s');
  expect(read()).toBe('Loading the presets');
  await act(() => root.render(<QueryState failure="The presets are gone.">Loading the presets</QueryState>));
  expect(seen()).toBe('The presets are gone.');
});

test('a bar that does not know how far it is says how long that has lasted, for each thing anew', async () => {
  await act(() => root.render(<Progress label="Starting" value={null} />));
  await pass(65_000);
  expect(seen()).toBe('Starting, 1 min 5 s');
  await act(() => root.render(<Progress label="Warming up" value={null} />));
  expect(seen()).toBe('Warming up');
  await act(() => root.render(<Progress label="Epoch 1" value={1} max={2} />));
  await pass(5000);
  expect(seen()).toBe('Epoch 150 %');
});
