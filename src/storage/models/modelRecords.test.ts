import * as v from 'valibot';
import { expect, test } from 'vitest';
import { predictionsSchema } from './modelRecords.ts';

const said = {
  sha256: ['a', 'b'].map((letter) => letter.repeat(64)),
  labels: [0, 1],
  probabilities: [
    [1, 0],
    [0, 1],
  ],
};

test('the groups of predictions are read under the name that they had in earlier records, too', () => {
  const read = (kept: object) => v.parse(predictionsSchema, { ...said, ...kept });
  expect(read({ bundles: [3, 4] })).toEqual({ ...said, groups: [3, 4] });
  expect(read({ groups: [3, 4] })).toEqual({ ...said, groups: [3, 4] });
  expect(read({})).toEqual(said);
  expect(() => read({ bundles: [3] })).toThrow('different lengths');
});
