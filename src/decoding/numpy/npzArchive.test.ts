import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { isVolume } from '../../dataset/volumes.ts';
import { Archives } from '../../worker/archives.ts';
import type { ArchiveListing } from '../../worker/jobs/import/importProtocol.ts';
import { containerFile, EXPECTED_CONTAINERS, sha1OfFloats } from '../containers.fixture.ts';
import { decodeForView } from '../decode.ts';
import { refusalSentence } from '../refusalSentence.ts';
import { type FileSlice, slicesOf } from '../slices/storedSlice.ts';
import { formatOf } from '../sniff.ts';
import { writeNpy } from './npyHeader.ts';

// Files and SHA-1 of the numbers by NumPy 2.4: see `e2e/data/containers.py`.

const DRAWN = [
  ...['medmnist-grey', 'medmnist-colour', 'keras', 'fortran', 'big-endian', 'int16', 'float32', 'float64-big-endian'],
  ...['float16', 'bool', 'colour-fortran', 'channels-first', 'one-hot'],
].map((name) => `${name}.npz`);

async function slicesIn(bytes: Uint8Array<ArrayBuffer>) {
  const format = await formatOf(bytes);
  if (format?.name !== 'npy-volume') throw new Error('It holds no volume.');
  const found: FileSlice[] = [];
  for await (const slice of slicesOf(bytes, format, 'all')) found.push(slice);
  return found;
}

const entriesOf = ({ id, paths, sizes }: ArchiveListing) =>
  paths.map((name, entry) => ({ archive: id, entry, name, size: sizes[entry] ?? 0 }));

const opened = async (name: string) => {
  const archives = new Archives();
  const listing = await archives.list(new File([await containerFile(name)], name));
  return { archives, listing, files: entriesOf(listing) };
};

test.each(DRAWN)('%s: its images have their folders and numbers', async (name) => {
  const { archives, listing, files } = await opened(name);
  expect(listing.refused).toEqual([]);
  const found: Record<string, string> = {};
  for (const file of files) {
    const bytes = new Uint8Array(await (await archives.contentOf(file)).arrayBuffer());
    expect(bytes).toHaveLength(file.size);
    found[file.name] = await sha1OfFloats((await decodeForView(bytes, 0)).values);
  }
  expect(found).toEqual(EXPECTED_CONTAINERS[name]);
});

test('images that are read together come one after another', async () => {
  const { archives, files } = await opened('medmnist-grey.npz');
  const some = [files[7], files[0]].filter((file) => file !== undefined);
  const { content, sizes } = await archives.batchOf(some);
  const alone = await Promise.all(some.map(async (file) => (await archives.contentOf(file)).arrayBuffer()));
  expect(sizes).toEqual(alone.map(({ byteLength }) => byteLength));
  expect(Buffer.from(content as ArrayBuffer).equals(Buffer.concat(alone.map((each) => new Uint8Array(each))))).toBe(
    true,
  );
});

test.each([
  ['multi-label.npz', 4, 'labels.npy', /several labels each/],
  ['object-labels.npz', 4, 'labels.npy', /Python objects \(pickle\)/],
])('%s: images come without a class, and it says why', async (name, count, _, words) => {
  const { listing } = await opened(name);
  expect(listing.paths).toEqual(Array.from({ length: count }, (_, i) => `${i}.npy`));
  expect(listing.refused.map(refusalSentence)).toEqual([expect.stringMatching(words)]);
});

test.each([
  ['objects.npz', /Python objects \(pickle\), which may be programs/],
  ['no-images.npz', /No array in this NumPy archive holds images/],
])('%s is refused in words', async (name, words) => {
  await expect(opened(name)).rejects.toThrow(words);
});

const VOLUMES = ['medmnist3d', 'volumes-channel-last', 'volumes-channel-first', 'volumes-fortran'].map(
  (name) => `${name}.npz`,
);

test.each(VOLUMES)('%s: each volume is a file whose slices are those of NumPy', async (name) => {
  const { archives, listing, files } = await opened(name);
  expect(listing.refused).toEqual([]);
  const found: Record<string, string> = {};
  const subjects = new Set<string | undefined>();
  for (const file of files) {
    const bytes = new Uint8Array(await (await archives.contentOf(file)).arrayBuffer());
    expect(bytes).toHaveLength(file.size);
    for (const { position, values, subject } of await slicesIn(bytes)) {
      found[`${file.name} [${position}]`] = await sha1OfFloats(values);
      subjects.add(subject?.id);
    }
  }
  expect(found).toEqual(EXPECTED_CONTAINERS[name]);
  expect(subjects.size).toBe(files.length);
  expect(files.every((file) => isVolume(file.name))).toBe(true);
});

test('a volume in an .npy is cut as it lies in memory, in Fortran order, too', async () => {
  const slices = await slicesIn(await containerFile('volume-fortran.npy'));
  const sums = await Promise.all(
    slices.map(async ({ position, values }) => [String(position), await sha1OfFloats(values)] as const),
  );
  expect(Object.fromEntries(sums)).toEqual(EXPECTED_CONTAINERS['volume-fortran.npy']);
});

test('a volume of half floats is refused in words, and one that is cut off, too', async () => {
  const half = writeNpy({ kind: 'f', bytes: 2, littleEndian: true }, [1, 8, 8, 8], new Uint8Array(1024));
  await expect(slicesIn(half)).rejects.toThrow(/of a type that cannot be read/);
  const whole = await containerFile('volume-fortran.npy');
  await expect(slicesIn(whole.slice(0, -1))).rejects.toThrow(/was cut short/);
});

const fileOf = async (name: string) => new File([await containerFile(name)], name);

test('images and labels that are files of their own are one labelled set, in its subsets', async () => {
  const archives = new Archives();
  const names = ['x_test.npy', 'x_train.npy', 'y_test.npy', 'y_train.npy'];
  const listing = await archives.listArrays(await Promise.all(names.map(fileOf)));
  expect(listing?.refused).toEqual([]);
  const found: Record<string, string> = {};
  for (const file of listing ? entriesOf(listing) : []) {
    const content = await archives.contentOf(file);
    found[file.name] = await sha1OfFloats((await decodeForView(new Uint8Array(await content.arrayBuffer()), 0)).values);
  }
  expect(found).toEqual(EXPECTED_CONTAINERS['x_train.npy']);
});

test('the same arrays in a zip are that set', async () => {
  const names = ['x_test.npy', 'x_train.npy', 'y_test.npy', 'y_train.npy'];
  const contents = await Promise.all(names.map(async (name) => [`set/${name}`, await containerFile(name)] as const));
  const archives = new Archives();
  const zip = await archives.list(new File([zipSync(Object.fromEntries(contents))], 'set.zip'));
  const inFolder = entriesOf(zip).map((entry) => ({ ...entry, name: entry.name.slice('set/'.length) }));
  const listing = await archives.listArrays(inFolder);
  const found: Record<string, string> = {};
  for (const file of listing ? entriesOf(listing) : []) {
    const content = await archives.contentOf(file);
    found[file.name] = await sha1OfFloats((await decodeForView(new Uint8Array(await content.arrayBuffer()), 0)).values);
  }
  expect(found).toEqual(EXPECTED_CONTAINERS['x_train.npy']);
});

test('arrays without labels for them are no set, and one that is neither is said to be left out', async () => {
  const [images, labels, one] = await Promise.all(['x_train.npy', 'y_train.npy', 'one.npy'].map(fileOf));
  if (!images || !labels || !one) throw new Error('A file is missing.');
  expect(await new Archives().listArrays([images, one])).toBeNull();
  const weights = new File(
    [writeNpy({ kind: 'f', bytes: 4, littleEndian: true }, [3, 3], new Uint8Array(36))],
    'w.npy',
  );
  const listing = await new Archives().listArrays([images, labels, weights]);
  expect(listing?.paths).toHaveLength(4);
  expect(listing?.refused.map(({ path, code }) => [path, code])).toEqual([['w', 'npy-left-out']]);
});

test('one image in an .npy is read', async () => {
  const { values } = await decodeForView(await containerFile('one.npy'), 0);
  expect({ '': await sha1OfFloats(values) }).toEqual(EXPECTED_CONTAINERS['one.npy']);
});
