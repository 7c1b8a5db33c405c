import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plane, VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { SliceSource } from '../../image/rawImage.ts';
import { EXPECTED_FILES, readTestFile } from '../../testFile.fixture.ts';
import { niftiSlices } from './nifti.ts';
import { NIBABEL_FIGURES } from './niftiFigures.fixture.ts';
import { type NiftiFields, niftiFile, voxelBytes } from './niftiFile.fixture.ts';

async function slicesOf(file: Uint8Array<ArrayBuffer>, choice: Partial<VolumeChoice> = {}): Promise<SliceSource[]> {
  const slices: SliceSource[] = [];
  for await (const slice of niftiSlices(file, 'all', { plane: 'axial', from: 0, to: 1, ...choice })) slices.push(slice);
  return slices;
}

/** 2 x 3 x 4 voxels whose value tells their place: 100 x + 10 y + z, to the right, to the front and up. */
const PLACES = [0, 1, 2, 3].flatMap((z) => [0, 1, 2].flatMap((y) => [0, 1].map((x) => 100 * x + 10 * y + z)));
const TO_RIGHT_FRONT_HEAD = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];
const places = (more: Partial<NiftiFields> = {}) =>
  niftiFile({
    ...{ dim: [3, 2, 3, 4], datatype: 4, sform: TO_RIGHT_FRONT_HEAD, voxels: voxelBytes(PLACES, 'Int16'), ...more },
  });
const valuesOf = (slices: readonly SliceSource[]) => slices.map(({ values }) => [...values]);
const sumOf = (slices: readonly SliceSource[]) => {
  let sum = 0;
  for (const { values } of slices) for (const value of values) sum += value;
  return sum;
};
const fieldOf = (slice: SliceSource | undefined, label: string) =>
  slice?.headerFields.find(([name]) => name === label)?.[1];

describe('directions', () => {
  test('axial slices go from the feet up, with the right of the person on the left and the front at the top', async () => {
    const slices = await slicesOf(places());
    expect(slices.map(({ width, height, position }) => [width, height, position])).toEqual([
      [2, 3, 0],
      [2, 3, 1],
      [2, 3, 2],
      [2, 3, 3],
    ]);
    expect(valuesOf(slices)[0]).toEqual([120, 20, 110, 10, 100, 0]);
    expect(valuesOf(slices)[3]).toEqual([123, 23, 113, 13, 103, 3]);
  });

  test('coronal slices go from the back to the front, sagittal ones from the left to the right, both with the head up', async () => {
    const coronal = await slicesOf(places(), { plane: 'coronal' });
    expect(valuesOf(coronal)).toHaveLength(3);
    expect(valuesOf(coronal)[0]).toEqual([103, 3, 102, 2, 101, 1, 100, 0]);
    const sagittal = await slicesOf(places(), { plane: 'sagittal' });
    expect(valuesOf(sagittal)).toHaveLength(2);
    expect(valuesOf(sagittal)[1]).toEqual([123, 113, 103, 122, 112, 102, 121, 111, 101, 120, 110, 100]);
  });

  test('however the axes are stored, the slices and so the files that are kept are the same', async () => {
    // Stored feet-ward, left-ward, back-ward: the first axis runs from head to feet, the second from right to left ...
    const turned = [0, 1, 2].flatMap((back) =>
      [0, 1].flatMap((left) => [0, 1, 2, 3].map((down) => 100 * (1 - left) + 10 * (2 - back) + (3 - down))),
    );
    const sform = [
      [0, -1, 0, 0],
      [0, 0, -1, 0],
      [-1, 0, 0, 0],
    ];
    const file = places({ dim: [3, 4, 2, 3], sform, voxels: voxelBytes(turned, 'Int16') });
    const plain = ({ values, headerFields, window }: SliceSource) => ({ values, headerFields, window });
    expect((await slicesOf(file)).map(plain)).toEqual((await slicesOf(places())).map(plain));
  });

  test('the qform counts where there is no sform, and gives way to it where there are both', async () => {
    const { sform: _, ...header } = { dim: [3, 2, 3, 4], datatype: 4, voxels: voxelBytes(PLACES, 'Int16'), sform: 0 };
    // Half a turn about the axis from feet to head: the first axis runs to the left, the second to the back.
    const qform = [0, 0, 1] as const;
    expect(valuesOf(await slicesOf(niftiFile({ ...header, qform })))[0]).toEqual([0, 100, 10, 110, 20, 120]);
    expect(valuesOf(await slicesOf(places({ qform })))[0]).toEqual([120, 20, 110, 10, 100, 0]);
  });

  test('where the header tells no directions the first axis runs to the left, as in nibabel, and the headerFields say so', async () => {
    const [slice] = await slicesOf(niftiFile({ dim: [3, 2, 3, 4], datatype: 4, voxels: voxelBytes(PLACES, 'Int16') }));
    expect([...(slice?.values ?? [])]).toEqual([20, 120, 10, 110, 0, 100]);
    expect(fieldOf(slice, 'Directions')).toContain('not in the header');
    expect(fieldOf((await slicesOf(places()))[0], 'Directions')).toBeUndefined();
  });

  test('a range takes the slices whose middle lies in it', async () => {
    const positions = async (from: number, to: number) =>
      (await slicesOf(places(), { from, to })).map((s) => s.position);
    expect(await positions(0.25, 0.75)).toEqual([1, 2]);
    expect(await positions(0, 0.13)).toEqual([0]);
    expect(await positions(0.5, 0.5)).toEqual([2]);
    expect(await positions(1, 1)).toEqual([3]);
  });

  test('pixels that would be narrow are repeated until they are square', async () => {
    const [slice] = await slicesOf(places({ pixdim: [1, 2, 2, 6] }), { plane: 'coronal' });
    expect([slice?.width, slice?.height]).toEqual([2, 12]);
    expect([...(slice?.values ?? [])].slice(0, 8)).toEqual([103, 3, 103, 3, 103, 3, 102, 2]);
    expect(fieldOf(slice, 'Pixels')).toContain('repeated');
    expect(fieldOf(slice, 'Voxel size')).toBe('2 x 2 x 6 mm');
    expect(slice?.pixelAspect).toBe(1);
  });

  test.each([
    ['are nearly square and stand as they are', 2.08, [2, 3], 2.08 / 2],
    ['are nearly square once they are repeated', 2.9, [2, 4], (3 * 2.9) / 4 / 2], // 3 rows of 2.9 mm, shown in 4
    ['are a hundred times as high as wide, which is not believed', 200, [2, 3], 1],
  ])('how much higher than wide pixels are is told where they %s', async (_, high, size, aspect) => {
    const [slice] = await slicesOf(places({ pixdim: [1, 2, high, 6] }));
    expect([slice?.width, slice?.height]).toEqual(size);
    expect(slice?.pixelAspect).toBeCloseTo(aspect, 5);
  });
});

describe('values', () => {
  const small = [0, 3, 1, 127, 5, 2];
  const signed = [-4, 3, 1, 127, 5, 2];
  test.each([
    ['Uint8', 2, small],
    ['Int16', 4, signed],
    ['Int32', 8, signed.map((value) => 100_000 * value)],
    ['Float32', 16, signed.map((value) => value / 8)],
    ['Float64', 64, signed.map((value) => value / 16)],
    ['Int8', 256, signed],
    ['Uint16', 512, small.map((value) => 500 * value)],
    ['Uint32', 768, small.map((value) => 33_554_432 * value)],
    ['BigInt64', 1024, signed],
    ['BigUint64', 1280, small],
  ] as const)('%s is read in both byte orders and both versions', async (type, datatype, values) => {
    for (const littleEndian of [true, false]) {
      for (const version of [1, 2] as const) {
        const voxels = voxelBytes(values, type, littleEndian);
        const file = niftiFile({
          ...{ version, littleEndian, datatype, voxels },
          dim: [3, 6, 1, 1],
          sform: TO_RIGHT_FRONT_HEAD,
        });
        const [slice] = await slicesOf(file);
        expect([...(slice?.values ?? [])].reverse(), `version ${version}, little ${littleEndian}`).toEqual(values);
      }
    }
  });

  test('slope and intercept are applied; a slope of 0 means that there are none', async () => {
    const header = {
      dim: [3, 4, 1, 1],
      datatype: 2,
      sform: TO_RIGHT_FRONT_HEAD,
      voxels: voxelBytes([1, 2, 3, 200], 'Uint8'),
    };
    const scaled = async (scl: [number, number]) => [
      ...((await slicesOf(niftiFile({ ...header, scl })))[0]?.values ?? []),
    ];
    expect(await scaled([0.5, -10])).toEqual([90, -8.5, -9, -9.5]);
    expect(await scaled([0, -10])).toEqual([200, 3, 2, 1]);
    expect(await scaled([Number.NaN, 1])).toEqual([200, 3, 2, 1]);
  });

  test('colours stay colours', async () => {
    const rgb = niftiFile({
      dim: [3, 2, 1, 1],
      datatype: 128,
      sform: TO_RIGHT_FRONT_HEAD,
      voxels: Uint8Array.of(1, 2, 3, 40, 50, 60),
    });
    const [slice] = await slicesOf(rgb);
    expect(slice).toMatchObject({
      channels: 3,
      window: { low: 0, high: 255 },
      values: Uint8Array.of(40, 50, 60, 1, 2, 3),
    });
    const rgba = { dim: [3, 2, 1, 1], datatype: 2304, voxels: Uint8Array.of(1, 2, 3, 9, 40, 50, 60, 9) };
    expect((await slicesOf(niftiFile({ ...rgba, sform: TO_RIGHT_FRONT_HEAD })))[0]?.values).toEqual(slice?.values);
  });

  test('of several volumes the first is taken, and the headerFields say so', async () => {
    const voxels = voxelBytes([...PLACES, ...PLACES.map((value) => value + 1000)], 'Int16');
    const slices = await slicesOf(places({ dim: [4, 2, 3, 4, 2], voxels }));
    expect(valuesOf(slices)).toEqual(valuesOf(await slicesOf(places())));
    expect(fieldOf(slices[0], 'Volumes')).toBe('the first of 2; the others are left out');
  });

  test('what is no number is black', async () => {
    const voxels = voxelBytes([1, Number.NaN, Number.POSITIVE_INFINITY, 2], 'Float32');
    const [slice] = await slicesOf(niftiFile({ dim: [3, 4, 1, 1], datatype: 16, sform: TO_RIGHT_FRONT_HEAD, voxels }));
    expect([...(slice?.values ?? [])]).toEqual([2, 0, 0, 1]);
  });

  test('the range that the header wants shown is the window, unless the values all but vanish in it', async () => {
    const windowOf = async (cal: [number, number]) => (await slicesOf(places({ cal })))[0]?.window;
    expect(await windowOf([20, 90])).toEqual({ low: 20, high: 90 });
    // numpy.percentile of the 24 values: 0.115 and 122.885.
    const percentiles = { low: expect.closeTo(0.115, 6), high: expect.closeTo(122.885, 6) };
    expect(await windowOf([3, 25_500])).toEqual(percentiles);
    expect(await windowOf([500, 600])).toEqual(percentiles);
    expect(await windowOf([0, 0])).toEqual(percentiles);
  });

  test('the slices of a volume are of one subject and one series, also where its file is gzipped or of the other byte order', async () => {
    const all = (
      await Promise.all([
        slicesOf(places()),
        slicesOf(new Uint8Array(gzipSync(places()))),
        slicesOf(places({ littleEndian: false, voxels: voxelBytes(PLACES, 'Int16', false) })),
      ])
    ).flat();
    expect(all).toHaveLength(12);
    expect(new Set(all.map(({ subject }) => `${subject?.from} ${subject?.id}`)).size).toBe(1);
    expect(all[0]?.subject).toEqual({ id: expect.stringMatching(/^[0-9a-f]{16}$/), from: 'volume' });
    expect(new Set(all.map(({ series }) => series)).size).toBe(1);
    const [other] = await slicesOf(
      places({
        voxels: voxelBytes(
          PLACES.map((value) => value + 1),
          'Int16',
        ),
      }),
    );
    expect(other?.subject?.id).not.toBe(all[0]?.subject?.id);
    expect((await slicesOf(places(), { plane: 'coronal' }))[0]?.series).not.toBe(all[0]?.series);
  });
});

describe('files that are refused', () => {
  const reasonOf = (file: Uint8Array<ArrayBuffer>) =>
    slicesOf(file).then(
      () => 'it was read',
      (error) => `${error.name}: ${error.message}`,
    );
  const gzip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));

  test.each([
    [
      'half of a pair of header and voxels',
      places({ magic: 'ni1\0' }),
      'whose voxels are in another file (.img or .raw)',
    ],
    ['half of a pair, version 2', places({ version: 2, magic: 'ni2\0\r\n\x1a\n' }), 'whose voxels are in another file'],
    ['complex numbers', places({ datatype: 32 }), 'complex numbers'],
    ['single bits', places({ datatype: 1 }), 'single bits'],
    ['an unknown type', places({ datatype: 77 }), 'unknown kind (77)'],
    ['no extent', places({ dim: [3, 2, 0, 4] }), 'impossible size (2 x 0 x 4 voxels)'],
    ['a negative extent', places({ dim: [3, 2, -3, 4] }), 'impossible size'],
    ['one dimension', places({ dim: [1, 24] }), 'impossible size'],
    ['more than fits into memory', places({ dim: [3, 30_000, 30_000, 1] }), 'takes 1717 MB'],
    ['voxels that are not there', places().subarray(0, 380), 'ends before the image does'],
    ['an end within the header', places().subarray(0, 200), 'ends before the image does'],
    ['an impossible start', places({ voxOffset: 2 ** 30 }), 'ends before the image does'],
    ['a gzip archive of something else', gzip(new Uint8Array(1000)), 'without a volume in it'],
    ['a gzip archive of next to nothing', gzip(Uint8Array.of(1, 2, 3)), 'without a volume in it'],
    ['a gzip archive that is cut short', gzip(places()).subarray(0, 60), 'gzip archive'],
    [
      'pixels that repeated were too many',
      niftiFile({ dim: [3, 2100, 2100, 1], datatype: 2, pixdim: [1, 16, 1, 1], voxels: new Uint8Array(2100 ** 2) }),
      'too large: 33600 x 2100 pixels',
    ],
    ['too many slices', niftiFile({ dim: [3, 1, 1, 2000], datatype: 2, voxels: new Uint8Array(2000) }), '2000 slices'],
  ])('%s', async (_, file, reason) => {
    const said = await reasonOf(file.slice());
    expect(said).toContain('UserError: ');
    expect(said).toContain(reason);
  });

  test('whatever a header says, there are slices or a reason in words', async () => {
    const damage = fc.array(fc.tuple(fc.nat(351), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const file = places();
        for (const [at, byte] of changes) file[at] = byte;
        expect(await reasonOf(file)).toMatch(/^it was read$|^UserError: [A-Z]/);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('an extension that leads in circles is passed over', async () => {
    const extension = new Uint8Array(4 + 32);
    const view = new DataView(extension.buffer);
    view.setUint8(0, 1);
    view.setInt32(4, 16, true);
    view.setInt32(20, -16, true);
    expect(valuesOf(await slicesOf(places({ extension })))).toEqual(valuesOf(await slicesOf(places())));
  });

  test('of a bomb no more is unpacked than the volume that its header tells of', async () => {
    const bomb = gzip(Buffer.concat([places(), new Uint8Array(32 * 2 ** 20)]));
    expect(bomb.length).toBeLessThan(100_000);
    bomb.fill(0xff, -30_000); // what is never unpacked need not be sound
    expect(valuesOf(await slicesOf(bomb))).toEqual(valuesOf(await slicesOf(places())));
  });
});

type Figures = (typeof EXPECTED_FILES.nifti)[string];

async function expectFigures(
  file: Uint8Array<ArrayBuffer>,
  { size, sum, percentiles, voxels }: Figures,
): Promise<void> {
  const [wide, deep, high] = size;
  const axial = await slicesOf(file);
  expect(axial.map(({ width, height }) => [width, height])).toEqual(Array(high).fill([wide, deep]));
  expect(Math.abs(sumOf(axial) - sum)).toBeLessThan(1e-6 * Math.abs(sum) + 0.01);
  const sagittal = await slicesOf(file, { plane: 'sagittal' });
  expect(sagittal).toHaveLength(wide);
  for (const [x, y, z, value] of voxels) {
    const seen = axial[z]?.values[(deep - 1 - y) * wide + (wide - 1 - x)];
    expect(seen).toBeCloseTo(value, 4);
  }
  const shown = fieldOf(axial[0], 'Window') ?? '';
  if (shown.startsWith('all but')) {
    expect(axial[0]?.window.low).toBeCloseTo(percentiles[0], 4);
    expect(axial[0]?.window.high).toBeCloseTo(percentiles[1], 4);
  }
}

describe('drawn volumes', () => {
  test.each(Object.entries(EXPECTED_FILES.nifti))('%s has the values that nibabel finds', async (file, figures) => {
    await expectFigures(await readTestFile(file), figures);
  });

  test('the same head stored in four directions gives the same slices', async () => {
    const stacks = await Promise.all(
      ['RAS', 'LPS', 'ILP', 'SAR'].map(async (axes) => slicesOf(await readTestFile(`nifti/${axes}.nii.gz`))),
    );
    for (const stack of stacks) expect(valuesOf(stack)).toEqual(valuesOf(stacks[0] ?? []));
  });

  test.each(['axial', 'coronal', 'sagittal'] as const)('%s slices show every voxel once', async (plane: Plane) => {
    const slices = await slicesOf(await readTestFile('nifti/SAR.nii.gz'), { plane });
    expect(sumOf(slices)).toBe(EXPECTED_FILES.nifti['nifti/SAR.nii.gz']?.sum);
  });

  test('what is no volume is refused', async () => {
    await expect(slicesOf(await readTestFile('nifti/not-nifti.nii'))).rejects.toThrow('This is no NIfTI volume.');
  });
});

const FOLDER = '../shared/data/nifti';
const REAL = 'real volumes (skipped where ../shared/data is absent)';
if (!existsSync(FOLDER)) test.skip(REAL);
else describe(REAL, () => realVolumes());

function realVolumes(): void {
  const read = (file: string) => new Uint8Array(readFileSync(`${FOLDER}/${file}`));

  test.each(NIBABEL_FIGURES)('$file has the values that nibabel finds', async ({ file, ...figures }) => {
    await expectFigures(read(file), figures);
  });

  test('sizes, directions, least, greatest and mean are those of EXPECT.json (nibabel)', async () => {
    type Expected = { shape: number[]; min: number; max: number; mean: number; axes: string } | { error: string };
    const all: Record<string, Expected> = JSON.parse(readFileSync(`${FOLDER}/EXPECT.json`, 'utf8'));
    for (const [file, expected] of Object.entries(all)) {
      if ('error' in expected) {
        await expect(slicesOf(read(file)), file).rejects.toThrow('NIfTI');
        continue;
      }
      const slices = await slicesOf(read(file));
      const { shape, axes } = expected;
      const along = (letters: RegExp) => shape[axes.search(letters)];
      expect([slices[0]?.width, slices[0]?.height, slices.length], file).toEqual([/[LR]/, /[PA]/, /[IS]/].map(along));
      if (shape.slice(3).some((count) => count > 1)) continue; // told of all volumes, not of the first
      const extremes = slices.flatMap(({ values }) => [Math.min(...values), Math.max(...values)]);
      expect(Math.min(...extremes), file).toBeCloseTo(expected.min, 4);
      expect(Math.max(...extremes), file).toBeCloseTo(expected.max, 4);
      expect(sumOf(slices) / shape.reduce((count, each) => count * each), file).toBeCloseTo(expected.mean, 4);
    }
  });

  test('the same head stored in three directions gives the same slices', async () => {
    const stacks = await Promise.all(['RAS.nii.gz', 'LPS.nii.gz', 'ILP.nii.gz'].map((file) => slicesOf(read(file))));
    const bytes = stacks.map((slices) => Buffer.concat(slices.map(({ values }) => Buffer.from(values.buffer))));
    expect(bytes.map(({ length }) => length)).toEqual(Array(3).fill(4 * 64 * 79 * 67));
    expect(bytes.map((each) => each.equals(bytes[0] ?? each))).toEqual([true, true, true]);
  });

  test.each(['axial', 'coronal', 'sagittal'] as const)(
    '%s slices of a head show every voxel once',
    async (plane: Plane) => {
      const slices = await slicesOf(read('avg152T1_LR_nifti.nii.gz'), { plane });
      // EXPECT.json: 91 x 109 x 91 voxels with a mean of 82.897162 (nibabel).
      expect(sumOf(slices) / (91 * 109 * 91)).toBeCloseTo(82.897162, 5);
    },
  );

  test('what is no volume is refused', async () => {
    await expect(slicesOf(read('not-nifti.nii'))).rejects.toThrow('This is no NIfTI volume.');
  });
}
