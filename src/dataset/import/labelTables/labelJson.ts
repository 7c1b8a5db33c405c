import { subsetOfCell } from '../names/folderNames.ts';
import { type Cells, NUMBERS_NAMED } from './joinTables.ts';
import { areEntries, cellOf, type Entry, isEntry, isListOfScalars, isScalar, type Scalar } from './jsonValues.ts';
import { areClassesOfImages } from './objectLabels.ts';

/** The column of what names a file, and of what is said of it, where JSON has no words for them. */
const FILE = 'file';
const LABEL = 'label';
const SPLIT = 'split';

/** More fields are no columns: each object may have some of its own. */
const MOST_COLUMNS = 200;

/**
 * Reads JSON as a table: a list of objects, or one in each line (`metadata.jsonl` of Hugging Face); `{"a.png": "tumour"}`, or an object for each
 * file; `{"tumour": ["a.png"]}` and `{"train": [...], "test": [...]}`; columns as pandas writes them; COCO where most images have objects of one
 * category. Null of anything else: other annotations of objects in images, settings, broken JSON.
 */
export function cellsOfJson(text: string): Cells | null {
  const value = parsed(text) ?? parsedLines(text);
  if (Array.isArray(value)) return cellsOfList(value);
  return isEntry(value) ? cellsOfEntry(value) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parsedLines(text: string): unknown[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const values = lines.map(parsed);
  return values.every((value) => value !== null) ? values : null;
}

function cellsOfList(list: readonly unknown[]): Cells | null {
  if (list.length === 0) return null;
  if (list.every(isEntry)) return cellsOfEntries(list);
  if (list.every((each) => typeof each === 'string')) return { head: [FILE], rows: list.map((each) => [each]) };
  if (!list.every(isListOfScalars)) return null;
  const width = list.reduce((most, { length }) => Math.max(most, length), 0);
  if (width > MOST_COLUMNS) return null;
  return { head: Array.from({ length: width }, (_, column) => `column ${column + 1}`), rows: list.map(cellsOf) };
}

function cellsOfEntry(entry: Entry): Cells | null {
  const fields = Object.entries(entry);
  const values = fields.map(([, value]) => value);
  if (fields.length === 0) return null;
  if ('images' in entry && 'annotations' in entry) return cellsOfCoco(entry);
  if (values.some(isScalar) && values.every((value) => isScalar(value) || isListOfScalars(value)))
    return { head: areNumbersNamed(fields) ? NUMBERS_NAMED : [FILE, LABEL], rows: fields.map(cellsOf) };
  if (values.every(isEntry)) {
    const columns = columnsOfPandas(fields as readonly [string, Entry][]);
    return columns ?? cellsOfEntries(fields.map(([key, value]) => ({ [FILE]: key, ...(value as Entry) })));
  }
  if (values.every(isListOfScalars)) {
    const said = fields.every(([key]) => subsetOfCell(key) !== null) ? SPLIT : LABEL;
    return {
      head: [FILE, said],
      rows: fields.flatMap(([key, list]) => (list as Scalar[]).map((each) => cellsOf([each, key]))),
    };
  }
  return cellsOfParts(fields);
}

/** Images, objects in them by the image's number, and what the numbers of their categories mean: https://cocodataset.org/#format-data */
function cellsOfCoco({ images, annotations, categories }: Entry): Cells | null {
  if (!isListOfEntries(images) || !isListOfEntries(annotations) || !isListOfEntries(categories)) return null;
  const nameOf = new Map(categories.map(({ id, name }) => [id, String(name)]));
  const found = new Map(images.map(({ id }) => [id, new Set<string>()]));
  for (const { image_id, category_id } of annotations) found.get(image_id)?.add(nameOf.get(category_id) ?? '');
  if (!areClassesOfImages([...found.values()])) return null;
  return {
    head: [FILE, LABEL],
    rows: images.map(({ id, file_name }) => cellsOf([file_name, [...(found.get(id) ?? [])]])),
  };
}

/** `{"0": "Healthy", "1": "Mosaic disease"}` */
function areNumbersNamed(fields: readonly (readonly [string, unknown])[]): boolean {
  return fields.every(([key, value]) => /^\d+$/.test(key) && typeof value === 'string' && /\p{L}/u.test(value));
}

/** `{"train": [{...}], "test": [{...}]}`, or one list of objects beside what is said of all of them. */
function cellsOfParts(fields: readonly (readonly [string, unknown])[]): Cells | null {
  const lists = fields.filter((field): field is readonly [string, readonly Entry[]] => isListOfEntries(field[1]));
  const [only] = lists;
  if (only && lists.length === 1) return cellsOfEntries(only[1]);
  if (lists.length === 0 || lists.some(([key]) => subsetOfCell(key) === null)) return null;
  return cellsOfEntries(lists.flatMap(([key, list]) => list.map((each) => ({ ...each, [SPLIT]: key }))));
}

/** `{"image": {"0": "a.png", "1": "b.png"}, "label": {"0": 1, "1": 0}}` */
function columnsOfPandas(columns: readonly (readonly [string, Entry])[]): Cells | null {
  const keys = Object.keys(columns[0]?.[1] ?? {});
  const isColumn = ([, entry]: readonly [string, Entry]) => Object.keys(entry).join() === keys.join();
  if (columns.length > MOST_COLUMNS || !keys.every((key, place) => key === String(place))) return null;
  if (!columns.every(isColumn)) return null;
  return {
    head: columns.map(([name]) => name),
    rows: keys.map((key) => cellsOf(columns.map(([, entry]) => entry[key]))),
  };
}

function cellsOfEntries(entries: readonly Entry[]): Cells | null {
  const fields = new Set<string>();
  for (const entry of entries) {
    for (const field of Object.keys(entry)) fields.add(field);
    if (fields.size > MOST_COLUMNS) return null;
  }
  const head = [...fields];
  return { head, rows: entries.map((entry) => cellsOf(head.map((key) => entry[key]))) };
}

function cellsOf(values: readonly unknown[]): string[] {
  return values.map(cellOf);
}

function isListOfEntries(value: unknown): value is readonly Entry[] {
  return areEntries(value) && value.length > 0;
}
