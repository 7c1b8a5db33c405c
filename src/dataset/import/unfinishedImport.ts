import type { ImportSources } from './importSources.ts';

/** How many files of a class an import has, and how many of them were read and stored. */
type ClassFiles = { readonly name: string; readonly files: number; readonly read: number };

/** The note of an import of which not every file was read. */
export type UnfinishedImport = {
  /** Names the import: only the one whose note is stored may write. */
  readonly id: string;
  /** 'running' is written before the first file, so a page that opens with it follows one that was cut off. */
  readonly step: 'running' | 'stopped' | 'failed';
  readonly classes: readonly ClassFiles[];
  /** What imports before this one left unread, and this one does not read either. */
  readonly earlier: readonly ClassFiles[];
  /** Where the files of `classes` are; left out where the page cannot get at them again by itself. */
  readonly sources?: ImportSources | undefined;
};

/** What the page shows of it. */
export type UnfinishedFiles = {
  readonly step: 'interrupted' | 'stopped' | 'failed';
  readonly files: number;
  readonly read: number;
  /** After a reload too, the page finds all of these files by itself. */
  readonly findable?: true;
};

/**
 * The note of an import that begins. What was unread before stays noted, except in classes of which this import brings at
 * least as many files: then the same folder was dropped again.
 *
 * @param continues The import reads exactly what the one before left unread.
 */
export function beginImport(
  id: string,
  files: readonly { readonly className: string }[],
  before: UnfinishedImport | null,
  continues = false,
  sources?: ImportSources,
): UnfinishedImport {
  const counts = new Map<string, number>();
  for (const { className } of files) counts.set(className, (counts.get(className) ?? 0) + 1);
  const isLeft = (each: ClassFiles) => each.read < each.files && (counts.get(each.name) ?? 0) < each.files;
  return {
    id,
    step: 'running',
    classes: [...counts].map(([name, count]) => ({ name, files: count, read: 0 })),
    earlier: before && !continues ? [...before.earlier, ...before.classes].filter(isLeft) : [],
    ...(sources && { sources }),
  };
}

/** The note with as many files read of each class. */
export function withRead(note: UnfinishedImport, read: ReadonlyMap<string, number>): UnfinishedImport {
  return { ...note, classes: note.classes.map((each) => ({ ...each, read: read.get(each.name) ?? 0 })) };
}

/** The note of an import that has ended; null where nothing is unread. */
export function endImport(note: UnfinishedImport, step: 'stopped' | 'failed'): UnfinishedImport | null {
  const isUnread = ({ files, read }: ClassFiles) => read < files;
  if (note.classes.some(isUnread)) return { ...note, step };
  return note.earlier.some(isUnread) ? { id: note.id, step: 'stopped', classes: note.earlier, earlier: [] } : null;
}

export function unfinishedFiles({ step, classes, earlier, sources }: UnfinishedImport): UnfinishedFiles {
  const all = [...classes, ...earlier];
  const sum = (of: (each: ClassFiles) => number) => all.reduce((total, each) => total + of(each), 0);
  return {
    step: step === 'running' ? 'interrupted' : step,
    files: sum(({ files }) => files),
    read: sum(({ read }) => read),
    ...(sources && earlier.length === 0 && { findable: true as const }),
  };
}
