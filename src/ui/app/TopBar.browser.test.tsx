import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { workspace } from '../workspace/workspace.ts';
import { TopBar } from './TopBar.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const untouched = workspace.getState();
const root = createRoot(document.body.appendChild(document.createElement('div')));

afterEach(async () => {
  await act(() => root.render(null));
  workspace.setState(untouched);
});

/** What is said of what is stored. */
async function saidOfStorage(storage: { usedBytes: number; persistent: boolean }): Promise<string> {
  await act(() => workspace.setState({ ...untouched, storage: { quotaBytes: 1e9, ...storage } }));
  await act(() => root.render(<TopBar />));
  return document.body.textContent ?? '';
}

test('storage that the browser may clear, as in a private window, is said to be so', async () => {
  const said = await saidOfStorage({ usedBytes: 5e6, persistent: false });
  expect(said).toContain('The browser may delete it when the disk is full or a private window is closed');
});

test('where it lasts, or nothing is stored, that is not said', async () => {
  expect(await saidOfStorage({ usedBytes: 5e6, persistent: true })).not.toContain('may delete it');
  expect(await saidOfStorage({ usedBytes: 0, persistent: false })).not.toContain('may delete it');
});
