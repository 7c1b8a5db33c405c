import { guessPositiveClass } from '../../../../dataset/import/classes/positiveClass.ts';

/** A folder of labelled scans, and the class of the model that it holds; null: it is left out. */
type MatchedFolder = { readonly folder: string; readonly classIndex: number | null };

/**
 * Which class of a model each folder holds: the one of the same name, whatever its capitals, spaces and signs; of two folders for two
 * classes, where the names differ, the one that names a finding holds the positive class. The others are left to the user.
 */
export function matchClasses(folders: readonly string[], classes: readonly string[]): MatchedFolder[] {
  const same = folders.map((folder) => classes.findIndex((name) => plain(name) === plain(folder)));
  const positive = guessPositiveClass(folders);
  const canGuess = positive !== null && classes.length === 2 && same.every((index) => index < 0);
  return folders.map((folder, place) => {
    if (canGuess) return { folder, classIndex: folder === positive ? 1 : 0 };
    const index = same[place] ?? -1;
    return { folder, classIndex: index < 0 ? null : index };
  });
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
