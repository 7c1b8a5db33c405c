import { describe, expect, it } from 'vitest';
import { fingerprintOfGrey } from '../dataset/fingerprintOfGrey.fixture.ts';
import type { Fingerprint } from '../dataset/scan.ts';
import { decodeImage } from '../decoding/decode.ts';
import { toLuma } from '../decoding/image/toLuma.ts';
import { EXPECTED_FILES, readTestFile } from '../decoding/testFile.fixture.ts';
import { nearDuplicates } from './nearDuplicates.ts';

/** `../shared/data` beside the project, as the test server serves it; absent on most machines. */
const [loadGroups] = Object.values(
  import.meta.glob<string>('../../../shared/data/scan-groups.csv', { query: '?url', import: 'default' }),
);
const groupsUrl = loadGroups ? await loadGroups() : null;

type Row = { readonly file: string; readonly group: string };
type Read = (file: string) => Promise<Uint8Array<ArrayBuffer>>;

async function readRows(url: string): Promise<Row[]> {
  const [, ...lines] = (await (await fetch(url)).text()).trim().split('\n');
  return lines.map((line) => {
    const [file = '', , , group = ''] = line.trim().split(',');
    return { file, group };
  });
}

function readFrom(folder: string): Read {
  return async (file) => {
    const response = await fetch(`${folder}/${file.split('/').map(encodeURIComponent).join('/')}`);
    if (!response.ok) throw new Error(`${file} is not there.`);
    return new Uint8Array(await response.arrayBuffer());
  };
}

async function fingerprintOfFile(read: Read, file: string): Promise<Fingerprint> {
  const { image } = await decodeImage(await read(file));
  return fingerprintOfGrey(toLuma(image), image.width, image.height);
}

/** A few at a time, in order. */
async function fingerprintAll(read: Read, files: readonly string[]): Promise<Fingerprint[]> {
  const fingerprints: Fingerprint[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < files.length; index = next++) {
      fingerprints[index] = await fingerprintOfFile(read, files[index] ?? '');
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  return fingerprints;
}

/** Pairs of scans that are in one group, of those found and of those known. */
function comparePairs(found: ArrayLike<number>, known: readonly string[]) {
  let [inFound, inKnown, inBoth] = [0, 0, 0];
  for (let a = 0; a < known.length; a++) {
    for (let b = a + 1; b < known.length; b++) {
      const [isFound, isKnown] = [found[a] === found[b], known[a] === known[b]];
      if (isFound) inFound++;
      if (isKnown) inKnown++;
      if (isFound && isKnown) inBoth++;
    }
  }
  return { precision: inBoth / inFound, recall: inBoth / inKnown, pairs: inKnown };
}

async function expectCopiesFound(rows: readonly Row[], read: Read): Promise<void> {
  const fingerprints = await fingerprintAll(
    read,
    rows.map(({ file }) => file),
  );
  const started = performance.now();
  const groups = nearDuplicates(fingerprints);
  const milliseconds = performance.now() - started;
  const known = rows.map(({ group }) => group);
  const { precision, recall, pairs } = comparePairs(groups, known);
  console.log(
    `${rows.length} scans, ${pairs} pairs of copies: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, ` +
      `${new Set(groups).size} groups (${new Set(known).size} known), grouped in ${milliseconds.toFixed(0)} ms`,
  );
  expect(pairs).toBeGreaterThan(5);
  expect(precision).toBeGreaterThanOrEqual(0.97);
  expect(recall).toBeGreaterThanOrEqual(0.97);
}

describe('copies are found: pair precision and recall are at least 0.97', () => {
  it('among drawn scans, packed anew or made larger', async () => {
    const rows = EXPECTED_FILES.groups.map(([file, group]) => ({ file, group: `${group}` }));
    await expectCopiesFound(rows, readTestFile);
  });

  it.skipIf(groupsUrl === null)(
    'among real scans (skipped where ../shared/data is absent)',
    { timeout: 300_000 },
    async () => {
      const url = groupsUrl ?? '';
      const rows = await readRows(url);
      expect(rows.length).toBeGreaterThan(3000);
      await expectCopiesFound(rows, readFrom(url.replace(/scan-groups\.csv.*$/, 'scans')));
    },
  );
});
