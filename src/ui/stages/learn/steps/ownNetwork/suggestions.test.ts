import { expect, it } from 'vitest';
import { coursePreset, recommendedPreset } from '../../../../../model/presets.ts';
import { beginWith, suggestions } from './suggestions.ts';

const course = coursePreset;
const compact = recommendedPreset;

it('of the Course CNN: a pooling less, twice the filters, a dropout, with the parameters that Keras counts', () => {
  const [pool, filters, dropout] = suggestions(course.network, { size: 64, depth: 1 }, 2);
  // model.count_params() in Keras 3.15 of the same stacks
  expect(pool).toMatchObject({ label: 'Remove the first pooling', parameters: 29_511_041 });
  expect(filters).toMatchObject({ label: 'Double the filters', parameters: 12_920_577 });
  expect(dropout).toMatchObject({ label: 'Add a dropout', parameters: 6_442_369 });
  expect(dropout?.network.layers.at(-1)).toEqual({ kind: 'dropout', rate: 0.3 });
  expect(filters?.network.preset).toBe('custom');
});

it('removes a dropout that is there', () => {
  const labels = suggestions(compact.network, { size: 64, depth: 1 }, 2).map(({ label }) => label);
  expect(labels).toEqual(['Remove the first pooling', 'Double the filters', 'Remove the dropout']);
});

it('leaves out what a browser cannot train', () => {
  const labels = suggestions(course.network, { size: 128, depth: 1 }, 2).map(({ label }) => label);
  expect(labels).not.toContain('Remove the first pooling'); // over 100 million parameters
});

it('offers to begin with the network that is looked at, where it is another one', () => {
  const input = { size: 64, depth: 1 };
  expect(beginWith(course, compact.network, input, 2)).toMatchObject([
    { label: 'Begin with Course CNN', network: course.network, parameters: 6_442_369 },
  ]);
  expect(beginWith(course, course.network, input, 2)).toEqual([]);
});
