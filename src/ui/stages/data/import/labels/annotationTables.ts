import { AnnotatedImages } from '../../../../../dataset/import/annotatedImages.ts';
import {
  headPlace,
  isFinding,
  plainHead,
  speaksOfClass,
} from '../../../../../dataset/import/labelTables/columnHeads.ts';
import { type LabelTable, speakOfFindings } from '../../../../../dataset/import/labelTables/tableColumns.ts';
import type { AnnotationFile } from '../../../../../worker/jobs/import/importProtocol.ts';
import { forEachInTimeSlices } from '../../../../workspace/timeSlices.ts';
import type { ReviewedTable, TableFile } from './labelSources.ts';
import { type Images, indicesOf } from './matchTable.ts';

/** The tables that annotations of one image each make, with the image that each is of. In slices. */
export async function annotationTables(annotations: readonly number[], images: Images): Promise<TableFile[]> {
  if (annotations.length === 0) return [];
  const { files, folders, loose } = images;
  const matcher = new AnnotatedImages();
  const pathOf = (index: number) => files[index]?.path ?? '';
  await forEachInTimeSlices(indicesOf(folders, loose), (slice) => matcher.addImages(slice.map(pathOf)));
  await forEachInTimeSlices(annotations, (slice) =>
    matcher.addAnnotations(slice.map((index) => ({ index, path: pathOf(index) }))),
  );
  const tables: TableFile[] = [];
  for (const { path, files: all } of matcher.sets()) {
    const found: AnnotationFile[] = [];
    await forEachInTimeSlices(all, (slice) => {
      for (const { index, image } of slice) {
        const file = files[index]?.file;
        if (file) found.push({ file, image });
      }
    });
    const [first] = found;
    if (first && found.length > 1) tables.push({ path, file: first.file, annotations: found });
  }
  return tables;
}

/** The same with less belief: objects in images do not speak against folders that are classes, and what is a guess is offered. */
export function asAnnotations(reviewed: ReviewedTable, { annotations }: LabelTable): ReviewedTable {
  const unlikeFolders = reviewed.unlikeFolders && annotations?.areOfObjects !== true;
  return { ...reviewed, unlikeFolders, isOffered: isGuess(reviewed) };
}

/**
 * Whether nothing but a column's few words speaks for classes. What programs write of each image has many such columns, as how it was taken:
 * then they are offered, and not chosen.
 */
function isGuess({ head, columns: { className, oneHot }, classes }: ReviewedTable): boolean {
  if (classes.length === 0 || oneHot || className === null) return false;
  const plain = plainHead(head[className] ?? '');
  const isSaid = headPlace('className', plain) !== null || speaksOfClass(plain) || isFinding(plain);
  return !isSaid && !speakOfFindings(classes.map(({ name }) => name));
}
