import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { companionsOf, pairStart } from '../../dataset/import/filePairs.ts';
import { containerFile, EXPECTED_CONTAINERS, sha1OfFloats } from '../containers.fixture.ts';
import { decodeForView } from '../decode.ts';
import { slicesOf } from '../slices/storedSlice.ts';
import { formatOf } from '../sniff.ts';

// Files by nibabel 5.4, or written by hand from the formats' documents; each slice as nibabel reads it: see `e2e/data/containers.py`.

const HERE = new Set(readdirSync('e2e/data/containers'));
const OF_TWO = Object.keys(EXPECTED_CONTAINERS).filter((name) => companionsOf(name).length > 0);
const ALONE = ['bytes.mgz', 'short.mgh', 'float.mgz', 'int.mgz', 'no-directions.mgh'];

async function joined(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const header = await containerFile(name);
  const beside = companionsOf(name).find((each) => HERE.has(each));
  if (!beside) return header;
  const parts = [pairStart(header.length), header, await containerFile(beside)];
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function slicesBySum(bytes: Uint8Array<ArrayBuffer>) {
  const format = await formatOf(bytes);
  if (format?.holds !== 'slices') throw new Error('no format of slices');
  const found: [string, string][] = [];
  for await (const { position, values } of slicesOf(bytes, format, 'all'))
    found.push([String(position), await sha1OfFloats(values)]);
  return { format: format.name, slices: Object.fromEntries(found) };
}

test('there are pairs of every kind', () => {
  expect(OF_TWO).toHaveLength(14);
});

test.each([...OF_TWO, ...ALONE])('%s: every slice is as nibabel reads it', async (name) => {
  const { slices } = await slicesBySum(await joined(name));
  expect(slices).toEqual(EXPECTED_CONTAINERS[name]);
});

test.each([
  ['analyze.hdr', 'analyze'],
  ['nifti-packed.hdr.gz', 'nifti'],
  ['float.mgz', 'mgh'],
  ['plain.mhd', 'metaimage'],
])('%s is stored as %s', async (name, format) => {
  expect((await slicesBySum(await joined(name))).format).toBe(format);
});

test.each(['analyze.hdr', 'nifti-pair.hdr', 'plain.mhd', 'nrrd-plain.nhdr'])(
  '%s without its voxels is refused with what to do',
  async (name) => {
    await expect(decodeForView(await containerFile(name), 0)).rejects.toThrow(
      /Drop both together, under the same name/,
    );
  },
);

test('voxels that are cut short are said', async () => {
  const bytes = await joined('analyze.hdr');
  await expect(decodeForView(bytes.slice(0, -100), 0)).rejects.toThrow(/ends before the image does/);
});
