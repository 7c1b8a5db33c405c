import { areWords, cellsOf, isBinary } from './columnCells.ts';
import { headPlace, plainHead, speaksOfClass } from './columnHeads.ts';
import { type Cells, MOST_LETTERS } from './joinTables.ts';
import { areClassesOfImages } from './objectLabels.ts';

/** What an annotation says of one image. */
export type Annotation = {
  /** The image, as the annotation calls it; null where it does not. */
  readonly named: string | null;
  /** Of the whole image: its tags, or the flags that are set. */
  readonly labels: readonly string[];
  /** The categories of the objects in it. */
  readonly objects: readonly string[];
  /** Whatever else it says, by the keys that lead to it. */
  readonly fields: readonly (readonly [keys: readonly string[], value: string])[];
};

/** More fields are no columns: each annotation may have some of its own. */
const MOST_COLUMNS = 200;
/** Texts that are held once, whoever says them: a cell that is cut out of a file would hold all of it. */
const MOST_TEXTS = 10_000;

const FILE = 'file';
const LABEL = 'label';

type Row = {
  readonly image: string;
  readonly labels: readonly string[];
  readonly objects: readonly string[];
  readonly values: readonly string[];
};

/** Makes one table of the annotations of many images: a row for each, a column for each field, and one of labels. */
export class AnnotationRows {
  private readonly rows: Row[] = [];
  /** The place of a column by the keys that lead to it. */
  private readonly columns = new Map<string, { readonly place: number; readonly keys: readonly string[] }>();
  private readonly texts = new Map<string, string>();

  /** @param image what names it in the table: its path, or its name */
  add(image: string, { labels, objects, fields }: Annotation): void {
    const values: string[] = [];
    for (const [keys, value] of fields) {
      const place = this.placeOf(keys);
      while (values.length <= place) values.push('');
      if (place >= 0) values[place] = this.shared(value.slice(0, MOST_LETTERS).trim());
    }
    this.rows.push({ image, labels: this.distinct(labels), objects: this.distinct(objects), values });
  }

  /** Under a head; the first column names the images. Without any other column there are no rows: nothing is said. */
  cells(): Cells & { readonly areOfObjects: boolean } {
    const { labels, areOfObjects } = this.labelCells();
    const words = new Set(labels);
    // A flag that is set is a label already.
    const columns = this.heads().filter(({ name }) => labels === null || !words.has(name));
    const head = [FILE, ...(labels ? [LABEL] : []), ...columns.map(({ name }) => name)];
    if (head.length === 1) return { head: [], rows: [], areOfObjects };
    const rows = this.rows.map(({ image, values }, row) => [
      image,
      ...(labels ? [labels[row] ?? ''] : []),
      ...columns.map(({ place }) => values[place] ?? ''),
    ]);
    return { head, rows, areOfObjects };
  }

  /** Whether more of such annotations may say what images are: some have labels or objects, or a field that is no constant and no measure. */
  mayTell(): boolean {
    if (this.rows.some(({ labels, objects }) => labels.length + objects.length > 0)) return true;
    const { head, rows } = this.cells();
    return head.some((name, column) => {
      const plain = plainHead(name);
      if (column > 0 && (['className', 'patient', 'subset'] as const).some((says) => headPlace(says, plain) !== null))
        return true;
      const words = new Set(cellsOf(rows, column)).size;
      const isKind = words >= 2 && (areWords(rows, column) || isBinary(rows, column));
      return column > 0 && (speaksOfClass(plain) || isKind);
    });
  }

  /** Of the whole images where these have at least two, else of their objects where these are classes; null where neither are. */
  private labelCells(): { readonly labels: string[] | null; readonly areOfObjects: boolean } {
    const ofImages = new Set(this.rows.flatMap(({ labels }) => labels));
    if (ofImages.size >= 2) return { labels: this.rows.map(({ labels }) => labels.join('|')), areOfObjects: false };
    const areOfObjects = areClassesOfImages(this.rows.map(({ objects }) => new Set(objects)));
    return { labels: areOfObjects ? this.rows.map(({ objects }) => objects.join('|')) : null, areOfObjects };
  }

  /** Called by the innermost key; by all keys where another has the same. None where they are too many. */
  private heads(): { readonly name: string; readonly place: number }[] {
    if (this.columns.size > MOST_COLUMNS) return [];
    const all = [...this.columns.values()];
    const counts = new Map<string, number>();
    for (const { keys } of all) counts.set(keys.at(-1) ?? '', (counts.get(keys.at(-1) ?? '') ?? 0) + 1);
    return all.map(({ keys, place }) => {
      const last = keys.at(-1) ?? '';
      return { place, name: counts.get(last) === 1 ? last : keys.join(' ') };
    });
  }

  /** -1 where there are too many. */
  private placeOf(keys: readonly string[]): number {
    const key = keys.join('\n');
    const known = this.columns.get(key);
    if (known) return known.place;
    if (this.columns.size > MOST_COLUMNS) return -1;
    const place = this.columns.size;
    this.columns.set(key, { place, keys });
    return place;
  }

  private distinct(words: readonly string[]): readonly string[] {
    const found = words.map((word) => word.slice(0, MOST_LETTERS).trim()).filter((word) => word !== '');
    return [...new Set(found)].map((word) => this.shared(word));
  }

  private shared(text: string): string {
    const known = this.texts.get(text);
    if (known === undefined && this.texts.size < MOST_TEXTS) this.texts.set(text, text);
    return known ?? text;
  }
}
