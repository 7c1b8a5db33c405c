import { describe, expect, test } from 'vitest';
import { UserError } from '../dataset/userError.ts';
import { decodeForView, decodeImage } from './decode.ts';
import type { DecodingPath } from './formats/jpeg/jpeg.ts';
import { toLuma } from './image/toLuma.ts';
import { meansOf, outcomeOf, sha1Of } from './pixelFigures.fixture.ts';
import { EXPECTED_FILES, readTestFile } from './testFile.fixture.ts';

const PATHS: readonly DecodingPath[] = ['own', 'planes', 'canvas'];
const PICTURES = Object.entries(EXPECTED_FILES.pictures);

/** Of all images only JPEGs can go more ways than one. */
const BY_PATH = PATHS.flatMap((path) =>
  PICTURES.filter(([file]) => path === 'own' || file.endsWith('.jpg')).map(([file, expected]) => ({
    path,
    file,
    expected,
  })),
);

test.each(BY_PATH)('$file has the pixels that it should, by the way of $path', async ({ path, file, expected }) => {
  const { image, colourMode } = await decodeImage(await readTestFile(file), path);
  const { width, height, channels, within = 0.5 } = expected;
  expect({ width: image.width, height: image.height, channels: image.channels }).toEqual({ width, height, channels });
  expect(colourMode).toBe(expected.colours);
  meansOf(image).forEach((mean, channel) => {
    expect(Math.abs(mean - (expected.means[channel] ?? Number.NaN))).toBeLessThan(within);
  });
  if (expected.sha1) expect(await sha1Of(image.pixels)).toBe(expected.sha1);
  if (expected.luma) expect(await sha1Of(toLuma(image))).toBe(expected.luma);
});

test.each(PICTURES.filter(([, { levels }]) => levels))('%s keeps its 16 bits for the eye', async (file, { levels }) => {
  const { values, window } = await decodeForView(await readTestFile(file), 0);
  expect(Array.from(values).reduce((sum, value) => sum + value, 0)).toBe(levels?.sum);
  expect(window.low).toBeCloseTo(levels?.low ?? Number.NaN, 1);
  expect(window.high).toBeCloseTo(levels?.high ?? Number.NaN, 1);
});

test.each(Object.entries(EXPECTED_FILES.refused))('%s is refused in the words /%s/', async (file, words) => {
  const refused = decodeImage(await readTestFile(file));
  await expect(refused).rejects.toThrow(UserError);
  await expect(refused).rejects.toThrow(new RegExp(words));
});

const FUZZED = ['jpg', 'gif', 'bmp', 'webp'].flatMap((kind) =>
  Array.from({ length: 8 }, (_, i) => `hostile/fuzz/${kind}-${i}.${kind}`),
);

test.each(FUZZED)('%s is decoded or refused with a reason, the same on three runs and on every path', async (file) => {
  const bytes = await readTestFile(file);
  const first = await outcomeOf(bytes, 'canvas');
  for (const path of ['own', 'own', 'planes'] as const) expect(await outcomeOf(bytes, path)).toBe(first);
});

describe.each(Object.entries(EXPECTED_FILES.same))('the same picture, %s', (name, { files, sha1 }) => {
  test.each(files)('%s has the greys that Pillow reads at 8 bits', async (file) => {
    const expected = toLuma((await decodeImage(await readTestFile(`same/${name}8.png`))).image);
    expect(await sha1Of(expected)).toBe(sha1);
    const found = toLuma((await decodeImage(await readTestFile(file))).image);
    expect(found.length).toBe(expected.length);
    const furthest = found.reduce((most, grey, i) => Math.max(most, Math.abs(grey - (expected[i] ?? Number.NaN))), 0);
    expect(furthest).toBeLessThanOrEqual(1);
  });
});
