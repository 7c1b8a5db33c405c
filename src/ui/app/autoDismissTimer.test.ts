import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { autoDismissTimer, LEAVES_AFTER_MS } from './autoDismissTimer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a confirmation leaves after its time', () => {
  const leave = vi.fn();
  autoDismissTimer(leave);
  vi.advanceTimersByTime(LEAVES_AFTER_MS - 1);
  expect(leave).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(leave).toHaveBeenCalledOnce();
});

test('it stays as long as the pointer or the focus is on it, then has its whole time again', () => {
  const leave = vi.fn();
  const timer = autoDismissTimer(leave);
  timer.hold('pointer');
  timer.hold('focus');
  timer.release('pointer');
  vi.advanceTimersByTime(10 * LEAVES_AFTER_MS);
  expect(leave).not.toHaveBeenCalled();
  timer.release('focus');
  vi.advanceTimersByTime(LEAVES_AFTER_MS - 1);
  expect(leave).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(leave).toHaveBeenCalledOnce();
});

test('one that was dismissed does not leave again', () => {
  const leave = vi.fn();
  autoDismissTimer(leave).stop();
  vi.advanceTimersByTime(2 * LEAVES_AFTER_MS);
  expect(leave).not.toHaveBeenCalled();
});
