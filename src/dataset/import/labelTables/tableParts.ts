import type { Subset } from '../../split/splitSettings.ts';
import { reasonToIgnore } from '../ignoredFiles.ts';
import { apartFromSubset, subsetOfPath } from '../names/folderNames.ts';
import { plainHead } from './columnHeads.ts';
import type { RowScope } from './labelTable.ts';
import type { LabelTable, TableColumns } from './tableColumns.ts';

type PlacedTable = { readonly path: string; readonly table: LabelTable };
/** `parts`: the tables that it is made of; left out: itself alone. */
type Joined<Table> = Table & { readonly parts?: readonly Table[] };

/**
 * Makes one table of those that name files and classes by the same heads: sets that come split have one in each part. Where a part's table
 * lies above its images its rows mean those; else, where its name says a subset (`train.csv`), those of that subset.
 *
 * @param paths of all files
 */
export function joinParts<Table extends PlacedTable>(
  tables: readonly Table[],
  paths: readonly string[],
): Joined<Table>[] {
  const byHead = new Map<string, Table[]>();
  for (const each of tables) {
    const key = headsOf(each.table) + (hasNoHead(each.table) ? nameWithoutSubset(each.path) : '');
    byHead.set(key, [...(byHead.get(key) ?? []), each]);
  }
  return [...byHead.values()].flatMap((parts): Joined<Table>[] => (parts.length > 1 ? [joined(parts, paths)] : parts));
}

/** Without heads tables of different findings look alike: `train-abnormal.csv` and `train-acl.csv`. */
function hasNoHead({ head }: LabelTable): boolean {
  return head.length > 1 && head.every((name, column) => name === `column ${column + 1}`);
}

function nameWithoutSubset(path: string): string {
  return apartFromSubset(tableName(path))?.rest ?? '';
}

function tableName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

/** Of tables without classes all heads: they may be about anything. */
function headsOf({ head, columns }: LabelTable): string {
  const { file, className, oneHot } = columns;
  const plain = (column: number | null) => (column === null ? null : plainHead(head[column] ?? ''));
  if (file === null || (className === null && !oneHot)) return JSON.stringify(head);
  return JSON.stringify([plain(file), plain(className), oneHot?.map(plain).toSorted()]);
}

function joined<Table extends PlacedTable>(all: readonly Table[], paths: readonly string[]): Joined<Table> {
  // One of all parts says less of a file than one of its part: it comes last.
  const isOfAll = ({ path }: Table) => subsetOfTable(path) === null;
  const parts = [...all.filter((part) => !isOfAll(part)), ...all.filter(isOfAll)];
  const [first] = parts;
  if (!first) throw new RangeError('no tables to join');
  const folders = parts.map(({ path }) => folderOf(path));
  const areApart = new Set(folders).size === parts.length;
  const areAbove = areApart && folders.every((folder) => paths.some((path) => isImageIn(folder, path)));
  const subsets = parts.map(({ path }) => subsetOfTable(path));
  const areSubsets = new Set(subsets.filter((subset) => subset !== null)).size > 1;
  const classes = classesOfLists(parts);
  const rows = parts.flatMap(({ table }, part) => {
    const subset = areSubsets ? (subsets[part] ?? null) : null;
    const scope = areAbove ? { folder: folders[part] ?? '' } : scopeOf(subset);
    const className = classes?.[part];
    return table.rows.map((row) => ({ ...row, ...(className && { className }), subset: row.subset ?? subset, scope }));
  });
  const multiLabel = parts.reduce((sum, { table }) => sum + table.multiLabel, 0);
  return { ...first, table: { ...first.table, rows, multiLabel }, parts };
}

/** `benign.txt` and `malignant.txt`, `trainCT_COVID.txt` and `trainCT_NonCOVID.txt`: names alone, whose list is called after their class. */
function classesOfLists(parts: readonly PlacedTable[]): readonly string[] | null {
  const names = parts.map(({ path }) => {
    const name = tableName(path);
    return apartFromSubset(name)?.rest ?? (subsetOfTable(name) === null ? name : '');
  });
  const files = parts.flatMap(({ table }) => table.rows.map(({ file }) => file));
  const areLists = parts.every(({ table }) => table.head.length === 1);
  const areClasses = names.every((name) => name !== '') && new Set(names).size >= 2;
  return areLists && areClasses && new Set(files).size === files.length ? names : null;
}

function subsetOfTable(path: string): Subset | null {
  return subsetOfPath(path.replace(/\.\w+$/, '').split('/'));
}

function scopeOf(subset: Subset | null): RowScope | undefined {
  return subset === null ? undefined : { subset };
}

function isImageIn(folder: string, path: string): boolean {
  return folder !== '' && path.startsWith(folder) && reasonToIgnore(path.split('/')) === null;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The same columns of another part, whose head may have them in another order. */
export function columnsOfPart(columns: TableColumns, head: readonly string[], part: readonly string[]): TableColumns {
  const plain = part.map(plainHead);
  const own = (column: number | null) => {
    const at = column === null ? -1 : plain.indexOf(plainHead(head[column] ?? ''));
    return at < 0 ? null : at;
  };
  const { file, folder, className, patient, subset, oneHot } = columns;
  const ownOneHot = oneHot?.map(own).filter((column) => column !== null) ?? null;
  return {
    ...{ file: own(file), folder: own(folder), className: own(className), patient: own(patient) },
    subset: own(subset),
    oneHot: ownOneHot,
  };
}
