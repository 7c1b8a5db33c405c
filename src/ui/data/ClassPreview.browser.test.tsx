import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import type { Jobs } from '../../worker/protocol.ts';

const jobs = { pictureOfFile: vi.fn<Jobs['pictureOfFile']>(() => Promise.reject(new Error('No picture.'))) };
vi.mock('../../worker/client.ts', () => ({ jobs }));
const { ClassPreview } = await import('./ClassPreview.tsx');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

test('volumes are shown as they will be cut, and again when that is changed; pictures are shown once', async () => {
  const files = ['a/1.nii.gz', 'b/1.png'].map((path) => ({ path, file: new File([path], path) }));
  const [volume, picture] = [[0], [1]];
  const root = createRoot(document.createElement('div'));
  const show = (plane: 'coronal' | 'sagittal') =>
    act(async () => {
      const volumes = { plane, from: 0.25, to: 0.75 };
      root.render(
        <>
          <ClassPreview name="a" files={files} fileIndices={volume} volumes={volumes} />
          <ClassPreview name="b" files={files} fileIndices={picture} volumes={volumes} />
        </>,
      );
    });
  await show('coronal');
  await show('sagittal');
  const asked = jobs.pictureOfFile.mock.calls.map(([file, volumes]) => [file.name, volumes]);
  const all = { plane: 'axial', from: 0, to: 1 };
  expect(asked.sort(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
    ['a/1.nii.gz', { plane: 'coronal', from: 0.25, to: 0.75 }],
    ['a/1.nii.gz', { plane: 'sagittal', from: 0.25, to: 0.75 }],
    ['b/1.png', all],
  ]);
  await act(async () => root.unmount());
});
