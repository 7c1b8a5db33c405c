import { expect, it } from 'vitest';
import { balancedClassWeights } from './classWeights.ts';

it("weighs classes as scikit-learn's 'balanced' does", () => {
  // compute_class_weight('balanced', classes=[0, 1, 2], y=[0] * 5 + [1] * 3 + [2] * 2)
  const weights = balancedClassWeights([0, 0, 0, 0, 0, 1, 1, 1, 2, 2], 3);
  [0.66666667, 1.11111111, 1.66666667].forEach((expected, index) => {
    expect(weights[index]).toBeCloseTo(expected, 8);
  });
});

it('refuses to weigh a class without scans', () => {
  expect(() => balancedClassWeights([0, 0, 2], 3)).toThrow(/no scan in the training set/);
});
