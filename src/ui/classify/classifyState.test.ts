import { expect, test } from 'vitest';
import type { ClassifiedRow } from '../../worker/protocol.ts';
import { classifyEnded, classifyStarted, classifyStopping, notClassifying, rowsArrived } from './classifyState.ts';

const refused: ClassifiedRow = { status: 'refused', path: 'a.png', reason: 'Cut off.' };
const progress = { done: 1, total: 2, scansPerSecond: 1, secondsLeft: 1 };

test('rows arrive in order and stay when the rest is stopped', () => {
  const one = rowsArrived(classifyStarted('m', []), [refused], progress);
  const two = rowsArrived(classifyStopping(one), [{ ...refused, path: 'b.png' }], progress);
  const end = classifyEnded(two);
  expect(end).toMatchObject({ step: 'done', stopped: true });
  expect(end.step === 'done' && end.rows.map(({ path }) => path)).toEqual(['a.png', 'b.png']);
});

test('rows that arrive after the end change nothing, and an end without rows is as if nothing had begun', () => {
  expect(rowsArrived(notClassifying, [refused], progress)).toBe(notClassifying);
  expect(classifyEnded(classifyStarted('m', []))).toEqual({ step: 'idle' });
});
