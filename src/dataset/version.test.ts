import { expect, it } from 'vitest';
import type { Edit } from './curation.ts';
import { exampleDataSet, shaOf } from './exampleScans.fixture.ts';
import { asInVersion, type DataSetVersion, nextVersion, versionOf } from './version.ts';

const dataSet = exampleDataSet(['A', 'A', 'B']);
const excludeOne: Edit = { id: 1, at: '', kind: 'exclude', sha256s: [shaOf(1)], why: 'hand' };
const relabelOne: Edit = { id: 2, at: '', kind: 'relabel', sha256s: [shaOf(0)], className: 'B' };

/** The versions that come of these edits being in force one after another. */
async function historyOf(...inForce: Edit[][]): Promise<DataSetVersion[]> {
  const history: DataSetVersion[] = [];
  for (const edits of inForce) history.push(await nextVersion(dataSet, edits, history, 'changed'));
  return history;
}

it('each new content has the next number, and one that was there before has its old one again', async () => {
  const history = await historyOf([], [excludeOne], [], [relabelOne], [excludeOne], [excludeOne, relabelOne]);
  expect(history.map(({ number }) => number)).toEqual([1, 2, 1, 3, 2, 4]);
  expect(history.map(({ scans, excluded }) => [scans, excluded])).toEqual([
    [3, 0],
    [2, 1],
    [3, 0],
    [3, 0],
    [2, 1],
    [2, 1],
  ]);
});

it('is named by a hash over scans, labels and exclusions', async () => {
  const [imported, changed] = await historyOf([], [excludeOne, relabelOne]);
  // python3: hashlib.sha256(''.join(sorted(lines)).encode()).hexdigest(), lines = ['%064x A\n' % 0, '%064x A\n' % 1, '%064x B\n' % 2]
  expect(imported?.hash).toBe('9f8bc311036d0862498a70e3cbeb9ec75b7a8fd128022642a6cfb54854a3ef11');
  // lines = ['%064x B\n' % 0, '%064x\n' % 1, '%064x B\n' % 2]
  expect(changed?.hash).toBe('7b5b16b8d0862809d2b09e6b0be3a815de70ef591205ae76408775aabdc30364');
});

it('what a model saw is found by its hash, also after the data set was changed, extended and an edit taken back', async () => {
  const history = await historyOf([], [excludeOne], [relabelOne]);
  const seen = history[1]?.hash ?? '';
  expect(versionOf(history, seen)?.number).toBe(2);
  expect(versionOf(history, 'f'.repeat(64))).toBeNull();

  const extended = { ...dataSet, scans: [...dataSet.scans, ...exampleDataSet(['A', 'A', 'A', 'A']).scans.slice(3)] };
  const version = versionOf(history, seen);
  const then = version && (await asInVersion(extended, [excludeOne, relabelOne], version));
  expect(then?.inUse.scans.map(({ sha256, className }) => [sha256, className])).toEqual([
    [shaOf(0), 'A'],
    [shaOf(2), 'B'],
  ]);
});

it('a version of which a scan can no longer be read is not made up', async () => {
  const [version] = await historyOf([excludeOne]);
  const fewer = { ...dataSet, scans: dataSet.scans.slice(1) };
  expect(version && (await asInVersion(fewer, [excludeOne], version))).toBeNull();
});
