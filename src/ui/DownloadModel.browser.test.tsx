import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DownloadModel } from './DownloadModel.tsx';
// The name of a button is read as it is laid out: its lines are grid rows.
import './styles/layout.css';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const { target } = vi.hoisted(() => ({
  target: (label: string) => ({ label, help: `${label} opens it.`, fileName: (name: string) => `${name}.${label}` }),
}));
vi.mock('../export/targets.ts', () => ({ EXPORT_TARGETS: { tfjs: target('zip'), card: target('json') } }));
const download = vi.hoisted(() => vi.fn());
vi.mock('./workspace/download.ts', () => ({ download }));

test('the button gives the first target, the others are listed with what each is for, and each file has its own name', async () => {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const blob = new Blob(['model']);
  const write = vi.fn(async () => blob);
  const attempt = async (job: () => unknown) => (await job()) !== undefined;
  await act(() =>
    root.render(
      <DownloadModel name="Course" attempt={attempt} write={write}>
        Download model
      </DownloadModel>,
    ),
  );
  await userEvent.click(page.getByRole('button', { name: 'Download model' }));
  await userEvent.keyboard('{Tab}{Enter}');
  const listed = page.getByRole('dialog', { name: 'Use Course elsewhere' });
  await userEvent.click(listed.getByRole('button', { name: 'json json opens it.' }));
  await vi.waitFor(() => expect(download.mock.calls.map(([, name]) => name)).toEqual(['Course.zip', 'Course.json']));
  expect(write.mock.calls).toEqual([['tfjs'], ['card']]);
  await expect.element(listed).not.toBeInTheDocument();
  await act(() => root.unmount());
  host.remove();
});
