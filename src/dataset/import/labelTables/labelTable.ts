import type { Subset } from '../../split/splitSettings.ts';
import { subsetOfPath } from '../names/folderNames.ts';

/** What a table says of one file. */
export type LabelRow = {
  /** A path, a name, with or without extension, or the name of a folder. */
  readonly file: string;
  /** Null where the cell is empty, or no column says it. */
  readonly className: string | null;
  /** 16 hex digits of a hash; null likewise. */
  readonly patient: string | null;
  readonly subset: Subset | null;
  /** Which files it may mean, where several tables name the same: those in a folder, or of a subset. */
  readonly scope?: RowScope | undefined;
};

export type RowScope = { readonly folder: string } | { readonly subset: Subset };

/** How a table fits the files. Numbers are places among the rows and the paths that were given. */
export type LabelMatch = {
  /** For each path its row; -1: none. */
  readonly rowOf: Int32Array;
  /** Rows that name no file that is here. */
  readonly missing: readonly number[];
  /** Rows that could mean several files. */
  readonly ambiguous: readonly number[];
  /** Paths of which rows say different things. */
  readonly contradicted: readonly number[];
};

/** Folders above a file that are looked at. */
const MOST_SEGMENTS = 8;
/** Rows that end alike, of which more than these tell nothing: `slice.png` in every patient's folder. */
const MOST_ALIKE = 100;
/** Beginnings of a name that are looked at: only a name made for it has more. */
const MOST_BEGINNINGS = 50;

/**
 * Finds for each file its row: one's path must be the end of the other's, but for folders that all rows share. The name may
 * lack its extension; else a row may name a folder that the file is in, or the beginning of its name (`BraTS19_CBICA_AAB_1`
 * of `BraTS19_CBICA_AAB_1_t1.nii.gz`). Case does not matter. All rows first, then the paths, both in portions, so that a
 * hundred thousand of them need not be one task.
 */
export class LabelMatcher {
  private readonly rows: {
    readonly segments: readonly string[];
    readonly said: string;
    readonly scope: RowScope | undefined;
  }[] = [];
  /** Rows by every end of their paths: `c/1.png`, `b/c/1.png`. */
  private readonly byEnd = new Map<string, number[]>();
  /** The same without the names' extensions. */
  private readonly byBareEnd = new Map<string, number[]>();
  private shared: readonly string[] | null = null;
  private readonly rowOf: number[] = [];
  /** For each row the paths that it names, with how much they have in common. */
  private readonly named = new Map<number, { readonly path: number; readonly common: number }[]>();
  private readonly used = new Set<number>();
  /** Lists of rows that were compared: a folder of thousands of files may be named by thousands of rows. */
  private readonly agreed = new WeakMap<readonly number[], number>();
  private readonly contradicted: number[] = [];
  private hasScopes = false;

  /** @param partsRead what is compared of the parts of a path, of rows and files alike */
  constructor(
    private readonly partsRead: (segments: readonly string[]) => readonly string[] = (segments) => segments,
  ) {}

  addRows(rows: readonly LabelRow[]): void {
    for (const { file, className, patient, scope } of rows) {
      const segments = this.read(file);
      const index = this.rows.push({ segments, said: JSON.stringify([className, patient]), scope }) - 1;
      if (scope) this.hasScopes = true;
      const name = segments.at(-1);
      if (name === undefined) continue;
      this.shared = sharedStart(this.shared, segments.slice(0, -1));
      for (const end of endsOf(segments)) note(this.byEnd, end, index);
      if (bare(name) !== name) for (const end of endsOf(bareOf(segments))) note(this.byBareEnd, end, index);
    }
  }

  addPaths(paths: readonly string[]): void {
    for (const path of paths) {
      const isMeant = this.hasScopes ? scopesOf(path) : null;
      this.rowOf.push(this.find(this.read(path), this.rowOf.length, isMeant));
    }
  }

  private read(path: string): readonly string[] {
    return this.partsRead(segmentsOf(path));
  }

  match(): LabelMatch {
    const rowOf = Int32Array.from(this.rowOf);
    const ambiguous: number[] = [];
    for (const [row, files] of this.named) {
      if (files.length === 1) continue;
      const most = files.reduce((best, { common }) => Math.max(best, common), 0);
      const meant = files.filter(({ common }) => common === most);
      if (meant.length > 1) ambiguous.push(row);
      for (const { path } of meant.length > 1 ? files : files.filter((file) => file !== meant[0])) rowOf[path] = -1;
    }
    const missing = this.rows.flatMap((_, row) => (this.used.has(row) ? [] : [row]));
    return { rowOf, missing, ambiguous: ambiguous.sort((a, b) => a - b), contradicted: [...this.contradicted] };
  }

  /** The same, where a row means all files that fit it. */
  matchAll(): LabelMatch {
    const { missing, contradicted } = this.match();
    return { rowOf: Int32Array.from(this.rowOf), missing, ambiguous: [], contradicted };
  }

  private find(segments: readonly string[], path: number, isMeant: IsMeant | null): number {
    if (segments.length === 0) return -1;
    const named = this.fitting(this.byEnd, segments, isMeant) ?? this.fittingBarely(segments, isMeant);
    if (named) {
      const row = this.oneOf(named.rows, path);
      if (row >= 0) note(this.named, row, { path, common: named.common });
      return row;
    }
    for (const group of groupsOf(segments)) {
      const all = this.byEnd.get(group) ?? [];
      // The list itself, where nothing is left out: what is known of it is remembered.
      const rows = isMeant ? all.filter((row) => isMeant(this.rows[row]?.scope)) : all;
      if (rows.length > 0) return this.oneOf(rows, path);
    }
    return -1;
  }

  /** Where the row or the file has no extension. */
  private fittingBarely(segments: readonly string[], isMeant: IsMeant | null) {
    const bareSegments = bareOf(segments);
    const hasNone = bareSegments.at(-1) === segments.at(-1);
    return this.fitting(hasNone ? this.byBareEnd : this.byEnd, bareSegments, isMeant);
  }

  /** The rows that have most in common with a path, where that is enough. */
  private fitting(rowsByEnd: ReadonlyMap<string, number[]>, segments: readonly string[], isMeant: IsMeant | null) {
    const ends = endsOf(segments);
    const common = ends.findLastIndex((end) => rowsByEnd.has(end)) + 1;
    const alike = rowsByEnd.get(ends[common - 1] ?? '') ?? [];
    if (alike.length > MOST_ALIKE) return null;
    const rows = alike.filter((row) => {
      const own = (this.rows[row]?.segments.length ?? 0) - (this.shared?.length ?? 0);
      const isEnough = common >= Math.min(own, segments.length, MOST_SEGMENTS);
      return isEnough && (isMeant?.(this.rows[row]?.scope) ?? true);
    });
    return rows.length > 0 ? { rows, common } : null;
  }

  /** The first, where all say the same; else -1. */
  private oneOf(rows: readonly number[], path: number): number {
    const row = this.agreed.get(rows) ?? this.firstIfAlike(rows);
    this.agreed.set(rows, row);
    if (row < 0) this.contradicted.push(path);
    return row;
  }

  private firstIfAlike(rows: readonly number[]): number {
    const [first = -1] = rows;
    for (const row of rows) this.used.add(row);
    return rows.every((row) => this.rows[row]?.said === this.rows[first]?.said) ? first : -1;
  }
}

type IsMeant = (scope: RowScope | undefined) => boolean;

/** Whether a row of such a scope may mean a file. A file of no subset may be in any. */
function scopesOf(path: string): IsMeant {
  const lower = path.toLowerCase();
  const subset = subsetOfPath(path.split(/[/\\]/).slice(0, -1));
  return (scope) => {
    if (!scope) return true;
    if ('folder' in scope) return lower.startsWith(scope.folder.toLowerCase());
    return subset === null || subset === scope.subset;
  };
}

function note<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function segmentsOf(path: string): string[] {
  return path
    .normalize('NFC')
    .toLowerCase()
    .split(/[/\\]/)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** `['a', 'b', '1.png']` -> `['1.png', 'b/1.png', 'a/b/1.png']` */
function endsOf(segments: readonly string[]): string[] {
  const ends: string[] = [];
  for (const segment of segments.slice(-MOST_SEGMENTS).reverse()) {
    const last = ends.at(-1);
    ends.push(last === undefined ? segment : `${segment}/${last}`);
  }
  return ends;
}

/** Without extension: `.nii.gz` is one. Numbers with dots, as DICOM has them, have none. */
export function bare(name: string): string {
  return name.replace(/(\.nii)?\.(?=[a-z0-9]{0,4}[a-z])[a-z0-9]{2,5}$/, '');
}

function bareOf(segments: readonly string[]): string[] {
  return segments.with(-1, bare(segments.at(-1) ?? ''));
}

/**
 * What two paths begin with: one path after another it is what all of them do.
 *
 * @param shared null: nothing was compared yet
 */
export function sharedStart(shared: readonly string[] | null, folders: readonly string[]): readonly string[] {
  if (!shared) return folders;
  const end = shared.findIndex((folder, depth) => folders[depth] !== folder);
  return end < 0 ? shared : shared.slice(0, end);
}

/** The folders that a file is in, the nearest first, then the beginnings of its name, the longest first. */
function groupsOf(segments: readonly string[]): string[] {
  const stem = bare(segments.at(-1) ?? '');
  const ends = Array.from(stem.matchAll(/[_\- .]/g), ({ index }) => index).filter((end) => end > 0);
  const beginnings = ends.slice(0, MOST_BEGINNINGS).reverse();
  return [...segments.slice(0, -1).reverse(), ...beginnings.map((end) => stem.slice(0, end))];
}
