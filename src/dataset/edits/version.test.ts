import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exampleDataSet, shaOf } from '../exampleScans.fixture.ts';
import type { Edit, ScanEditRequest } from './datasetEdits.ts';
import { atVersion, type DataSetVersion, nextVersion, versionOf } from './version.ts';

const dataSet = exampleDataSet(['A', 'A', 'B']);
const excludeOne: Edit = { id: 1, at: '', kind: 'exclude', sha256s: [shaOf(1)], why: 'hand' };
const relabelOne: Edit = { id: 2, at: '', kind: 'relabel', sha256s: [shaOf(0)], className: 'B' };

/** The versions that come of applying these edits one after another, or taking them back. */
async function historyOf(...changes: (Edit | null)[]): Promise<DataSetVersion[]> {
  const history: DataSetVersion[] = [];
  const inForce = new Set<Edit>();
  for (const edit of changes) {
    if (edit && !inForce.delete(edit)) inForce.add(edit);
    const sorted = [...inForce].sort((a, b) => a.id - b.id);
    history.push(
      await nextVersion(dataSet, sorted, history, { edit: edit?.id ?? null, code: 'read-otherwise', params: {} }),
    );
  }
  return history;
}

it('each new content has the next number, and one that was there before has its old one again', async () => {
  const history = await historyOf(null, excludeOne, excludeOne, relabelOne, excludeOne, relabelOne);
  expect(history.map(({ number }) => number)).toEqual([1, 2, 1, 3, 4, 2]);
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
  const [imported, , changed] = await historyOf(null, excludeOne, relabelOne);
  // python3: hashlib.sha256(''.join(sorted(lines)).encode()).hexdigest(), lines = ['%064x A\n' % 0, '%064x A\n' % 1, '%064x B\n' % 2]
  expect(imported?.hash).toBe('9f8bc311036d0862498a70e3cbeb9ec75b7a8fd128022642a6cfb54854a3ef11');
  // lines = ['%064x B\n' % 0, '%064x\n' % 1, '%064x B\n' % 2]
  expect(changed?.hash).toBe('7b5b16b8d0862809d2b09e6b0be3a815de70ef591205ae76408775aabdc30364');
});

it('what a model saw is found by its hash, also after the data set was changed, extended and an edit taken back', async () => {
  const history = await historyOf(null, relabelOne, excludeOne, relabelOne, excludeOne);
  const seen = history[3]?.hash ?? '';
  expect(versionOf(history, seen)?.number).toBe(4);
  expect(versionOf(history, 'f'.repeat(64))).toBeNull();

  const extended = { ...dataSet, scans: [...dataSet.scans, ...exampleDataSet(['A', 'A', 'A', 'A']).scans.slice(3)] };
  const version = versionOf(history, seen);
  const then = version && (await atVersion(extended, [excludeOne, relabelOne], history, version));
  expect(then?.inUse.scans.map(({ sha256, className }) => [sha256, className])).toEqual([
    [shaOf(0), 'A'],
    [shaOf(2), 'B'],
  ]);
});

it('every version of any history of edits and takings back can be made again', async () => {
  const scans = fc.array(fc.integer({ min: 0, max: 2 }).map(shaOf), { minLength: 1, maxLength: 2 });
  const remedy: fc.Arbitrary<ScanEditRequest> = fc.oneof(
    fc.record({ kind: fc.constant('exclude' as const), sha256s: scans, why: fc.constant('hand' as const) }),
    fc.record({ kind: fc.constant('relabel' as const), sha256s: scans, className: fc.constantFrom('A', 'B') }),
  );
  const twice = fc.array(remedy, { maxLength: 4 }).map((remedies) => {
    const edits = remedies.map((each, id): Edit => ({ ...each, id, at: '' }));
    return { edits, turns: [...edits, ...edits] };
  });
  const changes = twice.chain(({ edits, turns }) =>
    fc.shuffledSubarray(turns).map((order) => ({ edits, history: [null, ...order] })),
  );
  await fc.assert(
    fc.asyncProperty(changes, async ({ edits, history: order }) => {
      const history = await historyOf(...order);
      for (const version of history) {
        const then = await atVersion(dataSet, edits, history, version);
        expect(then && [then.inUse.scans.length, then.excluded.length]).toEqual([version.scans, version.excluded]);
      }
      const hashes = new Map(history.map(({ number, hash }) => [number, hash]));
      expect(new Set(hashes.values()).size).toBe(new Set(history.map(({ hash }) => hash)).size);
    }),
    { numRuns: 60 },
  );
});

it('a version of which a scan can no longer be read is not made up', async () => {
  const history = await historyOf(excludeOne);
  const [version] = history;
  const fewer = { ...dataSet, scans: dataSet.scans.slice(1) };
  expect(version && (await atVersion(fewer, [excludeOne], history, version))).toBeNull();
});
