import { HASHES_PER_TASK } from '../../../../dataset/hashes.ts';
import type { ImportAnswers } from '../../../../dataset/import/importSources.ts';
import { importCode } from '../../../../dataset/messages.ts';
import type { Subset } from '../../../../dataset/split/splitSettings.ts';
import type { CodedPath } from '../../../../dataset/userError.ts';
import type { ImportRequest } from '../../../../worker/jobs/import/importProtocol.ts';
import type { DroppedFile } from '../../../drop/droppedFiles.ts';
import { forEachInTimeSlices } from '../../../workspace/timeSlices.ts';
import { SubjectFinder } from './labels/labelSources.ts';
import type { ImportReview } from './review/importReview.ts';
import { classesOfReview } from './review/reviewedClasses.ts';
import { subsetSource } from './review/reviewedSubsets.ts';

/** Class names of folders are not among them: the data set remembers those. */
function answersOf({ classes, loose, labelsFrom, patients, volumes, tables, plan }: ImportReview): ImportAnswers {
  return {
    leftOut: classes.filter(({ included }) => !included).map(({ folder }) => folder),
    looseClass: loose.className.trim(),
    ...{ labelsFrom, patients, volumes, level: plan.level, withAugmented: plan.withAugmented },
    columns: tables.map(({ path, columns }) => [path, columns]),
  };
}

/** By the index of an image the files that mark it. */
function masksOfImages({ plan, files }: ImportReview): ReadonlyMap<number, readonly DroppedFile['file'][]> {
  const masksOf = new Map<number, DroppedFile['file'][]>();
  for (const [mask, images] of plan.masks) {
    const file = files[mask]?.file;
    for (const image of file ? images : [])
      masksOf.set(image, [...(masksOf.get(image) ?? []), ...(file ? [file] : [])]);
  }
  return masksOf;
}

export async function importRequest(review: ImportReview): Promise<ImportRequest> {
  const files: RequestedFile[] = [];
  const ignored = [...review.ignored];
  const request = fileRequester(review);
  for (const { included, name, folder, fileIndices } of review.classes) {
    if (included) await request(fileIndices, name.trim(), files);
    else await leaveOut(review, fileIndices, folder, ignored);
  }
  await request(review.loose.fileIndices, review.loose.className.trim(), files);
  const folders = review.classes
    .filter(({ included }) => included)
    .map(({ folder, name }) => [folder, name.trim()] as const);
  return {
    folders,
    ...(review.handles && { sources: { handles: review.handles, answers: answersOf(review) } }),
    ...{ dataSetName: review.dataSetName.trim() || 'Data set', classes: classesOfReview(review), files, ignored },
    ...(review.volumes && { volumes: review.volumes }),
  };
}

type RequestedFile = ImportRequest['files'][number];

/** Asks for files as scans of a class, with what is known of each. */
function fileRequester(review: ImportReview) {
  const finder = new SubjectFinder(review.patients, review.tables);
  const subsets = subsetSource(review) ?? new Map<number, Subset>();
  const masksOf = masksOfImages(review);
  const subjectOf = (index: number) => finder.subjectOf(index, review.files[index]?.path ?? '');
  return (indices: readonly number[], className: string, files: RequestedFile[]) =>
    forEachInTimeSlices(
      indices,
      async (slice) => {
        const subjects = finder.knowsNobody ? [] : await Promise.all(slice.map(subjectOf));
        for (const [at, index] of slice.entries()) {
          const dropped = review.files[index];
          if (!dropped) continue;
          const { file, path } = dropped;
          const [subject, subset, masks] = [subjects[at], subsets.get(index), masksOf.get(index)];
          const known = { ...(subject && { subject }), ...(subset && { subset }), ...(masks && { masks }) };
          files.push({ file, path, className, ...known });
        }
      },
      HASHES_PER_TASK,
    );
}

function leaveOut(review: ImportReview, indices: readonly number[], folder: string, ignored: CodedPath[]) {
  return forEachInTimeSlices(indices, (slice) => {
    for (const index of slice)
      ignored.push({ path: review.files[index]?.path ?? '', ...importCode('class-left-out', { folder }) });
  });
}
