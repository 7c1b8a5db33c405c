import type { Edit } from '../../../dataset/edits/datasetEdits.ts';
import { ClassNaming } from '../../../dataset/import/classes/classNaming.ts';
import { beginImport, endImport } from '../../../dataset/import/unfinishedImport.ts';
import { messageOf } from '../../../dataset/messageOf.ts';
import type { DataSet } from '../../../dataset/scan.ts';
import { interleaveClasses } from '../../../dataset/split/interleaveClasses.ts';
import { DEFAULT_INPUT } from '../../../preprocessing/preprocessingSpec.ts';
import { writeDataSetHeader } from '../../../storage/dataSet/dataSetStore.ts';
import { endStoredImport } from '../../../storage/dataSet/importStore.ts';
import { batchFiles } from '../../decodePool/batchFiles.ts';
import type { JobsContext } from '../context.ts';
import type { ImportProgress, ImportRequest } from './importProtocol.ts';
import { Intake } from './intake.ts';
import { Pseudonymizer } from './pseudonymizer.ts';
import { volumesBeside, withLabelVolumes } from './volumesBeside.ts';

/** Pixels of the longer side. */
const THUMBNAIL_SIDE = 96;

const CLEARED =
  'The storage of this page was cleared during the import, and nothing of it was kept: import the files again.';
type Imported = {
  /** Indices of the request's files that were not read, or could not be stored. */
  readonly unread: number[];
  readonly problem: string | null;
};

/**
 * Reads every file of the request and stores it in `context.db` and `context.dataSet`. One bad file never stops the rest;
 * after an abort, or when the storage is full, the remaining files are unread, and a note of them is kept.
 */
export async function importFiles(
  context: JobsContext,
  asked: ImportRequest,
  synthetic: boolean,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<Imported> {
  const { db, dataSet: before } = context;
  const request = underImportedNames(asked, before, context.edits);
  const header = headerOf(before, request, synthetic);
  const note = beginImport(crypto.randomUUID(), request.files, context.unfinished, request.continues, request.sources);
  const subjects = new Pseudonymizer(await writeDataSetHeader(context.db, header, note));
  const beside = volumesBeside(request.files);
  const files = interleaveClasses(request.files);
  const intake = new Intake(context, subjects, before?.scans ?? [], files, note, onProgress, beside);
  const problem = await takeAll(context, { ...request, files }, intake, signal);
  if (context.db !== db && (await context.db.count('dataSet')) === 0) throw new Error(CLEARED);
  const ended = endImport(intake.lastNote(), signal.aborted ? 'stopped' : 'failed');
  intake.takeBackDuplicates();
  intake.addIgnored(request.ignored);
  // Where this fails too, the note says that the import was cut off; the report still reaches the page.
  await endStoredImport(context.db, note.id, intake.unsavedOutcomes, ended).catch(() => {});
  context.dataSet = { ...header, scans: [...(before?.scans ?? []), ...intake.stored] };
  context.outcomes = [...context.outcomes, ...intake.outcomes];
  context.unfinished = ended;
  const masked = withLabelVolumes(request.files, intake.labelVolumes, beside);
  if (masked.length > 0) {
    const { importMasks } = await import('./importMasks.ts'); // few sets have any
    // A mask that is not kept costs no scan.
    await importMasks(context, masked, request.volumes ?? header.volumes, signal).catch(() => {});
  }
  return { unread: intake.unread(request.files), problem };
}

function headerOf(before: DataSet | null, request: ImportRequest, synthetic: boolean): Omit<DataSet, 'scans'> {
  const volumes = request.volumes ?? before?.volumes;
  const folders = [...new Map([...(before?.folders ?? []), ...(request.folders ?? [])])];
  return {
    name: before?.name ?? request.dataSetName,
    synthetic,
    // Classes that have joined others are not asked for, and their scans are still there.
    classes: [...new Set([...request.classes, ...(before?.classes ?? [])])],
    ...(volumes && { volumes }),
    ...(folders.length > 0 && { folders }),
  };
}

/** The request with its classes as they were imported first, whatever they are called now. */
function underImportedNames(request: ImportRequest, before: DataSet | null, edits: readonly Edit[]): ImportRequest {
  const naming = new ClassNaming(before?.classes ?? [], edits);
  if (naming.isPlain) return request;
  const importedAs = (name: string) => {
    const imported = naming.importedAs(name);
    if (imported === null && before?.classes.includes(name))
      throw new Error(`The class ${name} is called ${naming.nameOf(name)} now: give these files another class.`);
    return imported ?? name;
  };
  return {
    ...request,
    classes: request.classes.map(importedAs),
    files: request.files.map((file) => ({ ...file, className: importedAs(file.className) })),
    ...(request.folders && { folders: request.folders.map(([folder, name]) => [folder, importedAs(name)] as const) }),
  };
}

/** Resolves with what ended the import early, in words, or null. */
async function takeAll(
  context: JobsContext,
  { files, volumes }: ImportRequest,
  intake: Intake,
  signal: AbortSignal,
): Promise<string | null> {
  const made = { pixels: DEFAULT_INPUT, fingerprint: true, imageStatistics: true, thumbnail: THUMBNAIL_SIDE };
  const wanted = { ...made, originals: true };
  const wantedSlices = volumes ? { ...wanted, volumes } : wanted;
  try {
    const batches = batchFiles(files, context.pool.size, (some) => context.archives.batchOf(some));
    for await (const taken of context.pool.decodeAll(batches, wantedSlices, signal)) {
      await intake.add(taken);
    }
    await intake.store();
    return null;
  } catch (error) {
    await intake.settled();
    return messageOf(error);
  }
}
