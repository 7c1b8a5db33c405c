import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import type { Jobs } from '../../../../worker/protocol.ts';

const jobs = { pictureOfFile: vi.fn<Jobs['pictureOfFile']>(() => Promise.reject(new Error('No image.'))) };
vi.mock('../../../../worker/client.ts', () => ({ jobs }));
const { ClassPreview } = await import('./ClassPreview.tsx');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

test('volumes are shown as they will be cut, and again when that is changed; images are shown once', async () => {
  const files = ['a/1.nii.gz', 'b/1.png'].map((path) => ({ path, file: new File([path], path) }));
  const [volume, image] = [[0], [1]];
  const root = createRoot(document.createElement('div'));
  const show = (plane: 'coronal' | 'sagittal') =>
    act(async () => {
      const volumes = { plane, from: 0.25, to: 0.75 };
      root.render(
        <>
          <ClassPreview name="a" files={files} fileIndices={volume} volumes={volumes} />
          <ClassPreview name="b" files={files} fileIndices={image} volumes={volumes} />
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

test('a scan that arrives in the moment in which the cut is changed does not bring the page down', async () => {
  const files = ['a/1.nii.gz', 'a/2.nii.gz'].map((path) => ({ path, file: new File([path], path) }));
  const fileIndices = [0, 1];
  const arrive: ((image: ImageBitmap) => void)[] = [];
  jobs.pictureOfFile.mockImplementation(() => new Promise((resolve) => arrive.push(resolve)));
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const show = (plane: 'coronal' | 'sagittal') =>
    root.render(<ClassPreview name="a" files={files} fileIndices={fileIndices} volumes={{ plane, from: 0, to: 1 }} />);
  await act(async () => show('coronal'));
  const image = await createImageBitmap(new ImageData(4, 4));
  // Both in one commit: the new scan is shown, and what belongs to the cut before is closed.
  await act(async () => {
    arrive[0]?.(image);
    await Promise.resolve();
    await Promise.resolve();
    show('sagittal');
  });
  expect(image.width).toBe(0);
  await act(async () => arrive[1]?.(await createImageBitmap(new ImageData(4, 4))));
  expect(host.querySelectorAll('canvas').length).toBeLessThanOrEqual(1);
  await act(async () => root.unmount());
  host.remove();
});
