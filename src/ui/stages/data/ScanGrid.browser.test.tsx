import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ScanView } from '../../../dataset/edits/dataSetView.ts';
import { ScrollElement } from '../../app/scrollElement.ts';
import { Dialog } from '../../components/layout/Dialog.tsx';
import '../../styles/tokens.css';
import '../../styles/base.css';
import '../../styles/layout.css';
import { ScanGrid } from './ScanGrid.tsx';

const jobs = vi.hoisted(() => ({
  thumbnails: (sha256s: readonly string[]): Promise<null[]> => Promise.resolve(sha256s.map(() => null)),
}));
vi.mock('../../../worker/client.ts', () => ({ jobs }));

const scansFrom = (first: number): ScanView[] =>
  Array.from({ length: 5000 }, (_, i) => ({
    sha256: String(first + i).padStart(64, '0'),
    name: `scan ${i}.png`,
    path: `T/scan ${i}.png`,
    className: 'T',
    format: 'png',
    width: 64,
    height: 64,
    bytes: 100,
    ...{ colourMode: null, facts: null, subject: null, slice: null },
  }));
const scans = scansFrom(0);
const marks = new Map([['T', { index: 0, letter: 'T' }]]);

let unmount = () => {};
afterEach(() => unmount());

/** The arrow to the right goes to the next scan in the dialog. */
function GridAndDialog({ shown, onOpen }: { readonly shown: ScanView[]; readonly onOpen: (index: number) => void }) {
  const [opened, setOpened] = useState<number | null>(null);
  const open = (index: number) => {
    setOpened(index);
    onOpen(index);
  };
  return (
    <>
      <ScanGrid label="scans" scans={shown} marks={marks} opened={opened} onOpen={open} />
      {opened === null ? null : (
        <Dialog
          title={`large ${opened}`}
          onClose={() => setOpened(null)}
          onKeyDown={({ key }) => key === 'ArrowRight' && setOpened(opened + 1)}
        >
          {null}
        </Dialog>
      )}
    </>
  );
}

/** In a frame of 470 x 400 pixels: four cells a row. */
async function showGrid(onOpen: (index: number) => void, shown = scans): Promise<HTMLElement> {
  const holder = document.createElement('div');
  holder.style.cssText = 'width: 470px; height: 400px; overflow: auto';
  document.body.append(holder);
  const root = createRoot(holder);
  unmount = () => {
    root.unmount();
    holder.remove();
  };
  root.render(
    <ScrollElement value={holder}>
      <GridAndDialog shown={shown} onOpen={onOpen} />
    </ScrollElement>,
  );
  await expect.poll(() => holder.querySelectorAll('[data-index]').length).toBeGreaterThan(4);
  return holder;
}

const focused = () => document.activeElement?.getAttribute('aria-label');

test('a grid of thousands draws only what is in sight, and is one stop for Tab', async () => {
  const holder = await showGrid(() => {});
  expect(holder.querySelectorAll('[data-index]').length).toBeLessThan(200);
  expect(holder.querySelectorAll('[role=gridcell][tabindex="0"]').length).toBe(1);
});

test('arrows move from scan to scan, End reaches the last one, Enter opens it', async () => {
  const onOpen = vi.fn();
  const holder = await showGrid(onOpen);
  holder.querySelector<HTMLElement>('[data-index="0"]')?.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  await expect.poll(focused).toBe('scan 5.png, T, 64 × 64');
  await userEvent.keyboard('{End}');
  await expect.poll(focused).toBe('scan 4999.png, T, 64 × 64');
  await userEvent.keyboard('{Enter}');
  expect(onOpen).toHaveBeenCalledWith(4999);
});

test('thumbnails of scans that were scrolled past are never asked for', async () => {
  const questions: (readonly string[])[] = [];
  let answer = () => {};
  vi.spyOn(jobs, 'thumbnails').mockImplementation((sha256s) => {
    questions.push(sha256s);
    return new Promise((resolve) => {
      answer = () => resolve(sha256s.map(() => null));
    });
  });
  const holder = await showGrid(() => {}, scansFrom(5000)); // none of them was asked for before
  const drawn = () =>
    [...holder.querySelectorAll('[data-index]')].map((cell) => Number(cell.getAttribute('data-index')));
  await expect.poll(() => questions.length).toBe(1);
  for (let top = 10_000; top <= 100_000; top += 10_000) {
    holder.scrollTop = top;
    // Four cells of about 117 pixels a row.
    await expect.poll(() => Math.max(...drawn())).toBeGreaterThan((top / 120) * 4);
  }
  expect(questions.length).toBe(1); // one at a time, however fast it goes
  answer();
  await expect.poll(() => questions.length).toBe(2);
  const inSight = new Set(drawn());
  expect(questions[1]?.filter((sha256) => !inSight.has(Number(sha256) - 5000))).toEqual([]);
  answer();
});

test('after a scan was shown large the focus is on the one that was shown last', async () => {
  const holder = await showGrid(() => {});
  holder.querySelector<HTMLElement>('[data-index="0"]')?.focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => document.querySelector('dialog[open]')?.textContent).toContain('large 0');
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.poll(() => document.querySelector('dialog[open]')?.textContent).toContain('large 2');
  await userEvent.keyboard('{Escape}');
  await expect.poll(focused).toBe('scan 2.png, T, 64 × 64');
  await expect.poll(() => holder.querySelector('[role=gridcell][tabindex="0"]')?.getAttribute('data-index')).toBe('2');
});
