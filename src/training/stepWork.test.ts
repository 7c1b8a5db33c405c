import { expect, it } from 'vitest';
import { coursePreset } from '../model/presets.ts';
import { stepOperations } from './stepWork.ts';

it('counts the operations of a step by hand arithmetic', () => {
  const course = coursePreset;
  const forward = {
    first: 3 * 3 * 1 * 32 * 62 * 62,
    second: 3 * 3 * 32 * 64 * 29 * 29,
    dense: 14 * 14 * 64 * 512,
    output: 512,
  };
  const operations = 2 * (2 * forward.first + 3 * (forward.second + forward.dense + forward.output));
  expect(stepOperations(course.network, { size: 64, depth: 1 }, 2)).toBe(operations);
});

it('says in words what cannot be trained', () => {
  const network = { preset: 'custom', layers: [{ kind: 'dense', units: 5, activation: 'relu' }] } as const;
  expect(() => stepOperations(network, { size: 64, depth: 1 }, 2)).toThrow(/Flatten/);
});
