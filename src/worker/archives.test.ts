import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { archiveCode } from '../archive/messages.ts';
import { type WrittenEntry, zipFile } from '../archive/zipFile.fixture.ts';
import { refusalSentence } from '../decoding/refusalSentence.ts';
import { readTestFile } from '../decoding/testFile.fixture.ts';
import { createRandom } from '../statistics/random.ts';
import { Archives } from './archives.ts';
import type { ArchiveEntry, ArchiveListing } from './jobs/import/importProtocol.ts';

const text = (content: string) => new TextEncoder().encode(content);
/** Bytes that deflate cannot make smaller. */
const noise = (count: number) => {
  const random = createRandom(count);
  return Uint8Array.from({ length: count }, () => random.integer(256));
};
const archiveOf = (bytes: Uint8Array<ArrayBuffer>, name = 'archive.zip') =>
  new File([bytes], name, { lastModified: 1 });

async function opened(bytes: Uint8Array<ArrayBuffer>) {
  const archives = new Archives();
  const listing = await archives.list(archiveOf(bytes));
  return { archives, listing, files: listing.paths.map((_, index) => entryOf(listing, index)) };
}

function entryOf({ id, paths, sizes }: ArchiveListing, index: number): ArchiveEntry {
  return { archive: id, entry: index, name: paths[index] ?? '', size: sizes[index] ?? 0 };
}

const written = (entries: readonly WrittenEntry[], zip64 = false) => opened(zipFile(entries, zip64));
const openingOf = (bytes: Uint8Array<ArrayBuffer>) =>
  opened(bytes).then(
    () => 'it was opened',
    (error) => `${error.name}: ${error.message}`,
  );

describe('what is in a zip', () => {
  test('files in folders are listed with their paths and sizes, in the order of the zip, and come out as they went in', async () => {
    const contents = {
      'set/Brain Tumor/1.jpg': noise(3000),
      'set/Healthy/1.jpg': new Uint8Array(2000),
      'set/metadata.csv': text('file,class'),
    };
    const { archives, listing, files } = await opened(
      zipSync({ set: { Healthy: {} }, ...contents, 'set/stored.png': [noise(70), { level: 0 }] }),
    );
    expect(listing.paths).toEqual(['set/Brain Tumor/1.jpg', 'set/Healthy/1.jpg', 'set/metadata.csv', 'set/stored.png']);
    expect(listing.sizes).toEqual([3000, 2000, 10, 70]);
    expect(listing.refused).toEqual([]);
    const { content, sizes } = await archives.batchOf(files);
    expect(sizes).toEqual([3000, 2000, 10, 70]);
    expect(content).toBeInstanceOf(ArrayBuffer);
    const all = Buffer.concat([...Object.values(contents), noise(70)]);
    expect(all.equals(Buffer.from(content as ArrayBuffer))).toBe(true);
  });

  test('entries are found whose sizes and places are in 64 bits, as in zips of more than 4 GB', async () => {
    const { archives, listing, files } = await written(
      [
        { name: 'a/1.png', content: noise(500) },
        { name: 'a/2.png', content: noise(900), method: 0 },
      ],
      true,
    );
    expect(listing.paths.map((path, index) => [path, listing.sizes[index]])).toEqual([
      ['a/1.png', 500],
      ['a/2.png', 900],
    ]);
    const [first, second] = await Promise.all(files.map((file) => archives.contentOf(file)));
    expect(new Uint8Array((await first?.arrayBuffer()) ?? [])).toEqual(noise(500));
    expect(new Uint8Array((await second?.arrayBuffer()) ?? [])).toEqual(noise(900));
  });

  test('names are read as UTF-8, and as CP437 where they are not', async () => {
    // 'Tumör.png' in code page 437, as `'ö'.encode('cp437')` gives it in Python.
    const cp437 = Uint8Array.of(0x54, 0x75, 0x6d, 0x94, 0x72, 0x2e, 0x70, 0x6e, 0x67);
    const { listing } = await written([
      { name: 'Tumör/é 1.png', content: noise(9) },
      { name: '脳/1.png', content: noise(9), flags: 0x800 },
      { name: cp437, content: noise(9) },
    ]);
    expect(listing.paths).toEqual(['Tumör/é 1.png', '脳/1.png', 'Tumör.png']);
  });

  test('no path leads out of the archive', async () => {
    const names = [
      '../../etc/passwd',
      '/root/1.png',
      'C:\\Users\\me\\2.png',
      'a/./b//../3.png',
      '..\\..\\4.png',
      'a/\u0000\u202e5.png',
    ];
    const { listing } = await written(names.map((name) => ({ name, content: noise(9) })));
    expect(listing.paths).toEqual(['etc/passwd', 'root/1.png', 'Users/me/2.png', 'a/b/3.png', '4.png', 'a/5.png']);
  });

  test('neighbours are read in slices: the file itself is read once, and never as a whole', async () => {
    const picture = noise(20_000);
    const file = archiveOf(
      zipSync(
        Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.jpg`, [picture, { level: 0 }]] as const)),
      ),
    );
    const slices: number[] = [];
    const counting = Object.assign(file, {
      slice: (start = 0, end = file.size) => {
        slices.push(Math.min(end, file.size) - start);
        return Blob.prototype.slice.call(file, start, end);
      },
      arrayBuffer: () => Promise.reject(new Error('read as a whole')),
    });
    const archives = new Archives();
    const listing = await archives.list(counting);
    for (let at = 0; at < 300; at += 15) {
      await archives.batchOf(Array.from({ length: 15 }, (_, i) => entryOf(listing, at + i)));
    }
    expect(Math.max(...slices)).toBeLessThanOrEqual(2 ** 20);
    expect(slices.length).toBeLessThan(12);
  });

  test('what is large comes as a Blob, so that it need not be in memory', async () => {
    const large = new Uint8Array(Buffer.alloc(5 * 2 ** 20, noise(1000)));
    const { archives, files } = await opened(zipSync({ 'a.nii': large, 'b.nii': [large, { level: 0 }] }));
    for (const file of files) {
      const { content } = await archives.batchOf([file]);
      expect(content).toBeInstanceOf(Blob);
      expect(Buffer.from(await (content as Blob).arrayBuffer()).equals(Buffer.from(large))).toBe(true);
    }
  });

  test('the same file opened again has the same id, and another one another', async () => {
    const archives = new Archives();
    const zip = zipSync({ '1.png': noise(9) });
    const { id } = await archives.list(archiveOf(zip));
    expect((await archives.list(archiveOf(zip))).id).toBe(id);
    expect((await archives.list(archiveOf(zip, 'other.zip'))).id).not.toBe(id);
  });

  test('a closed archive is forgotten, but not one that was dropped once more', async () => {
    const archives = new Archives();
    const file = archiveOf(zipSync({ '1.png': noise(9) }));
    const [first] = [await archives.list(file), await archives.list(file)];
    archives.close(first.id);
    expect((await archives.contentOf(entryOf(first, 0))).size).toBe(9);
    archives.close(first.id);
    await expect(archives.contentOf(entryOf(first, 0))).rejects.toThrow('not open any more');
  });

  test('files that were dropped go the same way, unread', async () => {
    const archives = new Archives();
    const files = [new File(['ab'], '1'), new File(['c'], '2')];
    const { content, sizes } = await archives.batchOf(files);
    expect([await (content as Blob).text(), sizes]).toEqual(['abc', [2, 1]]);
    expect(await archives.contentOf(files[0] as File)).toBe(files[0]);
  });
});

describe('what is refused', () => {
  test.each([
    ['an encrypted entry', { flags: 1 }, 'It is encrypted'],
    ['an entry with AES', { method: 99 }, 'It is encrypted'],
    ['Deflate64', { method: 9 }, 'cannot be read here (Deflate64)'],
    ['an unknown method', { method: 77 }, 'cannot be read here (method 77)'],
    ['an archive within it', { name: 'more.ZIP' }, 'an archive within the archive'],
    ['more than any scan has', { saidSize: 2 ** 29 }, 'larger than 256 MB'],
    ['a bomb', { content: new Uint8Array(9 * 2 ** 20) }, 'times its size'],
  ])('%s is refused and the others are taken', async (_, bad, reason) => {
    const { listing } = await written([
      { name: 'a/1.png', content: noise(9) },
      { name: 'a/bad.png', content: noise(900), ...bad },
      { name: 'a/2.png', content: noise(9) },
    ]);
    expect(listing.paths).toEqual(['a/1.png', 'a/2.png']);
    expect(listing.refused.map(({ path }) => path)).toEqual(['name' in bad ? bad.name : 'a/bad.png']);
    expect(listing.refused.map(refusalSentence)).toEqual([expect.stringContaining(reason)]);
  });

  test('a blank picture of some megabytes is no bomb, though it packs well', async () => {
    const { listing } = await written([{ name: 'blank.bmp', content: new Uint8Array(2 ** 20) }]);
    expect(listing.paths).toHaveLength(1);
  });

  test.each([
    ['no zip', noise(500), 'This is no zip, or one that was cut short'],
    ['an empty file', new Uint8Array(), 'This is no zip, or one that was cut short'],
    ['a zip without its end', zipSync({ 'a.png': noise(5000) }).subarray(0, 4000), 'cut short'],
    ['a zip without its beginning', zipSync({ 'a.png': noise(5000) }).subarray(400), 'damaged or was cut short'],
    ['a list in another place', withNumber(zipSync({ 'a.png': noise(50) }), -6, 7), 'damaged or was cut short'],
    ['a list beyond the end', withNumber(zipSync({ 'a.png': noise(50) }), -6, 0xfffffff0), 'damaged or was cut short'],
    ['one part of several', withNumber(zipSync({ 'a.png': noise(50) }), -18, 3), 'one part of a zip that was split'],
    [
      'entries that share their bytes',
      zipFile(
        Array.from({ length: 200 }, (_, i) => ({ name: `${i}.png`, content: noise(900), saidSize: 8 * 2 ** 20 })),
      ),
      'would unpack to 1600 MB',
    ],
  ])('%s is refused as a whole, in words', async (_, bytes, reason) => {
    const said = await openingOf(bytes.slice());
    expect(said).toContain('UserError: ');
    expect(said).toContain(reason);
  });
});

describe('what cannot be unpacked', () => {
  const reasonFor = async ({ archives, files }: Awaited<ReturnType<typeof opened>>, index = 0) =>
    archives.contentOf(files[index] as ArchiveEntry).then(
      () => 'it was unpacked',
      (error) => `${error.name}: ${error.message}`,
    );

  test('an entry of which more comes out than the zip says is stopped there', async () => {
    const zip = await written([{ name: 'lie.png', content: new Uint8Array(8 * 2 ** 20), saidSize: 1000 }]);
    expect(await reasonFor(zip)).toBe(
      'UserError: Its size is not what the zip says: the zip is damaged, or made to fill the memory.',
    );
  });

  test('so is one of which less comes out', async () => {
    const zip = await written([{ name: 'lie.png', content: noise(100), saidSize: 5000 }]);
    expect(await reasonFor(zip)).toContain('Its size is not what the zip says');
  });

  test('a damaged entry is refused, and costs none of its neighbours', async () => {
    const content = text('some words and some more of the same words '.repeat(1000));
    const bytes = zipFile(['1.txt', '2.txt', '3.txt'].map((name) => ({ name, content })));
    const second = Buffer.from(bytes).indexOf('2.txt');
    bytes.fill(0xff, second + 10, second + 60);
    const zip = await opened(bytes);
    expect(await reasonFor(zip, 1)).toContain('UserError: It is damaged within its zip');
    expect(await reasonFor(zip, 0)).toBe('it was unpacked');
    expect(await reasonFor(zip, 2)).toBe('it was unpacked');
    await expect(zip.archives.batchOf(zip.files)).rejects.toThrow('It is damaged within its zip');
  });

  test('whatever is wrong in a zip, there are its files or a reason in words', async () => {
    const zip = zipSync({ 'a/1.png': noise(40), 'a/2.txt': new Uint8Array(500), 'b/3.png': [noise(40), { level: 0 }] });
    const nameOf = (error: Error) => error.name;
    const damage = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = zip.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        const archives = new Archives();
        const listing = await archives.list(archiveOf(bytes)).catch(nameOf);
        for (const [index, size] of typeof listing === 'string' ? [] : listing.sizes.entries()) {
          const content = await archives.contentOf(entryOf(listing as ArchiveListing, index)).catch(nameOf);
          expect(typeof content === 'string' ? content : content.size).toBe(
            typeof content === 'string' ? 'UserError' : size,
          );
        }
        if (typeof listing === 'string') expect(listing).toBe('UserError');
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('a single wrong bit is found, also where nothing is packed', async () => {
    for (const method of [0, 8]) {
      const bytes = zipFile([{ name: '1.jpg', content: noise(3000), method }]);
      const middle = 1500;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      expect(await reasonFor(await opened(bytes))).toContain('It is damaged within its zip');
    }
  });

  test('an archive that is not open any more is told of, as after a reload of the page', async () => {
    const { files } = await written([{ name: '1.png', content: noise(9) }]);
    expect(
      await reasonFor({ archives: new Archives(), files, listing: { id: '', paths: [], sizes: [], refused: [] } }),
    ).toBe('UserError: The zip that it is in is not open any more: drop the zip again.');
  });
});

test('80 MB in 80 kB are refused', async () => {
  const { listing } = await opened(await readTestFile('hostile/bomb/zip-80-MB.zip'));
  expect(listing.paths).toEqual([]);
  // Two texts of one letter, named '../../evil.txt' and '/abs.txt'.
  expect(listing.refused).toEqual(
    ['evil.txt', 'abs.txt'].map((path) => ({ path, ...archiveCode('entry-ratio', { ratio: expect.any(Number) }) })),
  );
});

/** The bytes with a 32-bit number put at a place that is counted from their end. */
function withNumber(bytes: Uint8Array<ArrayBuffer>, at: number, value: number): Uint8Array<ArrayBuffer> {
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(bytes.length + at, value, true);
  return bytes;
}
