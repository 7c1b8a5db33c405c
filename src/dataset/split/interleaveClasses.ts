import { takeTurns } from '../../statistics/takeTurns.ts';

/** Files of one class that are read in a row: neighbours in a zip are read fastest together. */
const FILES_PER_TURN = 16;

/** The classes take turns, so that an import that ends early has as much of each. Files of a class stay in their order. */
export function interleaveClasses<File extends { readonly className: string }>(files: readonly File[]): File[] {
  const byClass = new Map<string, File[]>();
  for (const file of files) {
    const ofClass = byClass.get(file.className);
    if (ofClass) ofClass.push(file);
    else byClass.set(file.className, [file]);
  }
  return takeTurns([...byClass.values()], FILES_PER_TURN);
}
