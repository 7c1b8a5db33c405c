import { describe, expect, it } from 'vitest';
import { decodeImage } from '../decoding/decode.ts';
import { greyOf } from '../decoding/greyOf.ts';
import { groupCopies } from './duplicates.ts';
import { fingerprintOfGrey } from './fingerprintOfGrey.fixture.ts';
import type { Fingerprint } from './scan.ts';

/** `../shared/data` beside the project, as the test server serves it; absent on most machines. */
const [loadGroups] = Object.values(
  import.meta.glob<string>('../../../shared/data/scan-groups.csv', { query: '?url', import: 'default' }),
);
const groupsUrl = loadGroups ? await loadGroups() : null;
if (groupsUrl === null) console.log('Skipped: copies among real scans (../shared/data is not there).');

type Row = { readonly file: string; readonly group: string };

async function readRows(url: string): Promise<Row[]> {
  const [, ...lines] = (await (await fetch(url)).text()).trim().split('\n');
  return lines.map((line) => {
    const [file = '', , , group = ''] = line.trim().split(',');
    return { file, group };
  });
}

async function fingerprintOfFile(folder: string, file: string): Promise<Fingerprint> {
  const response = await fetch(`${folder}/${file.split('/').map(encodeURIComponent).join('/')}`);
  if (!response.ok) throw new Error(`${file} is not there.`);
  const { image } = await decodeImage(new Uint8Array(await response.arrayBuffer()));
  return fingerprintOfGrey(greyOf(image), image.width, image.height);
}

/** A few at a time, in order. */
async function fingerprintAll(folder: string, files: readonly string[]): Promise<Fingerprint[]> {
  const fingerprints: Fingerprint[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < files.length; index = next++) {
      fingerprints[index] = await fingerprintOfFile(folder, files[index] ?? '');
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

describe.skipIf(groupsUrl === null)('copies among the real scans', () => {
  it('are found: pair precision and recall are at least 0.97', { timeout: 300_000 }, async () => {
    const url = groupsUrl ?? '';
    const rows = await readRows(url);
    const folder = url.replace(/scan-groups\.csv.*$/, 'scans');
    const fingerprints = await fingerprintAll(
      folder,
      rows.map(({ file }) => file),
    );
    const started = performance.now();
    const groups = groupCopies(fingerprints);
    const milliseconds = performance.now() - started;
    const known = rows.map(({ group }) => group);
    const { precision, recall, pairs } = comparePairs(groups, known);
    console.log(
      `${rows.length} real scans, ${pairs} pairs of copies: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, ` +
        `${new Set(groups).size} groups (${new Set(known).size} known), grouped in ${milliseconds.toFixed(0)} ms`,
    );
    expect(rows.length).toBeGreaterThan(3000);
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.97);
  });
});
