import { expect, test } from 'vitest';
import type { Edit } from '../../../dataset/edits/datasetEdits.ts';
import { nextVersion } from '../../../dataset/edits/version.ts';
import { exampleDataSet, shaOf } from '../../../dataset/exampleScans.fixture.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import type { JobsContext } from '../context.ts';
import { splitMembership } from './splitMembership.ts';

const dataSet = exampleDataSet(['A', 'A', 'A', 'B', 'B', 'B']);
const edit: Edit = { id: 1, at: '', kind: 'exclude', sha256s: [shaOf(2)], why: 'copy' };
const sha256sOf = (...scans: number[]) => ({ sha256: scans.map(shaOf), labels: [], probabilities: [] });
const modelOf = (fingerprint: string, imported = false) =>
  ({
    card: { data: { fingerprint } },
    predictions: imported ? null : { validation: sha256sOf(1), test: sha256sOf(4) },
  }) as unknown as ModelRecord;

/** The data set after the edit and its taking back, and the version that it was in between. */
async function history() {
  const before = await nextVersion(dataSet, [], [], { edit: null, code: 'import', params: { scans: 9 } });
  const edited = await nextVersion(dataSet, [edit], [before], {
    edit: 1,
    code: 'exclude',
    params: { scans: 1, why: 'hand' },
  });
  const after = { ...before, edit: 1, code: 'undo-exclude' };
  const context = { dataSet, curation: { edits: [{ edit, takenBack: true }], history: [before, edited, after] } };
  return { context: context as unknown as JobsContext, edited };
}

test("a model's own parts are known although the data set was changed since: excluded scans were in none", async () => {
  const { context, edited } = await history();
  const partOf = await splitMembership(context, modelOf(edited.hash));
  const parts = [0, 1, 2, 3, 4, 5, 6].map((scan) => partOf(shaOf(scan)));
  expect(parts).toEqual(['training', 'validation', null, 'training', 'test', 'training', null]);
});

test('of a model of other data only what it was judged by is known, and of an imported one nothing', async () => {
  const { context, edited } = await history();
  const stranger = await splitMembership(context, modelOf('f'.repeat(64)));
  expect([0, 1, 4].map((scan) => stranger(shaOf(scan)))).toEqual([null, 'validation', 'test']);
  const imported = await splitMembership(context, modelOf(edited.hash, true));
  expect([0, 1, 4].map((scan) => imported(shaOf(scan)))).toEqual([null, null, null]);
});
