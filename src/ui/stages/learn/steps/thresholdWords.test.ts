import { expect, it } from 'vitest';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import { halfThresholdWords, ownThresholdWords } from './thresholdWords.ts';

const validated = { ...exampleCard.figures, of: 'validation' } as const;

it('says of an accuracy at which threshold it is, and whether that was chosen on the same scans', () => {
  expect(ownThresholdWords({ ...exampleCard, figures: validated })).toBe(
    'The network is called at its own threshold, 0.420, which was chosen on these same validation scans: its accuracy here is too good. The curves of ‘Overfitting and honesty’ are at threshold 0.5.',
  );
  expect(ownThresholdWords(exampleCard)).toMatch(/0\.420, which was chosen on the validation set\. The curves/);
  expect(ownThresholdWords({ ...exampleCard, thresholdFrom: 'hand' })).toMatch(/by hand after a look at these scans/);
  expect(ownThresholdWords({ ...exampleCard, threshold: null })).toBe('');
  expect(halfThresholdWords(exampleCard)).toMatch(/^Accuracy here is at threshold 0\.5\..* its own threshold, 0\.420/);
  expect(halfThresholdWords(null)).toMatch(/each network’s own threshold/);
});
