import { expect, test } from 'vitest';
import { parseModelCard } from './card.ts';
import { exampleCard } from './exampleCard.fixture.ts';

/** The example card as JSON brings it back, with one thing changed. */
function changed(change: (card: Record<string, never>) => void): unknown {
  const card = structuredClone(exampleCard) as unknown as Record<string, never>;
  change(card);
  return card;
}
const set = (path: string, value: unknown) =>
  changed((card) => {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, card);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  });

test('a card that went through JSON is read back as it was', () => {
  expect(parseModelCard(JSON.parse(JSON.stringify(exampleCard)))).toEqual(exampleCard);
});

test('a card may say how far patients are known; those from before do not', () => {
  const patients = { of: 260, scans: 100, patients: 20, volumes: 3 };
  expect(parseModelCard(set('data.patients', patients)).data.patients).toEqual(patients);
  expect(parseModelCard(exampleCard).data.patients).toBeUndefined();
  expect(() => parseModelCard(set('data.patients', { ...patients, names: ['A'] }))).toThrow('not a known field');
});

test('a card may say that its intervals know which scans belong together; those from before do not', () => {
  expect(parseModelCard(set('figures.evidence', 'bundles')).figures.evidence).toBe('bundles');
  expect(parseModelCard(exampleCard).figures.evidence).toBeUndefined();
  expect(() => parseModelCard(set('figures.evidence', 'scans'))).toThrow('figures.evidence must be');
});

test('a card may say which slices of volumes its network was trained on', () => {
  const volumes = { plane: 'coronal', from: 0.25, to: 0.75 };
  expect(parseModelCard(set('data.volumes', volumes)).data.volumes).toEqual(volumes);
  expect(parseModelCard(exampleCard).data.volumes).toBeUndefined();
  expect(() => parseModelCard(set('data.volumes', { ...volumes, plane: 'oblique' }))).toThrow('data.volumes.plane');
  expect(() => parseModelCard(set('data.volumes', { ...volumes, to: 0.2 }))).toThrow('must begin before it ends');
});

const threeClassCard = {
  ...exampleCard,
  classes: ['a', 'b', 'c'],
  positiveClass: null,
  threshold: null,
  data: { ...exampleCard.data, scansPerClass: [1, 2, 3] },
  golden: { seed: 1, probabilities: [[0.2, 0.3, 0.5]] },
};

test('a card for three classes has no positive class and no threshold', () => {
  expect(parseModelCard(threeClassCard)).toEqual(threeClassCard);
  expect(() => parseModelCard({ ...threeClassCard, threshold: 0.5 })).toThrow(
    'The model card is not valid: threshold must be a number for two classes, and null for more than two.',
  );
  expect(() => parseModelCard({ ...threeClassCard, positiveClass: 'c' })).toThrow('positiveClass must be');
});

test.each([
  ['preprocessing.size', 5000, 'preprocessing.size must be between 32 and 256'],
  ['preprocessing.size', 64.5, 'preprocessing.size must be a whole number'],
  ['preprocessing.version', 3, 'preprocessing.version must be (1 | 2), not 3'],
  ['preprocessing.depth', 2, 'preprocessing.depth must be (1 | 3), not 2'],
  ['threshold', Number.NaN, 'threshold must be number, not NaN'],
  ['threshold', -0.1, 'threshold must be between 0 and 1'],
  ['threshold', null, 'threshold must be a number for two classes, and null for more than two'],
  ['threshold', '0.5', 'threshold must be number, not "0.5"'],
  ['classes', ['one'], 'classes must have 2 to 1000 entries'],
  ['classes', ['a', 'a'], 'classes names a class twice'],
  ['classes', ['a', ' '], 'classes.1 is empty'],
  ['name', 'x'.repeat(1001), 'name is longer than 1000 characters'],
  ['positiveClass', 'Healthy', 'positiveClass must be the second of two classes'],
  ['positiveClass', null, 'positiveClass must be the second of two classes'],
  ['thresholdFrom', 'test', 'thresholdFrom must be ("validation" | "hand"), not "test"'],
  ['thresholdFrom', undefined, 'thresholdFrom is missing'],
  ['split.testGroups', undefined, 'split.testGroups is missing'],
  ['split.testGroups', 1.5, 'split.testGroups must be a whole number'],
  ['data.scansPerClass', [1, 2, 3], 'data.scansPerClass must have one number per class'],
  ['data.fingerprint', 'AB', 'data.fingerprint must be 64 hexadecimal digits'],
  ['golden.probabilities', [[1]], 'golden.probabilities.0 must have 2 to 1000 entries'],
  ['golden.probabilities', [[0.1, 0.2, 0.7]], 'golden.probabilities must have one probability per class'],
  ['figures.values.accuracy.low', Number.POSITIVE_INFINITY, 'figures.values.accuracy.low must be a finite number'],
  ['network.layers.0.kernels', 1e9, 'network.layers.0.kernels must be between 1 and 65536'],
  ['network.layers.0.kind', 'lambda', 'network.layers.0.kind must be'],
  ['createdAt', 'yesterday', 'createdAt must be a date in ISO 8601'],
  ['software.backend', 'abacus', 'software.backend must be'],
  ['software', undefined, 'software is missing'],
  ['surprise', 1, 'surprise is not a known field'],
  ['formatVersion', 2, 'formatVersion must be 1, not 2'],
])('%s = %j is refused by its name', (path, value, words) => {
  expect(() => parseModelCard(set(path, value))).toThrow(`The model card is not valid: ${words}`);
});

test('what is no card at all is refused in one sentence', () => {
  for (const raw of [null, 'x', 7, [], undefined])
    expect(() => parseModelCard(raw)).toThrow(/^The model card is not valid: .+\.$/);
});

test('a sentence stays short, however long the value that is wrong', () => {
  const sentence = () => parseModelCard(set('software.backend', 'x'.repeat(100_000)));
  expect(sentence).toThrow();
  try {
    sentence();
  } catch (error) {
    expect((error as Error).message.length).toBeLessThan(200);
  }
});
