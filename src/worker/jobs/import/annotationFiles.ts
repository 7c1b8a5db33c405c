import { evenly } from '../../../dataset/evenly.ts';
import { annotationOfJson } from '../../../dataset/import/labelTables/annotationJson.ts';
import { type Annotation, AnnotationRows } from '../../../dataset/import/labelTables/annotationRows.ts';
import { annotationOfXml } from '../../../dataset/import/labelTables/annotationXml.ts';
import type { Cells } from '../../../dataset/import/labelTables/joinTables.ts';
import { isXml } from '../../../dataset/import/labelTables/labelList.ts';
import { bareName } from '../../../dataset/import/labelTables/namingColumns.ts';
import type { LabelTable } from '../../../dataset/import/labelTables/tableColumns.ts';
import type { AnnotationFile, ScanFile } from './importProtocol.ts';
import { MOST_TEXT_BYTES, textOf } from './tableText.ts';

/** Where these say nothing, the others are not read. They lie all over the list: its beginning may be of one class. */
const FIRST = 20;
/** Each is in memory as a whole, with the image in it perhaps. */
const AT_ONCE = 4;

type Read = Required<Pick<LabelTable, 'annotations'>> & { readonly cells: Cells };

/**
 * Reads annotations of one image each as one table, a few at a time. What is broken, or names another image that is here, is left out.
 *
 * @param names of files that are here, see `namesIn`
 */
export async function readAnnotations(
  all: readonly AnnotationFile[],
  contentOf: (file: ScanFile) => Promise<Blob>,
  names: ReadonlySet<string>,
): Promise<Read> {
  const read = async ({ file, image }: AnnotationFile) => {
    const annotation =
      file.size > MOST_TEXT_BYTES
        ? null
        : await contentOf(file)
            .then(parsed(file.name))
            .catch(() => null);
    return annotation && meansAnother(annotation, image, names) ? null : annotation;
  };
  const sample = await rowsOf(evenly(all, FIRST), read);
  const { rows, leftOut } = sample.rows.mayTell() ? await rowsOf(all, read) : { ...sample, rows: new AnnotationRows() };
  const { areOfObjects, ...cells } = rows.cells();
  return { cells, annotations: { files: all.length, leftOut, areOfObjects } };
}

async function rowsOf(
  files: readonly AnnotationFile[],
  read: (file: AnnotationFile) => Promise<Annotation | null>,
): Promise<{ readonly rows: AnnotationRows; readonly leftOut: number }> {
  const rows = new AnnotationRows();
  let leftOut = 0;
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE);
    for (const [place, annotation] of (await Promise.all(some.map(read))).entries()) {
      if (annotation) rows.add(some[place]?.image ?? '', annotation);
      else leftOut += 1;
    }
  }
  return { rows, leftOut };
}

function parsed(name: string): (content: Blob) => Promise<Annotation | null> {
  const parse = isXml(name) ? annotationOfXml : annotationOfJson;
  return async (content) => parse(textOf(new Uint8Array(await content.arrayBuffer())));
}

/** It was renamed, or copied from another: nobody knows which of both is right. */
function meansAnother({ named }: Annotation, image: string, names: ReadonlySet<string>): boolean {
  const name = named === null ? null : bareName(named);
  return name !== null && name !== bareName(image) && names.has(name);
}
