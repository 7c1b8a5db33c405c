/** `y_train`, `labels`, `train_targets`. */
const LABELS = /label|target|class|diagnos|(^|[^a-z])y($|[^a-z])/i;
const ARRAY = /^[^.].*\.npy$/i;
/** More in one folder are images, one a file. */
const MOST_ARRAYS = 24;

/** Whether a NumPy array of this name is likely to hold the labels of others. */
export function isNamedForLabels(name: string): boolean {
  return LABELS.test(name);
}

export function isArrayFile(path: string): boolean {
  return ARRAY.test(nameOf(path));
}

type ArraySet<T> = { readonly folder: string; readonly files: readonly T[] };

/** NumPy arrays that lie in one folder, one of them named for labels: `X.npy` beside `y.npy`. They may be one labelled set. */
export function arraySets<T extends { readonly path: string }>(files: readonly T[]): ArraySet<T>[] {
  const byFolder = new Map<string, T[]>();
  for (const file of files) {
    const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
    const beside = byFolder.get(folder);
    if (beside) beside.push(file);
    else byFolder.set(folder, [file]);
  }
  return [...byFolder].flatMap(([folder, arrays]) => {
    const named = arrays.filter(({ path }) => isNamedForLabels(nameOf(path)));
    const isSet = named.length > 0 && named.length < arrays.length && arrays.length <= MOST_ARRAYS;
    return isSet ? [{ folder, files: arrays }] : [];
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
