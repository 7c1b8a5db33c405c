import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOfGrey } from '../dataset/fingerprintOfGrey.fixture.ts';
import type { Fingerprint } from '../dataset/scan.ts';
import { createRandom, type Random } from '../statistics/random.ts';
import { nearDuplicates } from './nearDuplicates.ts';

/** Soft blobs on black, told apart by their seed; `change` is made to every pixel. */
function image(seed: number, width: number, height: number, change = (level: number) => level): Fingerprint {
  const random = createRandom(seed);
  const blobs = Array.from({ length: 12 }, () => [random.next(), random.next(), 0.05 + 0.15 * random.next()] as const);
  const grey = Uint8Array.from({ length: width * height }, (_, index) => {
    const [x, y] = [((index % width) + 0.5) / width, (Math.floor(index / width) + 0.5) / height];
    const light = blobs.reduce((sum, [bx, by, r]) => sum + Math.exp(-((x - bx) ** 2 + (y - by) ** 2) / (r * r)), 0);
    return Math.min(255, Math.max(0, Math.round(change(90 * light))));
  });
  return fingerprintOfGrey(grey, width, height);
}

/** The rule, pair by pair, and copies of copies by spreading the smallest number until nothing changes. */
function groupSlowly(fingerprints: readonly Fingerprint[]): number[] {
  const numbers = fingerprints.map((_, index) => index);
  for (let changed = true; changed; ) {
    changed = false;
    fingerprints.forEach((a, i) => {
      fingerprints.forEach((b, j) => {
        const [low = 0, high = 0] = [
          Math.min(numbers[i] ?? 0, numbers[j] ?? 0),
          Math.max(numbers[i] ?? 0, numbers[j] ?? 0),
        ];
        if (low === high || !areCopies(a, b)) return;
        numbers[i] = numbers[j] = low;
        changed = true;
      });
    });
  }
  const order = [...new Set(numbers)];
  return numbers.map((number) => order.indexOf(number));
}

function areCopies(a: Fingerprint, b: Fingerprint): boolean {
  const bits = [...a.differenceHash].map((word, index) => (word ^ (b.differenceHash[index] ?? 0)) >>> 0);
  const distance = bits.map((word) => word.toString(2).replaceAll('0', '').length).reduce((sum, ones) => sum + ones, 0);
  const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a.grey), mean(b.grey)];
  let [ab, aa, bb] = [0, 0, 0];
  a.grey.forEach((level, index) => {
    const [da, db] = [level - meanA, (b.grey[index] ?? 0) - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  return distance <= 20 && ab / Math.sqrt(aa * bb) > 0.985;
}

function drawFingerprint(random: Random): Fingerprint {
  return {
    grey: Uint8Array.from({ length: 256 }, () => random.integer(256)),
    differenceHash: Uint32Array.from({ length: 8 }, () => random.integer(2 ** 32)),
  };
}

/** Some bits flipped and some noise: near the limits of the rule, on both sides. */
function varied({ grey, differenceHash }: Fingerprint, random: Random): Fingerprint {
  const hash = differenceHash.slice();
  for (let flips = random.integer(26); flips > 0; flips--) {
    const bit = random.integer(256);
    hash[bit >> 5] = (hash[bit >> 5] ?? 0) ^ (1 << (bit & 31));
  }
  const noise = 2 * random.integer(28);
  const levels = grey.map((level) => Math.min(255, Math.max(0, level + random.integer(noise + 1) - noise / 2)));
  return { grey: levels, differenceHash: hash };
}

describe('groups of copies', () => {
  it('hold an image in other sizes, brightness and with noise, and no other image', () => {
    const random = createRandom(1);
    const groups = nearDuplicates([
      image(1, 256, 256),
      image(2, 256, 256),
      image(1, 512, 512),
      image(1, 150, 198),
      image(3, 225, 225),
      image(1, 256, 256, (level) => 0.8 * level + 10),
      image(2, 300, 300, (level) => level + 6 * random.normal()),
    ]);
    expect([...groups]).toEqual([0, 1, 0, 0, 2, 0, 1]);
  });

  it('are those of the rule applied to every pair', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = createRandom(seed);
        const originals = Array.from({ length: 4 }, () => drawFingerprint(random));
        const images = originals.flatMap((original) => [
          original,
          ...Array.from({ length: 6 }, () => varied(original, random)),
        ]);
        const shuffled = random.shuffle(images);
        expect([...nearDuplicates(shuffled)]).toEqual(groupSlowly(shuffled));
      }),
      { numRuns: 15 },
    );
  });

  it('are the same among thousands of images whose hashes are nearly one', () => {
    const random = createRandom(7);
    const originals = Array.from({ length: 4 }, () => drawFingerprint(random));
    const images = originals.flatMap((original) => [
      original,
      ...Array.from({ length: 6 }, () => varied(original, random)),
    ]);
    // Of one hash and with greys of their own: too many bands in common, so that the other way is taken.
    const others = Array.from({ length: 1200 }, () => ({
      ...drawFingerprint(random),
      differenceHash: new Uint32Array(8),
    }));
    const groups = nearDuplicates([...images, ...others]);
    expect([...groups.subarray(0, images.length)]).toEqual(groupSlowly(images));
    expect(new Set(groups).size).toBe(new Set(groupSlowly(images)).size + others.length);
  });

  it('keep images without any contrast apart by their grey', () => {
    const flat = (level: number) => fingerprintOfGrey(new Uint8Array(100).fill(level), 10, 10);
    expect([...nearDuplicates([flat(0), flat(255), flat(0), image(1, 64, 64), flat(255)])]).toEqual([0, 1, 0, 2, 1]);
  });

  it('of nothing and of one image', () => {
    expect([...nearDuplicates([])]).toEqual([]);
    expect([...nearDuplicates([image(1, 32, 32)])]).toEqual([0]);
  });
});
