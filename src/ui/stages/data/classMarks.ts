import { classLetters } from '../../components/image/classColours.ts';

/** Place and letter of each class of the data set, by its name. */
export type ClassMarks = ReadonlyMap<string, { readonly index: number; readonly letter: string }>;

export function classMarks(classes: readonly string[]): ClassMarks {
  const letters = classLetters(classes);
  return new Map(classes.map((name, index) => [name, { index, letter: letters[index] ?? '' }]));
}
