import { expect } from 'vitest';
import { exampleArtifacts } from '../../export/network/exampleModel.fixture.ts';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { deleteAxialDatabase, openAxialDatabase } from '../database/database.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { addPacks, exampleNewScan, shaOf, test } from '../database/testDatabase.fixture.ts';
import { readOriginals } from '../dataSet/scanBatches.ts';
import { listModels, readModel, saveModel } from '../models/modelStore.ts';
import { frameOf } from './frames.ts';
import { readWorkspaceFile, writeWorkspace } from './workspaceFile.ts';

const never = new AbortController().signal;
const model = (id: string) => ({
  ...{ id, card: exampleCard, history: null, predictions: null, imported: false, notes: `of ${id}` },
  artifacts: exampleArtifacts(),
});

async function filled(db: AxialDatabase): Promise<void> {
  const scans = [exampleNewScan(1), exampleNewScan(2)];
  await addPacks(db, [{ scans, originals: Uint8Array.of(1, 2, 3, 2, 2, 3).buffer }]);
  await db.put('dataSet', { name: 'Set' } as never, 'current');
  await db.put('edits', { id: 1 } as never, 1);
  await saveModel(db, model('a'));
  await saveModel(db, model('b'));
}

async function elsewhere(use: (db: AxialDatabase) => Promise<void>): Promise<void> {
  const name = `axial-test-${crypto.randomUUID()}`;
  const db = await openAxialDatabase(name);
  try {
    await use(db);
  } finally {
    db.close();
    await deleteAxialDatabase(name);
  }
}

test('everything is in another database as it was: scans, edits, models with their weights', async ({ db }) => {
  await filled(db);
  const file = await writeWorkspace(db, true, () => {}, never);
  await elsewhere(async (other) => {
    expect(await readWorkspaceFile(other, file, () => {}, never)).toEqual({ models: ['a', 'b'], dataSet: true });
    expect(await readOriginals(other, [shaOf(2)])).toEqual([Uint8Array.of(2, 2, 3).buffer]);
    for (const store of ['dataSet', 'packs', 'packedThumbnails', 'edits', 'models', 'artifacts'] as const)
      expect(await other.getAll(store)).toEqual(await db.getAll(store));
    expect(await readModel(other, 'b')).toEqual(await readModel(db, 'b'));
    // Once more changes nothing.
    expect(await readWorkspaceFile(other, file, () => {}, never)).toEqual({ models: [], dataSet: false });
  });
});

test('without scans it holds the models alone, and a data set that is here stays', async ({ db }) => {
  await filled(db);
  const small = await writeWorkspace(db, false, () => {}, never);
  const whole = await writeWorkspace(db, true, () => {}, never);
  await elsewhere(async (other) => {
    expect(await readWorkspaceFile(other, small, () => {}, never)).toEqual({ models: ['a', 'b'], dataSet: false });
    expect(await other.count('packs')).toBe(0);
    await other.put('dataSet', { name: 'Own' } as never, 'current');
    expect(await readWorkspaceFile(other, whole, () => {}, never)).toEqual({ models: [], dataSet: false });
    expect(await other.get('dataSet', 'current')).toEqual({ name: 'Own' });
    expect(await other.count('packs')).toBe(0);
  });
});

test('a file that is cut short, or was stopped, leaves nothing behind', async ({ db }) => {
  await filled(db);
  const file = await writeWorkspace(db, true, () => {}, never);
  await elsewhere(async (other) => {
    await saveModel(other, model('own'));
    await expect(readWorkspaceFile(other, file.slice(0, file.size - 10), () => {}, never)).rejects.toThrow('cut short');
    const stopping = new AbortController();
    const stop = (records: number) => records === 3 && stopping.abort();
    await expect(readWorkspaceFile(other, file, stop, stopping.signal)).rejects.toThrow();
    for (const store of ['packs', 'packedOriginals', 'edits', 'dataSet'] as const)
      expect(await other.count(store)).toBe(0);
    expect((await listModels(other)).models.map(({ id }) => id)).toEqual(['own']);
    expect(await other.count('artifacts')).toBe(1);
  });
});

test('a file of which one byte was changed is refused and leaves nothing; one from before there was a checksum is read', async ({
  db,
}) => {
  await filled(db);
  const changed = new Uint8Array(await (await writeWorkspace(db, true, () => {}, never)).arrayBuffer());
  const text = new TextDecoder('latin1').decode(changed);
  changed[text.indexOf('of a')] = 'O'.charCodeAt(0); // the notes of a model
  const end = text.lastIndexOf('{"records"');
  const { records } = JSON.parse(text.slice(end)) as { records: number };
  const older = new Blob([changed.subarray(0, end - 8), frameOf({ records })]);
  await elsewhere(async (other) => {
    await expect(readWorkspaceFile(other, new Blob([changed]), () => {}, never)).rejects.toThrow('damaged');
    for (const store of ['packs', 'models', 'dataSet'] as const) expect(await other.count(store)).toBe(0);
    expect(await readWorkspaceFile(other, older, () => {}, never)).toEqual({ models: ['a', 'b'], dataSet: true });
    expect((await readModel(other, 'a')).notes).toBe('Of a');
  });
});

test('of a newer version it is refused in words', async ({ db }) => {
  const file = await writeWorkspace(db, false, () => {}, never);
  const text = (await file.text()).replace(/"schema":\d+/, '"schema":9');
  await expect(readWorkspaceFile(db, new Blob([text]), () => {}, never)).rejects.toThrow('newer version of Axial');
});
