import { evidenceOfFinding } from '../classes/positiveClass.ts';
import { bare } from '../labelTables/labelTable.ts';
import { isAcquisition, isMaskFolder, isPartOrStorage, isStorage, isUnlabelled } from './folderNames.ts';

/** Where in the name of a file its class may stand, the likeliest first. */
export const PLACES_IN_NAME = ['before-number', 'after-number', 'last-digit'] as const;
export type PlaceInName = (typeof PLACES_IN_NAME)[number];

const PATTERNS: Readonly<Record<PlaceInName, RegExp>> = {
  'before-number': /^(\p{L}[\p{L} _.-]*?)[ _.-]*[([]?\d/u,
  'after-number': /\d[)\]]?[ _.-]+(\p{L}[\p{L} _.-]*)$/u,
  'last-digit': /\d[_-]([01])$/,
};

/** A longer name says nothing, and would take long to look through. */
const MOST_LETTERS = 255;

/** What stands there: `cat` of `cat.0.jpg` and `cat (12).png`, `tumor` of `IMG_001_tumor.png`, 1 of `CHNCXR_0001_1.png`. Null where nothing does. */
export function wordInName(name: string, place: PlaceInName): string | null {
  if (name.length > MOST_LETTERS) return null;
  const stem = name.slice(0, bare(name.toLowerCase()).length);
  return PATTERNS[place].exec(stem)?.[1] ?? null;
}

/** Of a class. */
const LEAST_FILES = 2;
const MOST_WORDS = 20;
/** Of the files; others may have no class, as those of a test subset. */
const LEAST_SHARE = 0.5;

/** What the words in the names of files may be: classes for sure, perhaps, or none. */
export type WordsInNames = 'classes' | 'maybe-classes' | 'no-classes';

/**
 * @param counts of files by word
 * @param files all of them, with such a word or without
 * @param least files of a class
 */
export function judgeWords(
  counts: ReadonlyMap<string, number>,
  files: number,
  least: number = LEAST_FILES,
): WordsInNames {
  const words = [...counts.keys()];
  const named = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const areFew =
    words.length >= 2 && words.length <= MOST_WORDS && [...counts.values()].every((count) => count >= least);
  if (!areFew || named < LEAST_SHARE * files || areSides(words) || words.some(saysNoClass)) return 'no-classes';
  const speaking = words.filter((word) => /\p{L}/u.test(word) && evidenceOfFinding(word) !== 0);
  return speaking.length >= 2 && 2 * speaking.length >= words.length ? 'classes' : 'maybe-classes';
}

/** Letters that say a side, a copy or a plane: `L` and `R`, `a`, `b` and `c`, `x`, `y` and `z`. */
function areSides(words: readonly string[]): boolean {
  const letters = words.map((word) => word.toLowerCase()).toSorted();
  return ['lr', 'abcdefgh', 'xyz'].some((order) => order.startsWith(letters.join('')));
}

/** How an image was taken, stored or marked. */
function saysNoClass(word: string): boolean {
  return [isAcquisition, isMaskFolder, isPartOrStorage, isStorage, isUnlabelled].some((says) => says(word));
}
