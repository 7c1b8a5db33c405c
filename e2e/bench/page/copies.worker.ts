import { nearDuplicates } from '../../../src/audit/nearDuplicates.ts';
import { FINGERPRINT_CELLS, fingerprintOf } from '../../../src/dataset/fingerprint.ts';
import type { Fingerprint } from '../../../src/dataset/scan.ts';
import { createRandom, type Random } from '../../../src/statistics/random.ts';
import { serve } from '../../../src/worker/rpc/serve.ts';

const SIDE = FINGERPRINT_CELLS;

/** 'blobs': soft blobs on black, each picture twice with other noise. 'noise': every level and bit drawn alone. */
type Kind = 'blobs' | 'noise';

function blobs(random: Random, noise: Random): Fingerprint {
  const cells = new Float64Array(SIDE * SIDE);
  for (let blob = 0; blob < 12; blob++) {
    const [bx, by, light] = [random.next(), random.next(), 90 * random.next()];
    const radius = 0.05 + 0.15 * random.next();
    const fall = (centre: number) =>
      Float64Array.from({ length: SIDE }, (_, i) => Math.exp(-((((i + 0.5) / SIDE - centre) / radius) ** 2)));
    const [across, down] = [fall(bx), fall(by)];
    for (let y = 0, at = 0; y < SIDE; y++) {
      const row = light * (down[y] as number);
      for (let x = 0; x < SIDE; x++, at++) cells[at] = (cells[at] as number) + row * (across[x] as number);
    }
  }
  return fingerprintOf(cells.map((level) => Math.min(255, Math.max(0, level + 3 * noise.normal()))));
}

function drawn(kind: Kind, count: number): Fingerprint[] {
  const noise = createRandom(5);
  return Array.from({ length: count }, (_, index) =>
    kind === 'blobs'
      ? blobs(createRandom(index >> 1), noise)
      : {
          grey: Uint8Array.from({ length: 256 }, () => noise.integer(256)),
          differenceHash: Uint32Array.from({ length: 8 }, () => noise.integer(2 ** 32)),
        },
  );
}

serve({
  group(kind: Kind, count: number) {
    const fingerprints = drawn(kind, count);
    const startedAt = performance.now();
    const groups = nearDuplicates(fingerprints);
    return { ms: performance.now() - startedAt, groups: new Set(groups).size };
  },
});
