import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Slide, useSlide } from './useSlide.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
let host: HTMLElement;
let root: Root;
let slide: Slide | null = null;
/** What the browser would call before it draws; it draws nothing of a hidden tab. */
let frame: ((now: number) => void) | null = null;

function Probe() {
  slide = useSlide(3, 4);
  return null;
}
const current = () => slide ?? expect.fail('not shown');
const draw = (now: number) => act(async () => frame?.(now));

beforeEach(async () => {
  frame = null;
  vi.stubGlobal('requestAnimationFrame', (call: (now: number) => void) => {
    frame = call;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => {
    frame = null;
  });
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('a window that plays moves on with the frames that are drawn, row by row, and stands where there are none', async () => {
  await act(async () => root.render(<Probe />));
  expect(current().place).toEqual({ row: 1, column: 2 }); // the middle
  await act(async () => current().play(true));
  const start = performance.now();
  await draw(start + 50);
  expect(current().place).toEqual({ row: 1, column: 2 }); // too soon
  await draw(start + 1000);
  await draw(start + 2000);
  expect(current().place).toEqual({ row: 2, column: 0 }); // however late a frame is, one place
  await act(async () => current().play(false));
  expect(frame).toBeNull();
});

test('in a hidden tab, where no frame is drawn, no clock moves the window; with the first frame it goes on by one place', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'requestIdleCallback'] });
  await act(async () => root.render(<Probe />));
  await act(async () => current().play(true));
  await act(async () => vi.advanceTimersByTime(60_000));
  expect([current().playing, current().place]).toEqual([true, { row: 1, column: 2 }]);
  await draw(performance.now() + 60_000);
  expect(current().place).toEqual({ row: 1, column: 3 });
});

test('a window that is put away while it plays asks for no more frames', async () => {
  await act(async () => root.render(<Probe />));
  await act(async () => current().play(true));
  expect(frame).not.toBeNull();
  await act(async () => root.render(null));
  expect(frame).toBeNull();
});

test('where motion is not wanted it does not play, and steps one by one', async () => {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) => ({ matches: /reduced-motion/.test(query) }) as MediaQueryList,
  );
  await act(async () => root.render(<Probe />));
  await act(async () => current().play(true));
  expect([current().still, current().playing, frame]).toEqual([true, false, null]);
  await act(async () => current().step(1));
  expect(current().place).toEqual({ row: 1, column: 3 });
});
