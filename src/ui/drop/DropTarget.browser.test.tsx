import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ArchiveListing } from '../../worker/protocol.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import { workspace } from '../workspace/workspace.ts';
import { DropTarget } from './DropTarget.tsx';
import { handleDrop } from './handleDrop.ts';

let listed = (_: ArchiveListing) => {};
const jobs = vi.hoisted(() => ({ openArchive: vi.fn(), closeArchive: vi.fn() }));
vi.mock('../../worker/client.ts', () => ({ jobs }));

let unmount = () => {};
afterEach(() => unmount());

test('the reading of a zip can be stopped, the page is as it was, and the zip is closed when it has been read', async () => {
  jobs.openArchive.mockReturnValue(new Promise<ArchiveListing>((resolve) => (listed = resolve)));
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  unmount = () => {
    root.unmount();
    host.remove();
  };
  root.render(<DropTarget>nothing else</DropTarget>);
  const before = workspace.getState();
  const taking = handleDrop([{ file: new File([], 'a.zip'), path: 'a.zip' }]);
  await expect.element(page.getByText('Listing a.zip')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await taking;
  expect(page.getByText('Listing a.zip').query()).toBeNull();
  expect(workspace.getState()).toEqual(before);
  listed({ id: 'a', entries: [{ path: '1.png', size: 1 }], refused: [] });
  await vi.waitFor(() => expect(jobs.closeArchive).toHaveBeenCalledWith('a'));
  expect(workspace.getState()).toEqual(before);
});
