import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ArchiveListing } from '../../worker/jobs/import/importProtocol.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/layout.css';
import { workspace } from '../workspace/workspace.ts';
import { DropTarget } from './DropTarget.tsx';
import { handleDrop } from './handleDrop.ts';
import { sayLostDrop } from './waitingDrop.ts';

let listed = (_: ArchiveListing) => {};
const jobs = vi.hoisted(() => ({ openArchive: vi.fn(), closeArchive: vi.fn() }));
vi.mock('../../worker/client.ts', () => ({ jobs }));

let unmount = () => {};
afterEach(() => unmount());

function render(): void {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  unmount = () => {
    root.unmount();
    host.remove();
  };
  root.render(<DropTarget>nothing else</DropTarget>);
}

test('a drop that comes before the stored data is open waits for it', async () => {
  jobs.openArchive.mockResolvedValue({ id: 'b', paths: [], sizes: [], refused: [] });
  workspace.setState({ opening: { step: 'opening' }, notices: [] });
  render();
  await letGo();
  expect(jobs.openArchive).not.toHaveBeenCalled();
  workspace.setState({ opening: { step: 'open' } });
  await vi.waitFor(() => expect(jobs.openArchive).toHaveBeenCalledOnce());
});

test('a drop that was not read before the page is loaded again is said to be lost, and one that was read is not', async () => {
  jobs.openArchive.mockResolvedValue({ id: 'b', paths: [], sizes: [], refused: [] });
  workspace.setState({ opening: { step: 'opening' }, notices: [] });
  render();
  await letGo();
  sayLostDrop(); // as the page does when it is loaded
  expect(workspace.getState().notices.map(({ text }) => text)).toEqual([
    'The page was loaded again before it could read what you dropped. Drop it once more. (page)',
  ]);
  await letGo();
  jobs.openArchive.mockClear();
  workspace.setState({ opening: { step: 'open' }, notices: [] });
  await vi.waitFor(() => expect(jobs.openArchive).toHaveBeenCalled());
  sayLostDrop();
  expect(workspace.getState().notices).toEqual([]);
});

test('a drop on a tab that does not hold the workspace is refused in words, and does not leave the page', async () => {
  jobs.openArchive.mockClear();
  workspace.setState({ opening: { step: 'elsewhere' }, notices: [] });
  render();
  await letGo();
  await vi.waitFor(() =>
    expect(workspace.getState().notices.map(({ text }) => text)).toEqual([
      'Axial is open in another tab. Choose ‘Use it here’, then drop it again. (page)',
    ]),
  );
  expect(jobs.openArchive).not.toHaveBeenCalled();
});

async function letGo(): Promise<void> {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['PK'], 'a.zip', { type: 'application/zip' }));
  const target = page.getByText('nothing else');
  await expect.element(target).toBeVisible();
  for (const type of ['dragenter', 'dragover', 'drop']) {
    const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
    target.element().dispatchEvent(event);
    // Else the browser leaves the page for the file.
    expect(event.defaultPrevented).toBe(true);
  }
}

test('the reading of a zip can be stopped, the page is as it was, and the zip is closed when it has been read', async () => {
  jobs.openArchive.mockReturnValue(new Promise<ArchiveListing>((resolve) => (listed = resolve)));
  workspace.setState({ opening: { step: 'open' }, notices: [] });
  render();
  const before = workspace.getState();
  const taking = handleDrop([{ file: new File([], 'a.zip'), path: 'a.zip' }]);
  await expect.element(page.getByText('Listing a.zip')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await taking;
  expect(page.getByText('Listing a.zip').query()).toBeNull();
  expect(workspace.getState()).toEqual(before);
  listed({ id: 'a', paths: ['1.png'], sizes: [1], refused: [] });
  await vi.waitFor(() => expect(jobs.closeArchive).toHaveBeenCalledWith('a'));
  expect(workspace.getState()).toEqual(before);
});
