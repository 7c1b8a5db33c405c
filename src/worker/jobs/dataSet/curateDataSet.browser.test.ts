import { afterAll, afterEach, expect, test } from 'vitest';
import { afterRemedy, afterUndo, type DataSetView, dataSetView } from '../../../dataset/edits/dataSetView.ts';
import type { EditRequest } from '../../../dataset/edits/datasetEdits.ts';
import { dataSetFingerprint } from '../../../dataset/edits/version.ts';
import { exampleDataSet, shaOf } from '../../../dataset/exampleScans.fixture.ts';
import { changeSentence } from '../../../dataset/messages.ts';
import type { DataSet, FileOutcome } from '../../../dataset/scan.ts';
import { presets } from '../../../model/presets.ts';
import { deleteAxialDatabase, openAxialDatabase } from '../../../storage/database/database.ts';
import type { AxialDatabase } from '../../../storage/database/schema.ts';
import { readDataSet } from '../../../storage/dataSet/dataSetStore.ts';
import { readEdits, type StoredEdits } from '../../../storage/dataSet/editStore.ts';
import { BackendWorkerHost } from '../../backend/backendWorkerHost.ts';
import { DecodePool } from '../../decodePool/decodePool.ts';
import type { Jobs } from '../../protocol.ts';
import { connect } from '../../rpc/connect.ts';
import { serve } from '../../rpc/serve.ts';
import type { AuditProgress } from '../audit/auditProtocol.ts';
import { JobsContext } from '../context.ts';
import { createJobs } from '../createJobs.ts';
import type { ImportRequest } from '../import/importProtocol.ts';
import { noteVersion } from './curateDataSet.ts';

const NAME = 'axial-test-curate';
/** Of all tests: they keep nothing from one job to the next, and take seconds to start. */
const [POOL, HOST] = [new DecodePool(2), new BackendWorkerHost()];
let context: JobsContext | null = null;

afterAll(() => HOST.close());
afterEach(async () => {
  context?.db.close();
  await deleteAxialDatabase(NAME);
});

/** As the worker opens it: what is kept is read. */
async function openedJobs() {
  const db = await openAxialDatabase(NAME);
  const [kept, curation] = [await readDataSet(db), await readEdits(db)];
  const { dataSet = null, outcomes = [] } = kept ?? {};
  return asThePage(await jobsOf(db, dataSet, outcomes, curation));
}

async function jobsOf(db: AxialDatabase, ...kept: [DataSet | null, FileOutcome[]?, StoredEdits?]) {
  const opened = new JobsContext(db, POOL, HOST, ...kept);
  await noteVersion(opened);
  context = opened;
  return createJobs(async () => opened);
}

/** The jobs with data sets as the page sees them: it makes each edit of its own view, and gets what the worker has. */
function asThePage(jobs: ReturnType<typeof createJobs>) {
  let view: DataSetView | null = null;
  const opened = async () => {
    const workspace = await jobs.open();
    view = workspace.dataSet && dataSetView(workspace.dataSet);
    return { ...workspace, dataSet: view };
  };
  const edited = async (change: (dataSet: DataSetView) => DataSetView) => {
    const mine = change(view ?? expect.fail('no data set'));
    expect(mine).toEqual((await opened()).dataSet);
    expect(await dataSetFingerprint(mine.scans, mine.excluded)).toBe(mine.version.hash);
    return mine;
  };
  return {
    ...jobs,
    open: opened,
    async importFiles(...asked: Parameters<Jobs['importFiles']>) {
      const result = await jobs.importFiles(...asked);
      view = dataSetView(result.dataSet);
      return { ...result, dataSet: view };
    },
    async applyEdit(remedy: EditRequest) {
      const outcome = await jobs.applyEdit(remedy);
      return edited((dataSet) => afterRemedy(dataSet, remedy, outcome));
    },
    async takeBack(editId: number) {
      const outcome = await jobs.undoEdit(editId);
      return edited((dataSet) => afterUndo(dataSet, outcome));
    },
  };
}

/** A grey square somewhere on black: pictures of other places are no copies, those of another size of it are. */
async function square(place: number, side = 64): Promise<Blob> {
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  pen.scale(side / 64, side / 64);
  pen.fillRect(0, 0, 64, 64);
  pen.fillStyle = 'rgb(200 200 200)';
  pen.fillRect(4 + 12 * (place % 4), 4 + 12 * Math.floor(place / 4), 16, 16);
  return canvas.convertToBlob({ type: 'image/png' });
}

async function requestOf(files: readonly (readonly [path: string, blob: Blob])[]): Promise<ImportRequest> {
  const requested = files.map(([path, blob]) => {
    return { file: new File([blob], path), path, className: path.split('/')[0] ?? '' };
  });
  return { dataSetName: 'test', classes: ['left', 'right'], files: requested, ignored: [] };
}

/** Ten pictures, of which one of each class is the same at another size, and one was dropped under both classes. */
async function imported(jobs: ReturnType<typeof asThePage>): Promise<void> {
  const places = [0, 1, 2, 3, 4, 8, 9, 10];
  const files = places.map(
    async (place) => [`${place < 5 ? 'left' : 'right'}/${place}.png`, await square(place)] as const,
  );
  const twin = ['right/twin of 0.png', await square(0, 128)] as const;
  const again = ['right/again 1.png', await square(1)] as const;
  await jobs.importFiles(await requestOf([...(await Promise.all(files)), twin, again]), { onProgress: () => {} });
}

const told = ({ scans, excluded, version, groupCount }: DataSetView) => ({
  inUse: scans.length,
  excluded: excluded.map(({ name, why }) => `${name}: ${why}`),
  version: version.number,
  groupCount,
});

test('an audit finds copies and conflicts, each can be settled and the settling undone in any order', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const opened = await jobs.open();
  expect(opened.dataSet?.groupCount).toBeNull();
  expect(opened.dataSet?.history).toMatchObject([
    { number: 1, code: 'import', params: { scans: 9 }, scans: 9, excluded: 0 },
  ]);

  const progress: AuditProgress[] = [];
  const report = await jobs.audit({ onProgress: (each) => progress.push(each) });
  const { dataSet } = await jobs.open();
  const nameOf = (sha256: string) => dataSet?.scans.find((scan) => scan.sha256 === sha256)?.name ?? '';
  const named = (found: typeof report) =>
    found?.copies.map(({ sha256s, conflict, droppedAgain }) => [
      sha256s.map(nameOf).sort(),
      conflict,
      droppedAgain.map(({ path }) => path),
    ]);
  expect(named(report)).toEqual([
    [['0.png', 'twin of 0.png'], true, []],
    [['1.png'], true, ['right/again 1.png']],
  ]);
  expect(report?.version).toBe(dataSet?.version.hash);
  expect(dataSet?.groupCount).toBe(8);
  expect(progress.map(({ stage }) => stage)).toContain('copies');

  const [twins, again] = report?.copies ?? [];
  const settled = await jobs.applyEdit({ kind: 'relabel', sha256s: twins?.sha256s ?? [], className: 'left' });
  expect(told(settled)).toEqual({ inUse: 9, excluded: [], version: 2, groupCount: 8 });
  const without = await jobs.applyEdit({ kind: 'exclude', sha256s: again?.sha256s ?? [], why: 'conflict' });
  expect(told(without)).toEqual({ inUse: 8, excluded: ['1.png: conflict'], version: 3, groupCount: 7 });
  expect(without.edits).toMatchObject([
    { kind: 'relabel', scans: 2, className: 'left' },
    { kind: 'exclude', scans: 1, why: 'conflict' },
  ]);
  expect(named(await jobs.audit({ onProgress: () => {} }))).toEqual([[['0.png', 'twin of 0.png'], false, []]]);

  const first = await jobs.takeBack(without.edits[0]?.id ?? 0);
  expect(told(first)).toEqual({ inUse: 8, excluded: ['1.png: conflict'], version: 4, groupCount: 7 });
  expect(told(await jobs.takeBack(first.edits[0]?.id ?? 0))).toEqual({
    ...{ inUse: 9, excluded: [], version: 1, groupCount: 8 },
  });
  await expect(jobs.takeBack(1)).rejects.toThrow('undone already');
});

test('a scan that was excluded still tells which of the others are of one patient', async () => {
  const jobs = await openedJobs();
  const request = await requestOf([
    ['left/0.png', await square(0)],
    ['right/twin of 0.png', await square(0, 128)],
    ['left/4.png', await square(4)],
    ['right/8.png', await square(8)],
  ]);
  const subject = { id: 'ab'.repeat(8), from: 'table' } as const;
  const files = request.files.map((file) => (/twin|4/.test(file.path) ? { ...file, subject } : file));
  await jobs.importFiles({ ...request, files }, { onProgress: () => {} });
  const { scans = [] } = context?.dataSet ?? {};
  const [twin] = scans.filter(({ name }) => name.startsWith('twin'));
  await jobs.applyEdit({ kind: 'exclude', sha256s: [twin?.sha256 ?? ''], why: 'copy' });
  const names = context?.requireDataSet().scans.map(({ name }) => name);
  const groups = await context?.leakageGroups();
  const groupOf = (name: string) => groups?.[names?.indexOf(name) ?? -1];
  expect(groupOf('0.png')).toBe(groupOf('4.png'));
  expect(groupOf('8.png')).not.toBe(groupOf('4.png'));
});

test('edits, versions and copies are there again at the next visit', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const report = await jobs.audit({ onProgress: () => {} });
  const { copies = [] } = report ?? {};
  const edited = await jobs.applyEdit({ kind: 'exclude', sha256s: copies[0]?.sha256s.slice(1) ?? [], why: 'copy' });
  context?.db.close();

  const { dataSet } = await (await openedJobs()).open();
  expect(dataSet).toEqual(edited);
  expect(dataSet).toMatchObject({
    groupCount: 8,
    version: { number: 2, code: 'exclude', params: { scans: 1, why: 'copy' } },
  });
});

test('what was found of a version is kept, and after harmonising the input is judged once more', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const plain = await jobs.audit({ onProgress: () => {} });
  const judged = (report: typeof plain) => report?.shortcuts.map(({ from, preprocessing }) => preprocessing ?? from);
  expect(judged(plain)).toEqual(['size', 'header', 'picture', 'v2-64x64x1-stretch']);
  expect(plain?.shortcuts.map(({ n }) => n)).toEqual([9, 9, 9, 9]);
  const { edits } = await jobs.applyEdit({ kind: 'harmonise' });
  const harmonised = await jobs.audit({ onProgress: () => {} });
  expect(judged(harmonised)).toEqual([...(judged(plain) ?? []), 'v2-64x64x1-harmonise']);
  expect(harmonised?.version).toBe(plain?.version);
  await jobs.takeBack(edits[0]?.id ?? 0);
  context?.db.close();

  const again = await openedJobs();
  const stages: string[] = [];
  expect(await again.audit({ onProgress: ({ stage }) => stages.push(stage) })).toEqual(plain);
  expect(stages).toEqual([]);
});

test('scans that were imported before their facts were measured are judged like those that come with them', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const known = await jobs.audit({ onProgress: () => {} });
  await context?.db.clear('findings');
  const { dataSet } = context ?? {};
  if (!context || !dataSet) throw new Error('nothing was imported');
  context.dataSet = { ...dataSet, scans: dataSet.scans.map((scan) => ({ ...scan, facts: null, colourMode: null })) };
  const stages = new Set<string>();
  expect(await jobs.audit({ onProgress: ({ stage }) => stages.add(stage) })).toEqual(known);
  expect(stages).toContain('statistics');
});

test('a split sees what is in use, and keeps copies on one side', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const settings = { kind: 'grouped', seed: 1, shares: { training: 0.6, validation: 0.2, test: 0.2 } } as const;
  const before = await jobs.splitSummary(settings);
  expect([before.groupCount, before.problem]).toEqual([8, null]);
  const { scans } = (await jobs.open()).dataSet ?? { scans: [] };
  const right = scans.filter(({ className }) => className === 'right').map(({ sha256 }) => sha256);
  await jobs.applyEdit({ kind: 'exclude', sha256s: right.slice(1), why: 'hand' });
  expect((await jobs.splitSummary(settings)).problem).toMatch(/class "right" has only 1 scan/);
});

test('edits are refused in words while an import runs, and an import that adds scans makes a new version', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const { scans } = (await jobs.open()).dataSet ?? { scans: [] };
  const remedy = { kind: 'exclude', sha256s: [scans[0]?.sha256 ?? ''], why: 'hand' } as const;
  const importing = jobs.importFiles(await requestOf([['left/new.png', await square(6)]]), { onProgress: () => {} });
  await expect(jobs.applyEdit(remedy)).rejects.toThrow('An import is under way');
  const { dataSet } = await importing;
  expect(dataSet.version).toMatchObject({ number: 2, code: 'import', params: { scans: 1 }, scans: 10 });
  expect(dataSet.groupCount).toBeNull();
  expect(told(await jobs.applyEdit(remedy))).toMatchObject({ inUse: 9, version: 3 });
  await jobs.deleteDataSet();
  await imported(jobs);
  expect((await jobs.open()).dataSet).toMatchObject({ excluded: [], edits: [], version: { number: 1 } });
});

test('an edit that comes while the data set is deleted finds none, and leaves nothing behind', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const { scans } = (await jobs.open()).dataSet ?? { scans: [] };
  const deleting = jobs.deleteDataSet();
  const edit = jobs.applyEdit({ kind: 'exclude', sha256s: [scans[0]?.sha256 ?? ''], why: 'hand' });
  await expect(edit).rejects.toThrow('There is no data set yet');
  await deleting;
  const { db } = context ?? {};
  for (const store of db?.objectStoreNames ?? []) expect([store, await db?.count(store)]).toEqual([store, 0]);
});

test('an audit that is asked for while the data set changes is needless', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const { scans } = (await jobs.open()).dataSet ?? { scans: [] };
  const edit = jobs.applyEdit({ kind: 'exclude', sha256s: [scans[0]?.sha256 ?? ''], why: 'hand' });
  expect(await jobs.audit({ onProgress: () => {} })).toBeNull();
  const { version } = await edit;
  expect((await jobs.audit({ onProgress: () => {} }))?.version).toBe(version.hash);
  const deleting = jobs.deleteDataSet();
  expect(await jobs.audit({ onProgress: () => {} })).toBeNull();
  await deleting;
});

test('edits are refused in words while a training runs', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const { scans } = (await jobs.open()).dataSet ?? { scans: [] };
  const [preset] = presets;
  if (!preset) throw new Error('there are no presets');
  const split = { kind: 'grouped', seed: 1, shares: { training: 0.6, validation: 0.2, test: 0.2 } } as const;
  const stopping = new AbortController();
  const { signal } = stopping;
  const training = jobs.train({ ...preset, split, backend: 'cpu' }, { onEvent: () => {}, signal });
  const edit = jobs.applyEdit({ kind: 'exclude', sha256s: [scans[0]?.sha256 ?? ''], why: 'hand' });
  await expect(edit).rejects.toThrow('A training is under way');
  stopping.abort();
  expect(await training).toMatchObject({ ended: 'stopped', modelId: null });
});

test('a data set of which no file could be read has nothing to find', async () => {
  const jobs = await openedJobs();
  await jobs.importFiles(await requestOf([['left/a.png', new Blob(['no picture'])]]), { onProgress: () => {} });
  expect(await jobs.audit({ onProgress: () => {} })).toMatchObject({
    groupCount: 0,
    copies: [],
    shortcuts: [],
    oddOnes: [],
  });
});

test('a stopped audit answers with nothing, and the next one does its work', async () => {
  const jobs = await openedJobs();
  await imported(jobs);
  const stopping = new AbortController();
  const stopped = jobs.audit({ onProgress: () => {}, signal: stopping.signal });
  await new Promise((resolve) => setTimeout(resolve, 0));
  stopping.abort();
  expect(await stopped).toBeNull();
  expect((await jobs.audit({ onProgress: () => {} }))?.copies).toHaveLength(2);
});

test('a class keeps its name, and its folders their class, over later imports and visits, until that is taken back', async () => {
  const jobs = await openedJobs();
  const first = await requestOf([
    ['left/0.png', await square(0)],
    ['right/8.png', await square(8)],
  ]);
  const folders = [['left', 'left']] as const;
  await jobs.importFiles({ ...first, folders }, { onProgress: () => {} });
  const trained = (await jobs.open()).dataSet?.version.hash ?? '';
  const renamed = await jobs.applyEdit({ kind: 'rename', className: 'left', name: 'Healthy' });
  expect(renamed).toMatchObject({
    classes: ['Healthy', 'right'],
    version: { number: 2 },
    folders: [['left', 'Healthy']],
  });
  expect(renamed.history.map(changeSentence)).toEqual(['2 scans imported', 'class left renamed Healthy']);

  context?.db.close();
  const again = await openedJobs();
  const files = [{ file: new File([await square(4)], 'left/4.png'), path: 'left/4.png', className: 'Healthy' }];
  const added = {
    dataSetName: 'test',
    classes: ['Healthy', 'right'],
    files,
    ignored: [],
    folders: [['left', 'Healthy']] as const,
  };
  const { dataSet } = await again.importFiles(added, { onProgress: () => {} });
  expect(dataSet.classes).toEqual(['Healthy', 'right']);
  expect(dataSet.scans.map(({ className }) => className)).toEqual(['Healthy', 'right', 'Healthy']);

  const merged = await again.applyEdit({ kind: 'merge', className: 'Healthy', into: 'right' });
  expect(merged.classes).toEqual(['right']);
  const apart = await again.takeBack(merged.edits.at(-1)?.id ?? 0);
  const back = await again.takeBack(apart.edits[0]?.id ?? 0);
  expect(back.classes).toEqual(['left', 'right']);
  expect(back.scans.map(({ className }) => className)).toEqual(['left', 'right', 'left']);
  expect(back.history.some(({ hash }) => hash === trained)).toBe(true);
  const clash = {
    ...added,
    classes: ['Healthy', 'left', 'right'],
    files: files.map((each) => ({ ...each, className: 'left' })),
  };
  await again.applyEdit({ kind: 'rename', className: 'left', name: 'Healthy' });
  await expect(again.importFiles(clash, { onProgress: () => {} })).rejects.toThrow('is called Healthy now');
});

test('the hash of a file is the one by which its scan is known, so that copies can be named before an import', async () => {
  const jobs = await openedJobs();
  const request = await requestOf([['left/0.png', await square(0)]]);
  const [file] = request.files;
  const hashes = await jobs.hashFiles([...(file ? [file.file] : []), new File(['abc'], 'abc.txt')]);
  const { dataSet } = await jobs.importFiles(request, { onProgress: () => {} });
  // The second: SHA-256 of 'abc', FIPS 180-2, appendix B.1.
  expect(hashes).toEqual([
    dataSet.scans[0]?.sha256,
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ]);
});

test('one of 50,000 scans is excluded by one message each way, which no row crosses with', async () => {
  const dataSet = exampleDataSet(Array.from({ length: 50_000 }, (_, scan) => (scan % 2 === 0 ? 'left' : 'right')));
  const { port1, port2 } = new MessageChannel();
  const crossed: unknown[] = [];
  for (const port of [port1, port2]) port.addEventListener('message', ({ data }) => crossed.push(data));
  serve(await jobsOf(await openAxialDatabase(NAME), dataSet), port2);
  const jobs = connect<Jobs>(port1, 'test');
  const { version } = await jobs.applyEdit({ kind: 'exclude', sha256s: [shaOf(7)], why: 'copy' });
  expect(version).toMatchObject({ number: 2, scans: 49_999, excluded: 1 });
  expect(crossed).toMatchObject([{ kind: 'call' }, { kind: 'answer' }]);
  expect(JSON.stringify(crossed).length).toBeLessThan(2000);
  port1.close();
});
