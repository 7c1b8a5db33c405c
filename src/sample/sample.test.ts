import { describe, expect, it } from 'vitest';
import { nearDuplicates } from '../audit/nearDuplicates.ts';
import { fingerprintOfGrey } from '../dataset/fingerprintOfGrey.fixture.ts';
import { guessPositiveClass } from '../dataset/import/classes/positiveClass.ts';
import { planImport } from '../dataset/import/importPlan.ts';
import { createRandom } from '../statistics/random.ts';
import { drawHead } from './head.ts';
import { drawLesion } from './lesion.ts';
import { drawSample, type SampleSlice } from './sample.ts';
import { drawScanner, takeSlice } from './scanner.ts';

const sample = drawSample(7);
const healthy = sample.filter(({ className }) => className === 'Healthy (synthetic)');
const tumours = sample.filter(({ className }) => className === 'Tumour (synthetic)');

/** Share of the slices that the best threshold on one number gets right. */
function bestAccuracy(fact: (slice: SampleSlice) => number): number {
  const known = sample.map((slice) => ({ value: fact(slice), isTumour: tumours.includes(slice) }));
  const accuracies = known.map(({ value: threshold }) => {
    const right = known.filter(({ value, isTumour }) => value >= threshold === isTumour).length;
    return Math.max(right, known.length - right) / known.length;
  });
  return Math.max(...accuracies);
}

const mean = (grey: Uint8Array) => grey.reduce((sum, level) => sum + level, 0) / grey.length;

/** How much the brightest of the 16 x 16 cells inside the brain exceeds the median one. */
function brightestPatch({ grey, width, height }: SampleSlice): number {
  const cells = fingerprintOfGrey(grey, width, height).grey;
  const isInside = (_: number, cell: number) =>
    ((cell % 16) - 7.5) ** 2 / 16 + (Math.floor(cell / 16) - 7.5) ** 2 / 30 <= 1;
  const inside = cells.filter(isInside).sort();
  return (inside.at(-1) ?? 0) - (inside[inside.length >> 1] ?? 0);
}

describe('the synthetic sample', () => {
  it('is 240 slices, half of them with a tumour, that say in their path that they are synthetic', () => {
    expect(sample).toHaveLength(240);
    expect([healthy.length, tumours.length]).toEqual([120, 120]);
    const plan = planImport(sample.map(({ path }) => path));
    expect(plan.dataSetName).toBe('Synthetic sample');
    expect(plan.classes.map(({ name }) => name)).toEqual(['Healthy (synthetic)', 'Tumour (synthetic)']);
    expect(plan.ignored).toEqual([]);
    expect(guessPositiveClass(plan.classes.map(({ name }) => name))).toBe('Tumour (synthetic)');
    expect(new Set(sample.map(({ path }) => path)).size).toBe(240);
  });

  it('has the same pixels for the same seed, and others for another', () => {
    const pixels = (seed: number) => Buffer.concat(drawSample(seed, 4).map(({ grey }) => grey)).toString('base64');
    const [first, again, other] = [pixels(3), pixels(3), pixels(4)];
    expect(again === first).toBe(true);
    expect(other === first).toBe(false);
  });

  it('comes in several formats and sizes from 150 to 512 pixels, in both classes', () => {
    for (const slices of [healthy, tumours]) {
      expect(new Set(slices.map(({ format }) => format))).toEqual(new Set(['png', 'jpeg', 'bmp', 'webp']));
      expect(new Set(slices.map(({ width, height }) => `${width}x${height}`)).size).toBeGreaterThan(20);
    }
    for (const { width, height, grey } of sample) {
      expect(Math.max(width, height)).toBeLessThanOrEqual(512);
      expect(Math.max(width, height)).toBeGreaterThanOrEqual(150);
      expect(grey).toHaveLength(width * height);
    }
  });

  it('cannot be told apart by size or mean brightness', () => {
    expect(bestAccuracy(({ width }) => width)).toBeLessThan(0.6);
    expect(bestAccuracy(({ height }) => height)).toBeLessThan(0.6);
    expect(bestAccuracy(({ width, height }) => width / height)).toBeLessThan(0.6);
    expect(bestAccuracy(({ grey }) => mean(grey))).toBeLessThan(0.65);
  });

  it('has bright patches inside the brain where a tumour is drawn, faint ones among them', () => {
    const accuracy = bestAccuracy(brightestPatch);
    expect(accuracy).toBeGreaterThan(0.75);
    expect(accuracy).toBeLessThan(0.95);
  });

  it('has no slices that pass for copies of each other', () => {
    const groups = nearDuplicates(sample.map(({ grey, width, height }) => fingerprintOfGrey(grey, width, height)));
    expect(new Set(groups).size).toBe(240);
  });
});

describe('a lesion', () => {
  it('changes its surroundings and nothing that is far from it', () => {
    const random = createRandom(5);
    const head = drawHead(random);
    const scanner = { ...drawScanner(random, head, 1), noise: 0, ghost: 0, angle: 0, shiftX: 0, shiftY: 0 };
    const lesion = drawLesion(random, head);
    const without = takeSlice(head, null, scanner, createRandom(1));
    const withLesion = takeSlice(head, lesion, scanner, createRandom(1));
    let [nearest, changed] = [0, 0];
    without.forEach((signal, index) => {
      const x = ((2 * ((index % scanner.columns) + 0.5) - scanner.columns) / scanner.lines) * scanner.fieldOfView;
      const y = ((2 * (Math.floor(index / scanner.columns) + 0.5)) / scanner.lines - 1) * scanner.fieldOfView;
      const radii = Math.hypot(x - lesion.x, y - lesion.y) / lesion.radius;
      const difference = Math.abs(signal - (withLesion[index] ?? 0));
      if (radii < 0.5 && difference > 0.05) changed++;
      if (radii > 6) nearest = Math.max(nearest, difference);
    });
    expect(changed).toBeGreaterThan(50);
    expect(nearest).toBe(0);
  });
});
