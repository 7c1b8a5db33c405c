import { expect, test } from 'vitest';
import { Archives } from '../../worker/archives.ts';
import { containerFile, EXPECTED_CONTAINERS, sha1OfFloats } from '../containers.fixture.ts';
import { decodeForView } from '../decode.ts';
import { refusalSentence } from '../refusalSentence.ts';

// Files and SHA-1 of the numbers by NumPy 2.4: see `e2e/data/containers.py`.

const DRAWN = [
  ...['medmnist-grey', 'medmnist-colour', 'keras', 'fortran', 'big-endian', 'int16', 'float32', 'float64-big-endian'],
  ...['float16', 'bool', 'colour-fortran', 'channels-first', 'one-hot'],
].map((name) => `${name}.npz`);

const opened = async (name: string) => {
  const archives = new Archives();
  const listing = await archives.list(new File([await containerFile(name)], name));
  const files = listing.entries.map(({ path, size }, entry) => ({ archive: listing.id, entry, name: path, size }));
  return { archives, listing, files };
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
  expect(listing.entries.map(({ path }) => path)).toEqual(Array.from({ length: count }, (_, i) => `${i}.npy`));
  expect(listing.refused.map(refusalSentence)).toEqual([expect.stringMatching(words)]);
});

test.each([
  ['objects.npz', /Python objects \(pickle\), which may be programs/],
  ['no-images.npz', /No array in this NumPy archive holds images/],
])('%s is refused in words', async (name, words) => {
  await expect(opened(name)).rejects.toThrow(words);
});

test('one image in an .npy is read', async () => {
  const { values } = await decodeForView(await containerFile('one.npy'), 0);
  expect({ '': await sha1OfFloats(values) }).toEqual(EXPECTED_CONTAINERS['one.npy']);
});
