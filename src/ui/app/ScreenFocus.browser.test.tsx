import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { notify, useWorkspace, workspace } from '../workspace/workspace.ts';
import { Notices } from './Notices.tsx';
import { ScreenFocus } from './ScreenFocus.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const untouched = workspace.getState();
const host = document.body.appendChild(document.createElement('div'));
const last = { current: null };

/** A page whose button, like most, goes away with its screen. */
function Page() {
  const stage = useWorkspace((state) => state.stage);
  return (
    <>
      <main>
        <h1>{stage}</h1>
        <button key={stage} type="button">
          on {stage}
        </button>
        <ScreenFocus last={last} />
      </main>
      <button type="button" id="outside">
        outside
      </button>
      <Notices />
    </>
  );
}

async function show(): Promise<() => Promise<void>> {
  last.current = null;
  await act(() => workspace.setState({ ...untouched, opening: { step: 'open' }, stage: 'data' }));
  const root = createRoot(host);
  await act(() => root.render(<Page />));
  return async () => act(() => root.unmount());
}
const find = (selector: string) => host.querySelector<HTMLElement>(selector);

let leave = async () => {};
afterEach(() => leave());

test('the heading of a new screen takes the focus that was lost with the one before', async () => {
  leave = await show();
  expect(document.activeElement).toBe(document.body);
  find('main button')?.focus();
  await act(() => workspace.setState({ stage: 'models' }));
  expect(document.activeElement).toBe(find('h1'));
});

test('a focus that is still somewhere stays there', async () => {
  leave = await show();
  find('#outside')?.focus();
  await act(() => workspace.setState({ stage: 'models' }));
  expect(document.activeElement).toBe(find('#outside'));
});

test('a notice that is dismissed hands the focus to the heading, and its action runs', async () => {
  leave = await show();
  let undone = 0;
  await act(() => notify('Deleted.', { label: 'Undo', run: () => (undone += 1) }));
  const undo = [...host.querySelectorAll('button')].find((button) => button.textContent === 'Undo');
  undo?.focus();
  await act(() => undo?.click());
  expect(undone).toBe(1);
  expect(document.activeElement).toBe(find('h1'));
});
