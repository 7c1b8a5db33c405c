import { afterEach, expect, test, vi } from 'vitest';
import { UndoTime } from './modelJobs.ts';

afterEach(() => vi.useRealTimers());

test('what was deleted stays for as long as it can be undone, counted from the last deletion', () => {
  vi.useFakeTimers();
  const onOver = vi.fn();
  const time = new UndoTime(onOver);
  time.begin();
  vi.advanceTimersByTime(9000);
  time.begin();
  vi.advanceTimersByTime(10_000);
  expect(onOver).not.toHaveBeenCalled();
  vi.advanceTimersByTime(3000);
  expect(onOver).toHaveBeenCalledTimes(1);
});
