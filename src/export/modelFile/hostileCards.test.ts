import { setBackend } from '@tensorflow/tfjs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { predict } from '../../inference/predict.ts';
import { referenceCount, referenceMismatch, referencePixels } from '../../inference/referencePredictions.ts';
import { canonicalJson } from '../../model/card/canonicalJson.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { modelFingerprint } from '../../model/card/modelFingerprint.ts';
import { networkFromArtifacts } from '../../model/network/artifacts.ts';
import { networkInputOf } from '../../model/networkInput.ts';
import { createRandom, type Random } from '../../statistics/random.ts';
import { exampleArtifacts } from '../network/exampleModel.fixture.ts';
import { writeCardFile } from './cardFile.ts';
import { zipModel } from './modelZip.ts';
import { openModelFile } from './openModelFile.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const artifacts = exampleArtifacts();
let card: ModelCard;
let files: Record<string, Uint8Array>;

/** By all that they follow from. */
const known = new Map<string, Promise<number[][]>>();

function answersOf(asked: ModelCard): Promise<number[][]> {
  const { golden, preprocessing, hyperparameters } = asked;
  const key = canonicalJson([golden.seed, golden.columns === undefined, preprocessing, hyperparameters.testTimeFlips]);
  const answers = known.get(key) ?? answer(asked);
  known.set(key, answers);
  return answers;
}

/** What the example network answers to what a card shows it: the way of `importModel`. */
async function answer({ golden, preprocessing, hyperparameters }: ModelCard): Promise<number[][]> {
  const network = await networkFromArtifacts(artifacts);
  const input = networkInputOf({ preprocessing, hyperparameters });
  const rows = await predict(network, referencePixels(golden, preprocessing), referenceCount, input);
  network.dispose();
  return rows;
}

beforeAll(async () => {
  await setBackend('cpu');
  const unanswered = { ...exampleCard, golden: { seed: 20_26, columns: exampleCard.classes, probabilities: [] } };
  card = { ...unanswered, golden: { ...unanswered.golden, probabilities: await answersOf(unanswered) } };
  files = unzipSync(new Uint8Array(await (await zipModel(card, artifacts)).arrayBuffer()));
});

const opened = (axialJson: string) =>
  openModelFile(zipSync({ ...files, 'axial.json': strToU8(axialJson) }), 'model.zip');

/** Null where the file is accepted, else the sentence that it is refused with. */
async function refusal(axialJson: string): Promise<string | null> {
  try {
    const { card: read } = await opened(axialJson);
    return referenceMismatch(read.golden.probabilities, await answersOf(read));
  } catch (error) {
    return (error as Error).message;
  }
}

const asWritten = () => new TextDecoder().decode(files['axial.json']);
/** With a checksum that fits: whoever changes a file can read how it is made. */
const resealed = (changed: ModelCard) => writeCardFile(changed, artifacts);

test('the card as it was written is accepted, also with other spaces and another order of its fields', async () => {
  expect(await refusal(asWritten())).toBeNull();
  const { checksum, ...fields } = JSON.parse(asWritten()) as Record<string, Json>;
  expect(
    await refusal(JSON.stringify({ checksum, ...Object.fromEntries(Object.entries(fields).reverse()) })),
  ).toBeNull();
});

/** The place of every value, also of those that are lists. */
function placesIn(value: Json, path: readonly string[] = []): (readonly string[])[] {
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))
      : [];
  return path.length === 0 ? inside : [path, ...inside];
}

/** The object or list that holds the value at `path`. */
function ownerOf(file: Json, path: readonly string[]): { [key: string]: Json } {
  const owner = path.slice(0, -1).reduce<Json>((at, key) => (at as { [key: string]: Json })[key] ?? null, file);
  return owner as { [key: string]: Json };
}

function changedValue(value: Json, random: Random): Json {
  if (typeof value === 'number') return value === 0 ? 1 : value * (0.5 + random.next()) + (random.next() < 0.2 ? 1 : 0);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return random.next() < 0.5 ? `${value} ` : value.slice(1);
  if (Array.isArray(value)) return value.length > 1 ? [...value].reverse() : [...value, null];
  return 1;
}

/** The file with one value changed or left out, at a place that the seed draws; and where. */
function mutated(seed: number): readonly [place: string, text: string] {
  const random = createRandom(seed);
  const file = JSON.parse(asWritten()) as { [key: string]: Json };
  const places = placesIn(file);
  const path = places[random.integer(places.length)] ?? [];
  const last = path.at(-1) ?? '';
  const owner = ownerOf(file, path);
  if (!Array.isArray(owner) && random.next() < 0.2) delete owner[last];
  else owner[last] = changedValue(owner[last] ?? null, random);
  return [path.join('.'), JSON.stringify(file)];
}

test('of 300 cards with one value changed, none is accepted', { timeout: 60_000 }, async () => {
  const accepted: string[] = [];
  const whole = JSON.stringify(JSON.parse(asWritten()));
  for (let seed = 0; seed < 300; seed++) {
    const [place, text] = mutated(seed);
    const sentence = await refusal(text);
    if (sentence === null) accepted.push(`${seed}: ${place}`);
    else expect(sentence).toMatch(/^[^\n]{20,400}\.$/);
    expect(text).not.toBe(whole);
  }
  expect(accepted).toEqual([]);
});

/** What is written in place of a value: nothing, and something of every kind, outside every range or beside it. */
const OTHERS: readonly (Json | undefined)[] = [undefined, null, true, '', '<b>x</b>', [], {}, -1, 0, 0.4321, 1, 2, 1e9];

/** The fields of a card, whole, with `other` in place of what stands at `path`. */
function withOther(path: readonly string[], other: Json | undefined): Json {
  const copy = JSON.parse(JSON.stringify(full())) as Json;
  const owner = ownerOf(copy, path);
  if (other === undefined) delete owner[path.at(-1) ?? ''];
  else owner[path.at(-1) ?? ''] = other;
  return copy;
}

/** With what a card may have beside. */
const full = (): ModelCard => ({
  ...card,
  ...{ temperature: 1.5, undecided: { low: 0.3, high: 0.6 }, thresholdRule: { kind: 'sensitivity', least: 0.9 } },
  testAccess: { openings: [{ at: '2026-11-23T09:00:00.000Z', threshold: 0.42 }] },
  parent: { name: 'First', fingerprint: '24ae2dfe8df5', frozen: 1 },
  folds: [{ name: 'Fold 1', training: 182, validation: 39, testGroups: 12, bestEpoch: 17, figures: card.figures }],
});

test('each field in turn, changed and given a checksum that fits: refused, or another fingerprint, or nothing that a verdict follows from', {
  timeout: 120_000,
}, async () => {
  expect(await refusal(await resealed(full()))).toBeNull();
  const fingerprint = await modelFingerprint('24ae2dfe8df5', full());
  const [harmless, wrong]: [Set<string>, string[]] = [new Set(), []];
  let tried = 0;
  for (const path of placesIn(JSON.parse(JSON.stringify(full()))))
    for (const other of OTHERS) {
      const changed = withOther(path, other) as unknown as ModelCard;
      if (canonicalJson(changed) === canonicalJson(full())) continue;
      tried++;
      const text = await writeCardFile(changed, artifacts);
      const sentence = await refusal(text);
      if (sentence !== null) {
        expect(sentence).toMatch(/^[^\n]{20,400}\.$/);
        continue;
      }
      // Nothing of it is read as something else; what is left out may be a field that older cards have not (`addedField`).
      const { card: read } = await opened(text);
      if (other !== undefined) expect(canonicalJson(read)).toBe(canonicalJson(changed));
      if ((await modelFingerprint('24ae2dfe8df5', read)) === fingerprint) harmless.add(path[0] ?? '');
      else if (!DECISIVE.includes(path[0] ?? '')) wrong.push(path.join('.'));
    }
  expect(tried).toBeGreaterThan(1000);
  expect(wrong).toEqual([]);
  // Of `hyperparameters` one alone is decisive.
  const bound = [...DECISIVE.filter((field) => field !== 'hyperparameters'), 'positiveClass', 'network', 'golden'];
  expect(bound.filter((field) => harmless.has(field))).toEqual([]);
});

/** What a verdict follows from, as the docstring of `modelFingerprint` says it. */
const DECISIVE = ['classes', 'preprocessing', 'hyperparameters', 'threshold', 'temperature', 'undecided'];

describe('a card that was changed and given a checksum that fits is refused', () => {
  const swapped = (): ModelCard => ({
    ...card,
    classes: [...card.classes].reverse(),
    positiveClass: card.classes[0] ?? null,
  });
  const figure = (value: number, low: number, high: number): ModelCard => ({
    ...card,
    figures: { ...card.figures, values: { auc: { value, low, high } } },
  });
  const older = (changed: ModelCard): string => {
    const { columns: _, ...golden } = changed.golden;
    return JSON.stringify({ ...changed, golden });
  };
  const prepared = (change: Partial<ModelCard['preprocessing']>): ModelCard => ({
    ...card,
    preprocessing: { ...card.preprocessing, ...change },
  });
  const CHANGES: readonly (readonly [string, () => string | Promise<string>, string])[] = [
    ['classes swapped', () => resealed(swapped()), 'golden.columns must be the classes in their order'],
    ['padded, not stretched', () => resealed(prepared({ fit: 'pad' })), 'does not answer as it did'],
    ['harmonised, not stretched', () => resealed(prepared({ fit: 'harmonise' })), 'does not answer as it did'],
    ['another input', () => resealed(prepared({ size: 64 })), 'prepares scans as 64 x 64 x 1'],
    ['colour', () => resealed(prepared({ depth: 3 })), 'prepares scans as 32 x 32 x 3'],
    ['an AUC of 7', () => resealed(figure(7, 6.9, 7.1)), 'auc is 7 (6.9 to 7.1), which no measurement gives'],
    ['a figure below 0', () => resealed(figure(-0.1, -0.2, 0.1)), 'which no measurement gives'],
    ['a figure above its interval', () => resealed(figure(0.99, 0.4, 0.6)), 'which no measurement gives'],
    ['an interval the wrong way round', () => resealed(figure(0.5, 0.6, 0.4)), 'which no measurement gives'],
    [
      'no golden predictions',
      () => resealed({ ...card, golden: { ...card.golden, probabilities: [] } }),
      'another number of classes',
    ],
    [
      'golden scans of another seed',
      () => resealed({ ...card, golden: { ...card.golden, seed: 1 } }),
      'does not answer',
    ],
    ['no checksum', () => JSON.stringify(card), 'was changed after the model was saved'],
    ['passed off as an older one', () => older(card), 'does not answer as it did'],
    ['passed off as an older one, classes swapped', () => older(swapped()), 'does not answer as it did'],
  ];
  test.each(CHANGES)('%s', async (_, change, words) => {
    expect(await refusal(await change())).toContain(words);
  });
});

test('who changes what a verdict follows from, and all that checks it, has a model of another fingerprint', async () => {
  const columns = [...card.classes].reverse();
  const changes: ModelCard[] = [
    { ...card, classes: columns, positiveClass: columns[1] ?? null, golden: { ...card.golden, columns } },
    { ...card, threshold: 0.9 },
    { ...card, temperature: 3 },
    { ...card, undecided: { low: 0.1, high: 0.9 } },
    { ...card, preprocessing: { ...card.preprocessing, fit: 'pad' } },
    { ...card, hyperparameters: { ...card.hyperparameters, testTimeFlips: true } },
  ];
  const fingerprints = await Promise.all([card, ...changes].map((each) => modelFingerprint('24ae2dfe8df5', each)));
  expect(new Set(fingerprints).size).toBe(changes.length + 1);
  expect(await modelFingerprint('24ae2dfe8df5', { ...card, name: 'Renamed' })).toBe(fingerprints[0]);
  expect(await modelFingerprint('24ae2dfe8df6', card)).not.toBe(fingerprints[0]);
});

test('a file from before there were checksums opens', async () => {
  const { columns: _, ...golden } = card.golden;
  const before: ModelCard = { ...card, golden: { seed: golden.seed, probabilities: [] } };
  const answered = { ...before, golden: { ...before.golden, probabilities: await answersOf(before) } };
  expect(await refusal(JSON.stringify(answered))).toBeNull();
});
