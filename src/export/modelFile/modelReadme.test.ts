import { expect, test } from 'vitest';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { modelReadme } from './modelReadme.ts';

const two = { ...exampleCard, classes: ['healthy', 'tumour'], positiveClass: 'tumour', threshold: 0.42 };
const fingerprint = '0123456789ab';

test('the text of a downloaded model says where its threshold is from', () => {
  expect(modelReadme({ ...two, thresholdFrom: 'validation' }, fingerprint)).toMatch(
    /'tumour'; called positive from 0\.42,\na threshold chosen on the validation set\./,
  );
  expect(modelReadme({ ...two, thresholdFrom: 'hand' }, fingerprint)).toMatch(
    /called positive from 0\.42,\na threshold chosen after the test set was seen, so results at it are optimistic\./,
  );
});

test('the text of a model for more classes names them in order and has no threshold', () => {
  const text = modelReadme({ ...two, classes: ['a', 'b', 'c'], positiveClass: null, threshold: null }, fingerprint);
  expect(text).toContain('one probability per class, in this order: a, b, c.');
  expect(text).not.toMatch(/called positive|null[^,]/);
});

test('the text names the fingerprint by which a table of results is traced to the model', () => {
  expect(modelReadme(two, fingerprint)).toContain(
    'Fingerprint: 0123456789ab. It follows from weights.bin and from the classes, the preprocessing, the threshold',
  );
});

test('the text says that predictions are means over test-time flips only where they are', () => {
  const flipped = { ...two, hyperparameters: { ...two.hyperparameters, testTimeFlips: true } };
  expect(modelReadme(flipped, fingerprint)).toMatch(/mean of the outputs for a picture and for its mirror image/);
  expect(modelReadme(two, fingerprint)).not.toMatch(/mean of the outputs/);
});
