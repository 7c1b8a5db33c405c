import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { workspace } from '../workspace/workspace.ts';
import { ConfirmDialog } from './layout/ConfirmDialog.tsx';
import { useAttempt } from './useAttempt.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let host: HTMLElement;
let root: ReturnType<typeof createRoot>;
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  workspace.setState({ notices: [] });
});
afterEach(async () => {
  await act(() => root.unmount());
  host.remove();
});

const button = (name: string) => [...document.querySelectorAll('button')].find((each) => each.textContent === name);
const press = (name: string) => act(async () => button(name)?.click());
const alerts = () => [...document.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent);
const atTheHead = () => workspace.getState().notices.map(({ text }) => text);

function Saving({ job }: { readonly job: () => Promise<void> }) {
  const { attempt, failure } = useAttempt();
  return (
    <div>
      <button type="button" onClick={() => void attempt(job)}>
        Save
      </button>
      {failure}
    </div>
  );
}

test('why an action failed stands beside its button, not at the head of the stage, until the next try', async () => {
  const outcomes = [() => Promise.reject(new Error('The disk is full.')), () => Promise.resolve()];
  await act(() => root.render(<Saving job={() => outcomes.shift()?.() ?? Promise.resolve()} />));
  await press('Save');
  expect(alerts()).toEqual(['The disk is full. (page)']);
  expect(button('Save')?.parentElement?.textContent).toContain('The disk is full.');
  expect(atTheHead()).toEqual([]);
  await press('Save');
  expect(alerts()).toEqual([]);
});

test('where the button has left the page meanwhile, the failure is said at the head of the stage', async () => {
  let fail = (_: Error) => {};
  const job = () => new Promise<void>((_, reject) => (fail = reject));
  await act(() => root.render(<Saving job={job} />));
  await press('Save');
  await act(() => root.render(null));
  await act(async () => fail(new Error('The disk is full.')));
  expect(atTheHead()).toEqual(['The disk is full. (page)']);
});

test('a deletion that fails keeps its question open, and one that goes well closes it', async () => {
  let closed = 0;
  const outcomes = [() => Promise.reject(new Error('Storage is locked.')), () => Promise.resolve()];
  await act(() =>
    root.render(
      <ConfirmDialog
        title="Delete the scans?"
        confirm="Delete 2 scans"
        onConfirm={() => outcomes.shift()?.()}
        onClose={() => (closed += 1)}
      >
        <p>You cannot undo this.</p>
      </ConfirmDialog>,
    ),
  );
  await press('Delete 2 scans');
  expect([alerts(), closed, atTheHead()]).toEqual([['Storage is locked. (page)'], 0, []]);
  await press('Delete 2 scans');
  expect([alerts(), closed]).toEqual([[], 1]);
});
